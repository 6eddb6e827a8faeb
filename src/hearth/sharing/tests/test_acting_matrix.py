"""What whoever acts for somebody may do, and what stays the person's own: a table, while it lasts and after."""

from uuid import uuid4

import pytest

from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.correcting.permissions import check_ask_correction
from hearth.holding import permissions as holding
from hearth.holding import stalemate_permissions as stalemates
from hearth.holding.models import Holding
from hearth.messaging import permissions as messaging
from hearth.messaging.threads import permissions as threads
from hearth.organisations.tests.factories import NOON
from hearth.outcomes import permissions as outcomes
from hearth.outcomes.feedback import permissions as feedback
from hearth.outcomes.models import Feedback
from hearth.people import permissions as people
from hearth.people.models import Person, Relation
from hearth.plans import permissions as plans
from hearth.record import permissions as record
from hearth.record.documents import permissions as documents
from hearth.record.models import Entry
from hearth.sharing import actions, permissions, queries
from hearth.sharing.codes import ProxyKind
from hearth.sharing.models import CircleChoice, Look, Sealing
from hearth.sharing.tests.factories import life
from hearth.subject_access import permissions as subject_access
from hearth.telling import permissions as telling
from hearth.telling.models import Filling

pytestmark = pytest.mark.django_db

# What the person can do themselves, as (check, of whom it is asked), and from which level on whoever acts for them may.
MAY = {
    "write a message": (lambda a, one: threads.check_write(a, person_id=one.pk), Level.MINIMUM),
    "ask for support": (lambda a, one: permissions.check_act_for(a, person_id=one.pk), Level.MINIMUM),
    "say what is good or wrong here": (lambda a, one: feedback.check_say_for(a, person_id=one.pk), Level.MINIMUM),
    "ask for a correction": (lambda a, one: check_ask_correction(a, entry=Entry(person=one)), Level.FULL),
}
NEVER = {
    "write or sign the plan, the card, a wish for later": lambda a, one: plans.check_write_plan(a, person_id=one.pk),
    "choose who may see": lambda a, one: permissions.check_record_circle(a, person=one),
    "close something": lambda a, one: permissions.check_seal(a, person=one),
    "have a code to their pages": lambda a, one: permissions.check_give_own_code(a, person=one),
    "name who acts": lambda a, one: permissions.check_name_proxy(a, person=one),
    "say how they see it": lambda a, one: record.check_say_for_them(a, entry=Entry(person=one)),
    "tell what was before": lambda a, one: record.check_tell_before(a, person_id=one.pk),
    "take the journey away": lambda a, one: record.check_take_out_own_picture(a, person=one),
    "add a document": lambda a, one: documents.check_add_document(a, person=one),
    "have read a message": lambda a, one: threads.check_look(a, person_id=one.pk),
    "let somebody read messages": lambda a, one: threads.check_let_in(a, person_id=one.pk),
    "choose how we write": lambda a, one: messaging.check_choose(a, person_id=one.pk),
    "answer a measure": lambda a, one: outcomes.check_measure(a, person=one),
    "come back to an answer": lambda a, one: feedback.check_come_back(a, feedback=Feedback(person=one)),
    "change a name": lambda a, one: people.check_knows_identity(a, person=one),
    "have a copy of the record": lambda a, one: subject_access.check_ask(a, person=one),
    "say yes to a form": lambda a, one: telling.check_confirm_form(a, filling=Filling(person=one)),
    "let them rest": lambda a, one: holding.check_change_standing(a, holding=Holding(person=one)),
    "raise a dispute": lambda a, one: stalemates.check_raise_stalemate(a, holding=Holding(person=one)),
}
LEVELS = [Level.MINIMUM, Level.APPOINTMENTS, Level.PLAN, Level.FULL]


@pytest.fixture
def nan(theirs):
    return theirs.supporter(Level.NOTHING)


def named(theirs, nan, level):
    clinician = theirs.worker("clinician")
    with acting_as(clinician, at=NOON):
        close = Relation(person=theirs.person, name="Nan", relation="grandmother", related_person_id=nan.person_id)
        close.save(force_insert=True)
        checked = {"looked": "Both records"}
        kind = ProxyKind.GRANTED
        return actions.name_proxy(clinician, relation=close, kind=kind, level=level, at=NOON, **checked)


def may(actor, check, person):
    with acting_as(actor, at=NOON):
        try:
            check(actor, person)
        except NotPermitted:
            return False
        return True


class TestWhoeverActs:
    @pytest.mark.parametrize("level", LEVELS)
    @pytest.mark.parametrize("what", MAY)
    def test_may(self, theirs, nan, what, level):
        named(theirs, nan, level)
        check, needed = MAY[what]

        assert may(nan, check, theirs.person) is (level >= needed)

    @pytest.mark.parametrize("what", NEVER)
    def test_may_never(self, theirs, nan, what):
        named(theirs, nan, Level.FULL)

        assert not may(nan, NEVER[what], theirs.person)

    @pytest.mark.parametrize("what", MAY)
    def test_may_nothing_once_it_has_ended(self, theirs, nan, what):
        proxy, me = named(theirs, nan, Level.FULL), theirs.as_themselves()
        with acting_as(me, at=NOON):
            actions.end_proxy(me, proxy=proxy, at=NOON)

        assert not may(nan, MAY[what][0], theirs.person)

    @pytest.mark.parametrize("what", MAY)
    def test_may_nothing_for_somebody_else(self, theirs, nan, what):
        named(theirs, nan, Level.FULL)

        assert not may(nan, MAY[what][0], life().person)

    @pytest.mark.parametrize("what", MAY)
    def test_is_more_than_somebody_let_in(self, theirs, what):
        assert not may(theirs.supporter(Level.FULL), MAY[what][0], theirs.person)

    def test_reads_neither_the_circle_nor_who_looked_nor_what_is_closed(self, theirs, nan):
        named(theirs, nan, Level.FULL)
        me, colleague = theirs.as_themselves(), theirs.worker("clinician")
        with acting_as(me, at=NOON):
            told = {"entry_id": theirs.entries[0].pk, "hidden": True, "consequence_explained": "They do not know."}
            actions.seal(me, person=theirs.person, at=NOON, **told)
        with acting_as(colleague, at=NOON):
            actions.open_record(colleague, person=theirs.person, what="journey", reason="alongside", at=NOON)

        with acting_as(nan, at=NOON):
            for table in (CircleChoice, Look, Sealing):
                assert not table.objects.visible_to(nan).filter(person=theirs.person).exists()
            assert not Entry.objects.filter(pk=theirs.entries[0].pk).exists()


class TestActsFor:
    def test_is_nobody_at_the_desk_and_not_oneself(self, theirs, nan):
        named(theirs, nan, Level.FULL)
        me, clinician = theirs.as_themselves(), theirs.worker("clinician")

        for actor in (me, clinician):
            with acting_as(actor, at=NOON):
                assert not permissions.acts_for(actor, person_id=theirs.person.pk)
        with acting_as(nan, at=NOON):
            assert permissions.acts_for(nan, person_id=theirs.person.pk)
            assert not permissions.acts_for(nan, person_id=uuid4())
            assert list(queries.acting_for(nan, people=[theirs.person.pk])) == [theirs.person.pk]
            assert Person.objects.visible_to(nan).filter(pk=theirs.person.pk).exists()
