"""A yes to a picture leaving the house, and what may then be in it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils.timezone import localdate
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.ids import new_id
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.models import Relation
from hearth.record import actions, picture_queries
from hearth.record.codes import EntryKind
from hearth.record.models import Entry, PictureAgreement
from hearth.sharing import actions as sharing
from hearth.sharing.codes import SaidBy
from hearth.sharing.decider_rules import NOBODY_CHECKED
from hearth.sharing.tests.factories import by_law

pytestmark = pytest.mark.django_db

YES = actions.Yes(SaidBy.PERSON, "We looked at it together.", "The housing meeting")


def agree(world, person, *, by=None, yes=YES):
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=world.at):
        return actions.agree_to_picture(actor, person=person, yes=yes, at=world.at)


def take_out(world, agreement, *, by=None, later=timedelta()):
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=world.at + later):
        actions.take_out_picture(actor, agreement=agreement, kind="pdf", at=world.at + later)


def audited(event):
    return worlds.all_of(AuditEvent, event=event)


class TestAgreeToPicture:
    def test_keeps_who_said_what_and_until_when_it_holds(self, world, keeley):
        agreed = agree(world, keeley)

        assert (agreed.said_by, agreed.what_for) == (SaidBy.PERSON, "The housing meeting")
        assert agreed.until_at == world.at + timedelta(hours=24)
        assert len(audited("record.picture_agreed")) == 1

    def test_is_not_for_somebody_whom_nobody_checked(self, world, keeley):
        with pytest.raises(NotPossible, match=NOBODY_CHECKED):
            agree(world, keeley, yes=actions.Yes(SaidBy.LEGAL, "By phone", "The meeting"))

        assert worlds.all_of(PictureAgreement) == []

    def test_is_read_by_the_person_in_their_journey(self, world, keeley):
        agreed = agree(world, keeley)

        (entry,) = worlds.all_of(Entry, subject_type="PictureAgreement", subject_id=agreed.id)
        assert "What it is for: The housing meeting. How it was asked: We looked at it together." in entry.body
        assert entry.body.startswith("Keeley said yes")

    def test_says_when_somebody_else_may_decide(self, world, keeley):
        with acting_as(SYSTEM, at=world.at):
            brother = Relation(person=keeley, name="Nils", relation="brother")
            brother.save(force_insert=True)
        by_law(keeley, brother, on=localdate())
        agree(world, keeley, yes=actions.Yes(SaidBy.LEGAL, "By phone", "The meeting"))

        (entry,) = worlds.all_of(Entry, subject_type="PictureAgreement")
        assert entry.body.startswith("Whoever may decide for them said yes")

    @pytest.mark.parametrize(
        ("yes", "said"),
        [
            (actions.Yes(SaidBy.PERSON, " ", "The meeting"), "Say how you asked them. They read this."),
            (actions.Yes(SaidBy.PERSON, "By phone", ""), "Say what the picture is for. They read this."),
            (
                actions.Yes(SaidBy.BEST_INTERESTS, "By phone", "The meeting"),
                "A picture leaves only if they say yes, or whoever has the legal right to say it for them.",
            ),
        ],
    )
    def test_asks_for_a_whole_yes(self, world, keeley, yes, said):
        assert refusal(lambda: agree(world, keeley, yes=yes)) == said
        assert worlds.all_of(PictureAgreement) == []

    def test_is_not_for_somebody_who_is_not_alongside(self, world, keeley):
        stranger = worlds.worker("Noor", "Aziz", "clinician", world.surgery)

        with pytest.raises(NotPermitted):
            agree(world, keeley, by=stranger)

        assert worlds.all_of(PictureAgreement) == []


class TestTakeOutPicture:
    def test_leaves_a_line_in_the_trail(self, world, keeley):
        agreed = agree(world, keeley)

        take_out(world, agreed)

        (event,) = audited("record.picture_taken_out")
        assert (event.subject_id, event.detail) == (str(agreed.id), {"as": "pdf"})

    def test_is_refused_once_the_day_is_over(self, world, keeley):
        agreed = agree(world, keeley)

        said = refusal(lambda: take_out(world, agreed, later=timedelta(hours=24)))

        assert said == "That yes was for a day, and the day is over. Ask them again."
        assert audited("record.picture_taken_out") == []

    def test_is_for_the_worker_they_said_yes_to(self, world, keeley):
        agreed = agree(world, keeley)

        with pytest.raises(NotPermitted):
            take_out(world, agreed, by=world.peer)

        assert audited("record.picture_taken_out") == []


class TestTakeOutOwnPicture:
    def test_needs_nobodys_yes(self, world, keeley):
        own = worlds.themselves(world, keeley)

        with acting_as(own, at=world.at):
            actions.take_out_own_picture(own, person=keeley, kind="svg", at=world.at)

        (event,) = audited("record.picture_taken_out")
        assert event.person_id == keeley.id

    def test_is_for_nobody_else(self, world, keeley):
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at), pytest.raises(NotPermitted):
            actions.take_out_own_picture(lead, person=keeley, kind="svg", at=world.at)


class TestPictureAgreement:
    def row(self, world, person, **changed):
        told = {"said_by": SaidBy.PERSON, "how_asked": "By phone", "what_for": "The meeting", "recorded_by": world.lead}
        times = {"agreed_at": world.at, "until_at": world.at + timedelta(days=1)}
        return PictureAgreement(**{"id": new_id(), "person": person, **told, **times, **changed})

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"how_asked": ""}, "pictureagreement_says_how_and_why"),
            ({"what_for": ""}, "pictureagreement_says_how_and_why"),
            ({"said_by": "best-interests"}, "pictureagreement_own_yes"),
        ],
    )
    def test_is_a_whole_yes(self, world, keeley, changed, rule):
        row = self.row(world, keeley, **changed)

        assert broken_rule(lambda: row.save(force_insert=True), at=world.at) == rule

    def test_ends(self, world, keeley):
        row = self.row(world, keeley, until_at=world.at)

        assert broken_rule(lambda: row.save(force_insert=True), at=world.at) == "pictureagreement_ends"

    def test_is_written_by_the_worker_it_names(self, world, keeley):
        peer = worker_actor(world.peer)

        with acting_as(peer, at=world.at), pytest.raises(DatabaseError, match="row-level security"):
            self.row(world, keeley).save(force_insert=True)

    def test_is_seen_by_the_person_and_not_by_somebody_outside(self, world, keeley):
        agree(world, keeley)
        stranger = worker_actor(worlds.worker("Noor", "Aziz", "clinician", world.surgery))

        for actor, seen in ((worlds.themselves(world, keeley), 1), (stranger, 0)):
            with acting_as(actor, at=world.at):
                assert len(PictureAgreement.objects.visible_to(actor)) == seen
                assert len(PictureAgreement.objects.all()) == seen


class TestHappeningsThatMayLeave:
    def read(self, world, person, actor=None):
        actor = actor or worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            told = picture_queries.happenings_that_may_leave(actor, person_id=person.id)
        return {one.body for one in told if one.body}

    def write(self, world, person, body, **more):
        lead = worker_actor(world.lead)
        told = {"kind": EntryKind.CONVERSATION, "body": body, "occurred_at": world.at, "at": world.at, **more}
        with acting_as(lead, at=world.at):
            return actions.write_entry(lead, person=person, **told)

    def seal(self, world, person, **what):
        with acting_as(SYSTEM, at=world.at):
            said = "Nobody else will know."
            opens = [world.lead]
            sharing.seal(SYSTEM, person=person, consequence_explained=said, opens_for=opens, at=world.at, **what)

    def test_leaves_out_what_is_sealed_though_it_opens_for_whoever_asks(self, world, keeley):
        self.write(world, keeley, "Plain")
        for hidden in (False, True):
            entry = self.write(world, keeley, "Private")
            self.seal(world, keeley, entry_id=entry.root_id, hidden=hidden)

        assert self.read(world, keeley) == {"Plain"}
        assert "Private" not in self.read(world, keeley, worlds.themselves(world, keeley))

    def test_leaves_out_everything_of_a_record_that_is_sealed_whole(self, world, keeley):
        self.write(world, keeley, "Plain")
        self.seal(world, keeley)

        assert self.read(world, keeley) == set()

    def test_leaves_out_what_is_held_back_or_not_theirs_to_give(self, world, keeley):
        self.write(world, keeley, "Plain")
        self.write(world, keeley, "Mum", about_others=True)
        self.write(world, keeley, "Whispered", told_in_confidence=True)
        held = {"withheld_reason": "third-party", "withheld_until": world.at + timedelta(days=9)}
        self.write(world, keeley, "Held back", **held)

        assert self.read(world, keeley) == {"Plain"}

    def test_leaves_out_what_was_entered_in_error(self, world, keeley):
        entry, lead = self.write(world, keeley, "Somebody else"), worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.mark_entered_in_error(lead, entry=entry, reason="Not about her.", at=world.at)

        assert self.read(world, keeley) == set()
