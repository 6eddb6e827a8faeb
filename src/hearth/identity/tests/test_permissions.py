"""Who may do what to an identity: every role against every act, as somebody who is alongside."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.identity import permissions
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db
CUSTODIANS = {"guardian"}
WHO_EDIT = {
    *("peer-supporter", "recovery-worker", "carer-supporter", "link-worker", "clinician", "social-worker"),
    *("shift-lead", "hub-manager"),
}
WHO_LEAD = {"shift-lead", "hub-manager"}
MAY = {
    "join two records": CUSTODIANS,
    "look at what is kept close": CUSTODIANS,
    "say that somebody died": WHO_EDIT,
    "keep a record close": WHO_LEAD,
}


@pytest.fixture
def keeley(world):
    return worlds.known(world, holder=world.manager)


def asked(act, actor, person):
    checks = {
        "join two records": lambda: permissions.check_keep_identities(actor),
        "look at what is kept close": lambda: permissions.check_look_at_restrictions(actor),
        "say that somebody died": lambda: permissions.check_say_died(actor, person=person),
        "keep a record close": lambda: permissions.check_restrict(actor, person=person),
    }
    try:
        checks[act]()
    except NotPermitted:
        return False
    return True


class TestPermissions:
    @pytest.mark.parametrize("role", ROLES)
    def test_are_as_the_table_has_them(self, world, keeley, role):
        actor = worker_actor(worlds.in_the_team(world, "Rae", "Hill", role))

        with acting_as(actor, at=world.at + timedelta(seconds=1)):
            assert {act: asked(act, actor, keeley) for act in MAY} == {act: role in who for act, who in MAY.items()}

    def test_let_whoever_holds_somebody_keep_their_record_close(self, world):
        theirs = worlds.known(world, known_as="Robin", nhs_number=None, holder=world.peer)
        sam = worker_actor(world.peer)

        with acting_as(sam, at=world.at):
            assert asked("keep a record close", sam, theirs)
