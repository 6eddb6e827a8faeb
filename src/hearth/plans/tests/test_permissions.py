import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.plans import permissions
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db
WRITES = {
    "peer-supporter",
    "recovery-worker",
    "carer-supporter",
    "link-worker",
    "clinician",
    "social-worker",
    "shift-lead",
    "hub-manager",
}
TAKES = WRITES | {"welcomer", "partner-professional", "student", "volunteer"}


def may(actor, at, check, **told):
    try:
        with acting_as(actor, at=at):
            check(actor, **told)
    except NotPermitted:
        return False
    return True


class TestEveryRole:
    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_writes_plans_and_takes_cards_as_the_table_says(self, world, role):
        robin = worlds.known(world, known_as="Robin")
        actor = worker_actor(worlds.in_the_team(world, "Ash", "Reed", role))

        assert may(actor, world.at, permissions.check_beside, person_id=robin.pk) == (role in WRITES)
        assert may(actor, world.at, permissions.check_write_plan, person_id=robin.pk) == (role in WRITES)
        assert may(actor, world.at, permissions.check_take_cards) == (role in TAKES)

    def test_is_not_enough_without_being_alongside(self, world):
        robin = worlds.known(world, known_as="Robin")
        elsewhere = worker_actor(worlds.worker("Una", "Hurst", "clinician", world.surgery))

        assert not may(elsewhere, world.at, permissions.check_write_plan, person_id=robin.pk)

    def test_is_not_enough_for_somebody_kept_out(self, world):
        robin = worlds.known(world, known_as="Robin")
        with acting_as(SYSTEM, at=world.at):
            told = {"explained_how": "over tea", "at": world.at}
            sharing.choose_circle(SYSTEM, person=robin, whom=world.peer, level=0, **told)

        assert not may(worker_actor(world.peer), world.at, permissions.check_write_plan, person_id=robin.pk)
