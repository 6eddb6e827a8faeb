"""Somebody is away: whom they hold is held by a named colleague from the same second, and told so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions, checks, jobs
from hearth.holding.actions.holder_news import TELLING_JOB
from hearth.holding.codes import AbsenceKind, HandoverStatus
from hearth.holding.models import Absence, AbsenceMove, Handover, Holding
from hearth.holding.rules import Proposal
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


def away(world, who, cover, by=None, kind=AbsenceKind.ILL, starts=timedelta(), at=None, **more):
    actor, at = worker_actor(by or world.manager), at or world.at
    with acting_as(actor, at=at):
        return actions.note_absence(actor, membership=who, kind=kind, cover=cover, from_at=at + starts, at=at, **more)


def back(world, absence, at):
    actor = worker_actor(absence.membership)
    with acting_as(actor, at=at):
        return actions.end_absence(actor, absence=absence, at=at)


def take_back(world, absence, at, **more):
    actor = worker_actor(absence.membership)
    with acting_as(actor, at=at):
        return actions.take_back(actor, absence=absence, at=at, **more)


def tell():
    for job in ProcrastinateJob.objects.filter(task_name=TELLING_JOB):
        jobs.tell_who_holds.func(**job.args)


def holder_of(person):
    return worlds.all_of(Holding, person=person)[0].holder


class TestNoteAbsence:
    def test_moves_everyone_to_the_cover_in_the_same_second(self, world, person):
        other = worlds.known(world, known_as="Robin", nhs_number=None)
        away(world, world.lead, world.peer)

        assert {holder_of(person), holder_of(other)} == {world.peer}
        assert len(worlds.all_of(AbsenceMove)) == 2
        with acting_as(SYSTEM, at=world.at), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert [problem for check in checks.checks() for problem in check.problems()] == []

    def test_tells_each_person_who_holds_them_and_never_why(self, world, person):
        away(world, world.lead, world.peer)
        tell()
        tell()

        (entry,) = worlds.all_of(Entry, person=person, title="Sam Okafor holds meanwhile")
        assert "Priya Nair is away" in entry.body
        assert "ill" not in entry.body.lower().replace("until", "")
        assert len(worlds.all_of(Message, person_id=person.pk)) == 1

    def test_puts_what_they_were_asked_to_whoever_stands_in(self, world, person):
        lead = worker_actor(world.lead)
        told = Proposal(reason="You know flats.", keep_doing="Nothing.", person_view="Yes.")
        with acting_as(lead, at=world.at):
            asked = actions.propose_handover(
                lead, holding=worlds.holding_of(lead, person), to=world.peer, proposal=told, at=world.at
            )
        away(world, world.peer, world.manager)

        after = worlds.all_of(Handover, pk=asked.pk)[0]
        assert (after.to_worker, after.status) == (world.manager, HandoverStatus.PROPOSED)

    def test_says_in_its_own_words_why_a_question_comes_back(self, world, person):
        lead = worker_actor(world.lead)
        told = Proposal(reason="You know flats.", keep_doing="Nothing.", person_view="Yes.")
        with acting_as(lead, at=world.at):
            asked = actions.propose_handover(
                lead, holding=worlds.holding_of(lead, person), to=world.peer, proposal=told, at=world.at
            )
        away(world, world.peer, world.lead)

        assert worlds.all_of(Handover, pk=asked.pk)[0].ended_because == "Whoever was asked is away."

    def test_is_somebodys_own_to_say(self, world, person):
        away(world, world.lead, world.peer, by=world.lead, kind=AbsenceKind.HOLIDAY)

        assert holder_of(person) == world.peer

    @pytest.mark.parametrize(("by", "kind"), [("peer", "ill"), ("partner", "ill"), ("lead", "other")])
    def test_is_for_themselves_and_for_whoever_leads(self, world, person, by, kind):
        whom = world.lead if by != "lead" else world.partner

        with pytest.raises(NotPermitted):
            away(world, whom, world.manager, by=getattr(world, by) if by != "partner" else world.outsider)

        assert holder_of(person) == world.lead

    def test_lets_nobody_suspend_themselves(self, world):
        with pytest.raises(NotPermitted):
            away(world, world.peer, world.manager, by=world.peer, kind=AbsenceKind.SUSPENDED)

    def test_refuses_a_cover_who_is_not_here(self, world, person):
        with pytest.raises(NotPossible, match="Nobody stands in for themselves"):
            away(world, world.lead, world.lead)
        away(world, world.lead, world.peer)
        with pytest.raises(NotPossible, match="is away already"):
            away(world, world.lead, world.manager)

    def test_refuses_days_that_are_over(self, world):
        with pytest.raises(NotPossible, match="last day"):
            away(world, world.peer, world.lead, until_at=world.at - timedelta(days=1))

    def test_goes_on_to_the_covers_cover(self, world, person):
        away(world, world.peer, world.manager)
        away(world, world.lead, world.peer)

        assert holder_of(person) == world.manager

    def test_finds_somebody_when_each_would_stand_in_for_the_other(self, world, person):
        away(world, world.peer, world.lead)
        away(world, world.lead, world.peer)

        assert holder_of(person) == world.manager


class TestLookAfterAbsences:
    def look(self, at):
        with acting_as(SYSTEM, at=at):
            return actions.look_after_absences(SYSTEM, at=at)

    def test_begins_what_was_planned_when_its_day_has_come(self, world, person):
        away(world, world.lead, world.peer, kind=AbsenceKind.HOLIDAY, starts=timedelta(days=2))

        assert self.look(world.at + timedelta(days=1)) == 0
        assert holder_of(person) == world.lead
        assert self.look(world.at + timedelta(days=2)) == 1
        assert holder_of(person) == world.peer
        assert self.look(world.at + timedelta(days=2, minutes=5)) == 0

    def test_ends_what_is_over_and_takes_nobody_back_by_itself(self, world, person):
        absence = away(world, world.lead, world.peer, until_at=world.at + timedelta(days=3))
        self.look(world.at + timedelta(days=3))

        assert worlds.all_of(Absence, pk=absence.pk)[0].ended_at == world.at + timedelta(days=3)
        assert holder_of(person) == world.peer

    def test_is_hearths_own_work(self, world):
        actor = worker_actor(world.manager)
        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.look_after_absences(actor, at=world.at)


class TestWhoIsAway:
    def test_is_given_nobody(self, world, person):
        away(world, world.peer, world.manager)
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at), pytest.raises(NotPossible, match="is away"):
            actions.move_holder(lead, holding=worlds.holding_of(lead, person), to=world.peer, at=world.at)

        assert holder_of(person) == world.lead

    def test_is_stood_in_for_when_somebody_arrives(self, world):
        away(world, world.lead, world.peer)

        assert holder_of(worlds.known(world)) == world.peer

    def test_is_refused_by_the_database_itself(self, world, person):
        away(world, world.peer, world.manager)

        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match="away"), transaction.atomic():
            Holding.objects.filter(person=person).update(holder=world.peer)

    def test_is_away_once_says_the_database(self, world):
        away(world, world.peer, world.manager)

        with pytest.raises(IntegrityError, match="absence_one_running"), transaction.atomic():
            Absence.objects.bulk_create(
                [
                    Absence(
                        membership=world.peer,
                        kind="ill",
                        cover=world.lead,
                        from_at=world.at,
                        noted_at=world.at,
                        begun_at=world.at,
                    )
                ]
            )

    def test_is_not_their_own_cover_says_the_database(self, world):
        with pytest.raises(IntegrityError, match="absence_cover_is_other"), transaction.atomic():
            Absence.objects.create(
                membership=world.peer, kind="ill", cover=world.peer, from_at=world.at, noted_at=world.at
            )

    def test_does_not_end_before_it_starts_says_the_database(self, world):
        with pytest.raises(IntegrityError, match="absence_ends_after_start"), transaction.atomic():
            Absence.objects.create(
                membership=world.peer,
                kind="ill",
                cover=world.lead,
                from_at=world.at,
                until_at=world.at,
                noted_at=world.at,
            )


class TestTakeBack:
    def test_brings_back_everyone_with_one_yes(self, world, person):
        absence, later = away(world, world.lead, world.peer), world.at + timedelta(days=2)
        assert back(world, absence, later).ended_at == later
        assert holder_of(person) == world.peer

        assert take_back(world, absence, later) == 1

        assert holder_of(person) == world.lead
        tell()
        assert worlds.all_of(Entry, person=person, title="Priya Nair is back")
        lead = worker_actor(world.lead)
        with acting_as(lead, at=later):
            assert Person.objects.visible_to(lead).filter(pk=person.pk).exists()

    def test_can_be_said_one_by_one(self, world, person):
        other = worlds.known(world, known_as="Robin", nhs_number=None)
        absence, later = away(world, world.lead, world.peer), world.at + timedelta(days=2)
        back(world, absence, later)

        take_back(world, absence, later, some=[other.pk])

        assert (holder_of(person), holder_of(other)) == (world.peer, world.lead)

    def test_leaves_whoever_was_handed_over_meanwhile(self, world, person):
        absence, later = away(world, world.lead, world.peer), world.at + timedelta(days=2)
        with acting_as(SYSTEM, at=later):
            actions.move_holder(SYSTEM, holding=worlds.holding_of(SYSTEM, person), to=world.manager, at=later)
        back(world, absence, later)

        assert take_back(world, absence, later) == 0
        assert holder_of(person) == world.manager

    def test_waits_until_they_are_back(self, world, person):
        absence = away(world, world.lead, world.peer)

        with pytest.raises(NotPossible, match="that you are back"):
            take_back(world, absence, world.at)

        assert holder_of(person) == world.peer

    def test_is_nobody_elses_yes(self, world, person):
        absence = away(world, world.lead, world.peer)
        manager = worker_actor(world.manager)

        with acting_as(manager, at=world.at):
            actions.end_absence(manager, absence=absence, at=world.at)
            with pytest.raises(NotPermitted):
                actions.take_back(manager, absence=absence, at=world.at)
        with pytest.raises(NotPossible, match="back already"):
            back(world, absence, world.at)


class TestWorkerLeaves:
    def test_hands_on_to_whoever_stands_in_for_the_manager(self, world, person):
        away(world, world.manager, world.peer)
        with acting_as(SYSTEM, at=world.at):
            actions.worker_leaves(SYSTEM, membership=world.lead, at=world.at)

        assert holder_of(person) == world.peer
        tell()
        assert worlds.all_of(Entry, person=person, title="Sam Okafor holds from now on")

    def test_covers_those_the_leaver_stood_in_for(self, world, person):
        absence = away(world, world.lead, world.peer)
        with acting_as(SYSTEM, at=world.at):
            actions.worker_leaves(SYSTEM, membership=world.peer, at=world.at)

        assert holder_of(person) == world.manager
        assert worlds.all_of(Absence, pk=absence.pk)[0].cover == world.manager
