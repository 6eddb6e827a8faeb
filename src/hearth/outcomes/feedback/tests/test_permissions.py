import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes.feedback import permissions

pytestmark = pytest.mark.django_db
ANSWERS = {"hub-manager", "guardian"}


def may(actor, at, check):
    try:
        with acting_as(actor, at=at):
            check(actor)
    except NotPermitted:
        return False
    return True


class TestEveryRole:
    def test_may_write_down_what_they_were_told_and_few_answer(self, world):
        actors = {
            role: worker_actor(worlds.worker(f"Noor{number}", "Aziz", role, world.trust, hub=world.hub))
            for number, role in enumerate(ROLES)
        }

        assert all(may(actor, world.at, permissions.check_say) for actor in actors.values())
        assert {role for role, actor in actors.items() if may(actor, world.at, permissions.check_answer)} == ANSWERS
