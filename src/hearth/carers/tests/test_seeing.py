"""What somebody close tells of what they see is heard, whatever is shared with them."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction
from tests import world as worlds
from tests.world import themselves

from hearth.carers import actions, queries, rules
from hearth.carers.codes import READ_CLOCK, UNSAFE_CLOCK
from hearth.carers.models import Seeing, SeeingRead
from hearth.carers.tests.factories import close_to
from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.holding.models import Holding
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db

WORDS = "She has not eaten since Sunday, and sits in the dark."


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
