"""Who may do what when somebody asks for their record: every role against every act."""

import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.subject_access import permissions
from hearth.subject_access.codes import Reason
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest

pytestmark = pytest.mark.django_db
GUARDIANS = {"guardian"}
READERS = {
    *("peer-supporter", "recovery-worker", "carer-supporter", "link-worker", "clinician", "social-worker"),
    *("shift-lead", "hub-manager", "partner-professional", "student", "volunteer"),
}
MAY = {
    "write down that somebody asked": READERS | GUARDIANS,
    "make sure who it is": READERS | GUARDIANS,
    "take it on": GUARDIANS,
    "answer": GUARDIANS,
    "take it back": GUARDIANS,
    "read a part they were named for": set(ROLES),
    "decide of an item they were asked about": set(ROLES),
    "say that reading it could seriously harm": {"clinician"},
    "gather": set(),
}


def asked(act, actor, person):
    mine = AccessRequest(answers_id=actor.membership_id, person=person)
    part = AccessPart(reviewer_id=actor.membership_id)
    item = AccessItem(part=AccessPart())
    checks = {
        "write down that somebody asked": lambda: permissions.check_ask(actor, person=person),
        "make sure who it is": lambda: permissions.check_make_sure(actor),
        "take it on": lambda: permissions.check_take_on(actor),
        "answer": lambda: permissions.check_answer(actor, request=mine),
        "take it back": lambda: permissions.check_withdraw(actor, request=mine),
        "read a part they were named for": lambda: permissions.check_review_part(actor, part=part),
        "decide of an item they were asked about": lambda: permissions.check_decide_item(
            actor, item=item, asked=True, reason=""
        ),
        "say that reading it could seriously harm": lambda: permissions.check_decide_item(
            actor, item=item, asked=True, reason=Reason.SERIOUS_HARM
        ),
        "gather": lambda: permissions.check_hearth_itself(actor),
    }
    try:
        checks[act]()
    except NotPermitted:
        return False
    return True


class TestPermissions:
    @pytest.mark.parametrize("role", ROLES)
    def test_are_as_the_table_has_them(self, world, role):
        keeley = worlds.known(world)
        actor = worker_actor(worlds.in_the_team(world, "Rae", "Hill", role))

        with acting_as(actor, at=world.at):
            assert {act: asked(act, actor, keeley) for act in MAY} == {act: role in who for act, who in MAY.items()}

    def test_let_nobody_answer_for_another_guardian_or_read_anothers_part(self, world):
        actor = worker_actor(worlds.in_the_team(world, "Rae", "Hill", "guardian"))

        with acting_as(actor, at=world.at):
            with pytest.raises(NotPermitted):
                permissions.check_answer(actor, request=AccessRequest(answers_id=world.lead.pk))
            with pytest.raises(NotPermitted):
                permissions.check_decide_item(
                    actor, item=AccessItem(part=AccessPart(reviewer_id=world.lead.pk)), asked=False, reason=""
                )

    def test_let_the_person_ask_and_take_it_back_and_nobody_else_of_theirs(self, world):
        keeley = worlds.known(world)
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        herself = worlds.themselves(world, keeley)

        with acting_as(herself, at=world.at):
            assert asked("write down that somebody asked", herself, keeley)
            assert asked("take it back", herself, keeley)
            assert not asked("write down that somebody asked", herself, other)
            assert not asked("take it back", herself, other)
