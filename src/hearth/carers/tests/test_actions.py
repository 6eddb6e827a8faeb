"""What somebody close tells is heard whatever is shared; what they keep is theirs; what they ask for is about them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from tests import world as worlds

from hearth.carers import actions, queries, rules
from hearth.carers.codes import READ_CLOCK, UNSAFE_CLOCK
from hearth.carers.models import AssessmentAsk, Group, Note, Seeing, SeeingRead
from hearth.carers.tests.factories import close_to
from hearth.core.actor import SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door.codes import ReferralStatus
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db

WORDS = "She has not eaten since Sunday, and sits in the dark."


@pytest.fixture
def amina(world, keeley):
    return close_to(world, keeley)


@pytest.fixture
def lead(world):
    return worker_actor(world.lead)


def tell(world, close, *, unsafe=False, may_read=True, words=WORDS, actor=None, at=None):
    at = at or world.at
    with acting_as(actor or close.actor, at=at):
        told = {"words": words, "unsafe": unsafe, "may_read": may_read}
        return actions.tell_seeing(actor or close.actor, supporting=close.supporting, at=at, **told)


def read(world, actor, seeing, words_back="", at=None):
    at = at or world.at
    with acting_as(actor, at=at):
        found = queries.seen(actor).get(pk=seeing.pk)
        return actions.read_seeing(actor, seeing=found, words_back=words_back, at=at)


def entries_of(actor, person, at):
    with acting_as(actor, at=at):
        return [one.body for one in Entry.objects.visible_to(actor).filter(person=person)]


def themselves(world, person):
    account = worlds.own_sign_in(world, person)
    return Actor(ActorKind.PERSON, name="Keeley", account_id=account.pk, person_id=person.pk)


class TestTellSeeing:
    def test_reaches_whoever_holds_her_though_nothing_is_shared(self, world, keeley, amina):
        seeing = tell(world, amina)

        (clock,) = worlds.all_of(Clock, subject_id=seeing.pk)
        assert (clock.definition, clock.owner_id, clock.person_id) == (READ_CLOCK, world.lead.pk, keeley.pk)
        assert (seeing.told_by, seeing.relation) == ("Amina", "sister")
        assert len(worlds.all_of(AuditEvent, event="carers.seeing_told")) == 1

    def test_of_danger_is_owed_within_the_hour_by_whoever_leads(self, world, keeley, amina):
        seeing = tell(world, amina, unsafe=True)

        (clock,) = worlds.all_of(Clock, subject_id=seeing.pk)
        assert (clock.definition, clock.owner_id) == (UNSAFE_CLOCK, world.lead.pk)
        assert clock.due_at - clock.started_at == timedelta(hours=1)

    def test_shows_her_nothing_of_the_other(self, world, keeley, amina):
        tell(world, amina)

        with acting_as(amina.actor, at=world.at):
            assert not Clock.objects.exists()
            assert not Holding.objects.visible_to(amina.actor).exists()
            assert [one.words for one in queries.told_about(amina.actor, about_id=keeley.pk)] == [WORDS]

    def test_is_not_shown_to_the_one_it_is_about(self, world, keeley, amina):
        tell(world, amina)
        me = themselves(world, keeley)

        with acting_as(me, at=world.at):
            assert not Seeing.objects.exists()
        assert WORDS not in entries_of(me, keeley, world.at)

    def test_refuses_silence(self, world, amina):
        with pytest.raises(NotPossible, match=rules.NOTHING_SAID):
            tell(world, amina, words="  ")

        assert worlds.all_of(Seeing) == []

    def test_is_for_whoever_is_beside_her_alone(self, world, amina, lead):
        other = close_to(world, worlds.known(world, known_as="Wilf", nhs_number=None), name="Tove")

        for actor in (lead, other.actor):
            with pytest.raises(NotPermitted):
                tell(world, amina, actor=actor)
        assert worlds.all_of(Seeing) == []

    def test_of_a_stranger_is_refused_by_the_row_itself(self, world, amina):
        stranger = worlds.known(world, known_as="Wilf", nhs_number=None)

        with acting_as(amina.actor, at=world.at), pytest.raises(ProgrammingError), transaction.atomic():
            Seeing(person=stranger, carer=amina.person, told_by="Amina", words=WORDS, sent_at=world.at).save(
                force_insert=True
            )

    def test_goes_on_after_she_was_shut_out(self, world, keeley, amina):
        with acting_as(SYSTEM, at=world.at):
            sharing.choose_circle(
                SYSTEM, person=keeley, whom=amina.person, level=Level.NOTHING, explained_how="tea", at=world.at
            )

        assert tell(world, amina).pk

    def test_about_somebody_nobody_holds_is_owed_by_whoever_leads_there(self, world, keeley, amina):
        with acting_as(SYSTEM, at=world.at):
            at_rest = {"status": "handed-on", "holder": None, "holder_is_active": None}
            Holding.objects.filter(person=keeley).update(**at_rest)

        seeing = tell(world, amina)

        assert [clock.owner_id for clock in worlds.all_of(Clock, subject_id=seeing.pk)] == [world.lead.pk]


class TestReadSeeing:
    def test_takes_it_into_the_journey_and_keeps_the_promise(self, world, keeley, amina, lead):
        seeing = tell(world, amina)

        reading = read(world, lead, seeing, "Thank you, Amina.")

        (entry,) = worlds.all_of(Entry, pk=reading.entry_id)
        assert (entry.body, entry.source, entry.title) == (
            WORDS,
            "told-by-other",
            "Amina, sister, told us what they see",
        )
        assert worlds.all_of(Clock, subject_id=seeing.pk)[0].stopped_at is not None
        assert WORDS in entries_of(themselves(world, keeley), keeley, world.at)
        assert len(worlds.all_of(AuditEvent, event="carers.seeing_read")) == 1

    def test_holds_back_what_she_may_not_read(self, world, keeley, amina, lead):
        read(world, lead, tell(world, amina, may_read=False))

        assert WORDS not in entries_of(themselves(world, keeley), keeley, world.at)
        assert WORDS in entries_of(lead, keeley, world.at)

    def test_tells_whoever_told_it_and_brings_the_word_back(self, world, keeley, amina, lead):
        read(world, lead, tell(world, amina), " Thank you, Amina. ")

        with acting_as(amina.actor, at=world.at):
            (told,) = queries.told_about(amina.actor, about_id=keeley.pk)
            assert told.reading.words_back == "Thank you, Amina."

    def test_is_done_once(self, world, amina, lead):
        seeing = tell(world, amina)
        read(world, lead, seeing)

        with pytest.raises(NotPossible, match=rules.READ_ALREADY):
            read(world, lead, seeing)

        assert len(worlds.all_of(SeeingRead)) == 1

    def test_is_for_workers_who_write_and_are_alongside(self, world, amina):
        seeing = tell(world, amina)
        outsider, welcomer = (
            worker_actor(world.outsider),
            worker_actor(worlds.in_the_team(world, "Bo", "Ash", "welcomer")),
        )

        for actor in (outsider, welcomer):
            with pytest.raises((NotPermitted, Seeing.DoesNotExist)):
                read(world, actor, seeing)
            with acting_as(actor, at=world.at):
                assert not queries.unread(actor).exists()
        assert worlds.all_of(SeeingRead) == []

    def test_is_refused_to_whoever_sees_it_and_may_not_write(self, world, amina):
        seeing = tell(world, amina)

        with acting_as(amina.actor, at=world.at), pytest.raises(NotPermitted):
            actions.read_seeing(amina.actor, seeing=seeing, words_back="", at=world.at)

    def test_lists_danger_first(self, world, amina, lead):
        calm = tell(world, amina)
        urgent = tell(world, amina, unsafe=True, at=world.at + timedelta(minutes=1))

        with acting_as(lead, at=world.at + timedelta(minutes=2)):
            assert [one.pk for one in queries.unread(lead)] == [urgent.pk, calm.pk]


class TestNotes:
    def keep(self, world, close, words="Ring the GP on Monday."):
        with acting_as(close.actor, at=world.at):
            return actions.keep_note(close.actor, person=close.person, words=words, at=world.at)

    def test_are_read_by_nobody_else(self, world, keeley, amina, lead):
        self.keep(world, amina)
        with acting_as(SYSTEM, at=world.at):
            for whom in (keeley, world.trust):
                sharing.choose_circle(
                    SYSTEM, person=amina.person, whom=whom, level=Level.FULL, explained_how="tea", at=world.at
                )

        for actor in (themselves(world, keeley), lead):
            with acting_as(actor, at=world.at):
                assert not Note.objects.exists()
        with acting_as(amina.actor, at=world.at):
            assert [one.words for one in queries.notes(amina.actor)] == ["Ring the GP on Monday."]

    def test_are_gone_when_taken_out(self, world, amina):
        note = self.keep(world, amina)

        with acting_as(amina.actor, at=world.at):
            actions.take_out_note(amina.actor, note=note, at=world.at)

        assert worlds.all_of(Note) == []
        with acting_as(amina.actor, at=world.at), pytest.raises(NotPossible, match=rules.NO_SUCH_NOTE):
            actions.take_out_note(amina.actor, note=note, at=world.at)

    def test_are_kept_and_taken_out_by_whose_they_are(self, world, amina, lead):
        note = self.keep(world, amina)

        with acting_as(lead, at=world.at):
            with pytest.raises(NotPermitted):
                actions.keep_note(lead, person=amina.person, words="No.", at=world.at)
            with pytest.raises(NotPermitted):
                actions.take_out_note(lead, note=note, at=world.at)
        assert [one.pk for one in worlds.all_of(Note)] == [note.pk]

    def test_say_something(self, world, amina):
        with pytest.raises(NotPossible, match=rules.NOTHING_SAID):
            self.keep(world, amina, " ")


class TestAskForAssessment:
    def ask(self, world, close, actor=None):
        with acting_as(actor or close.actor, at=world.at):
            told = {"words": "I do not sleep.", "reach": "Text me after six.", "hub": world.hub}
            return actions.ask_for_assessment(actor or close.actor, person=close.person, at=world.at, **told)

    def test_is_a_referral_of_their_own_with_a_holder(self, world, keeley, amina):
        asked = self.ask(world, amina)

        assert asked.referral.person_id == amina.person.pk
        assert "I do not sleep." in asked.referral.what_is_happening
        assert [one.holder_id for one in worlds.all_of(Holding, person=amina.person)] == [world.lead.pk]

    def test_is_unseen_by_the_one_they_are_there_for(self, world, keeley, amina):
        self.ask(world, amina)
        me = themselves(world, keeley)

        with acting_as(me, at=world.at):
            assert not AssessmentAsk.objects.exists()

    def test_is_asked_once(self, world, amina):
        self.ask(world, amina)

        with pytest.raises(NotPossible, match="asked already"):
            self.ask(world, amina)

    def test_is_asked_again_once_the_first_was_seen_to(self, world, amina):
        asked = self.ask(world, amina)
        with acting_as(SYSTEM, at=world.at):
            Referral.objects.filter(pk=asked.referral_id).update(status=ReferralStatus.WELCOMED, ended_at=world.at)

        assert self.ask(world, amina) != asked

    def test_is_asked_by_themselves(self, world, amina, lead):
        with pytest.raises(NotPermitted):
            self.ask(world, amina, actor=lead)

        assert worlds.all_of(AssessmentAsk) == []


class TestGroups:
    def add(self, world, actor, **changed):
        told = {"name": "Tuesday table", "meets": "Tuesdays, 18:00", "next_step": "Just come.", **changed}
        with acting_as(actor, at=world.at):
            return actions.add_group(actor, at=world.at, **told)

    def test_stand_on_the_list_until_they_end(self, world, lead):
        group = self.add(world, lead)
        with acting_as(lead, at=world.at):
            assert [one.name for one in queries.groups()] == ["Tuesday table"]
            actions.end_group(lead, group=group, at=world.at)
            assert queries.groups() == []
            with pytest.raises(NotPossible, match="ended already"):
                actions.end_group(lead, group=group, at=world.at)

    def test_say_how_to_come(self, world, lead):
        with pytest.raises(NotPossible, match=rules.GROUP_INCOMPLETE):
            self.add(world, lead, next_step=" ")

        assert worlds.all_of(Group) == []

    @pytest.mark.parametrize("role", ["peer-supporter", "clinician", "welcomer", "commissioner"])
    def test_are_kept_by_whoever_keeps_them(self, world, role):
        actor = worker_actor(worlds.worker("Bo", "Ash", role, world.trust))

        with pytest.raises(NotPermitted):
            self.add(world, actor)

    def test_are_kept_by_the_carer_supporter(self, world):
        actor = worker_actor(worlds.worker("Bo", "Ash", "carer-supporter", world.trust))

        assert self.add(world, actor).added_by_id == actor.membership_id


class TestConstraints:
    def test_of_what_is_told_and_kept_hold(self, world, amina, lead):
        rows = [
            (Seeing(person=amina.person, carer=amina.person, told_by="A", words="", sent_at=world.at), "seeing_says"),
            (Note(person=amina.person, words="", kept_at=world.at), "note_says_something"),
            (Group(name="", meets="", next_step="", added_at=world.at), "group_says_how_to_come"),
            (
                Group(name="A", meets="B", next_step="C", added_at=world.at, ended_by=world.lead),
                "group_ended_whole",
            ),
        ]

        for row, rule in rows:
            with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match=rule), transaction.atomic():
                row.save(force_insert=True)
