from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes.codes import Pulse
from hearth.outcomes.figures import Period
from hearth.outcomes.models import PulseCount, PulseTurn
from hearth.outcomes.pulse import actions, queries

pytestmark = pytest.mark.django_db
A_MONTH = timedelta(days=32)


def answer(world, who, given=Pulse.MIXED, at=None):
    actor = worker_actor(who)
    with acting_as(actor, at=at or world.at):
        actions.answer_pulse(actor, answer=given, at=at or world.at)


def colleagues(world, many):
    return [worlds.worker(f"Wyn{n}", f"Invented{n}", "peer-supporter", world.trust, hub=world.hub) for n in range(many)]


def counts(world):
    """What the keeper alone could read."""
    with acting_as(SYSTEM, at=world.at), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearth_keeper")
        cursor.execute("SELECT answer, people FROM outcomes_pulsecount ORDER BY answer")
        return dict(cursor.fetchall())


def told(world, actor=SYSTEM, later=A_MONTH):
    with acting_as(actor, at=world.at + later):
        around = Period(world.at.date() - 2 * A_MONTH, world.at.date() + 2 * A_MONTH)
        return queries.months(actor, hub_id=world.hub.pk, period=around)


class TestAnswerPulse:
    def test_counts_one_more_and_keeps_that_somebody_answered_and_not_what(self, world):
        answer(world, world.peer, Pulse.HEAVY)
        answer(world, world.lead, Pulse.HEAVY)

        assert counts(world) == {1: 2}
        (event, _) = worlds.all_of(AuditEvent, event="outcomes.pulse_answered")
        assert event.detail == {}
        with acting_as(worker_actor(world.peer), at=world.at):
            assert [(one.membership_id, one.month.day) for one in PulseTurn.objects.all()] == [(world.peer.pk, 1)]

    def test_refuses_a_second_answer_in_a_month_and_takes_one_in_the_next(self, world):
        answer(world, world.peer)
        with pytest.raises(NotPossible, match="answered this month"):
            answer(world, world.peer, Pulse.GOOD)
        assert counts(world) == {2: 1}

        answer(world, world.peer, Pulse.GOOD, at=world.at + A_MONTH)

        assert counts(world) == {2: 1, 4: 1}

    def test_refuses_whoever_answered_elsewhere_in_the_same_second(self, world, monkeypatch):
        answer(world, world.peer)
        monkeypatch.setattr(queries, "has_answered", lambda *_, **__: False)

        with pytest.raises(NotPossible, match="answered this month"):
            answer(world, world.peer, Pulse.GOOD)

        assert counts(world) == {2: 1}

    def test_refuses_whoever_acts_for_no_hub_and_whoever_does_not_work_here(self, world):
        with pytest.raises(NotPossible, match="no hub"):
            answer(world, worlds.worker("Rae", "Lund", "commissioner", world.trust))
        for actor in (PUBLIC, worlds.themselves(world, worlds.known(world))):
            with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
                actions.answer_pulse(actor, answer=Pulse.GOOD, at=world.at)

        assert counts(world) == {}

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_is_for_everybody_who_works_at_a_hub(self, world, role):
        answer(world, worlds.worker("Rae", "Lund", role, world.trust, hub=world.hub))

        assert sum(counts(world).values()) == 1


class TestMonths:
    def test_say_how_ten_answered_once_the_month_is_over(self, world):
        for n, who in enumerate(colleagues(world, 10)):
            answer(world, who, Pulse.GOOD if n < 7 else Pulse.HARD)
        assert told(world, later=timedelta()) == []

        (month,) = told(world)

        assert (month.people, month.why_none) == (10, "")
        assert [part.people for part in month.parts] == [3, 0, 0, 0, 7]

    def test_say_of_fewer_than_ten_only_how_many(self, world):
        for who in colleagues(world, 9):
            answer(world, who)

        (month,) = told(world)

        assert (month.people, month.parts) == (9, ())
        assert "fewer than 10" in month.why_none

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_are_for_those_who_read_figures(self, world, role):
        for who in colleagues(world, 10):
            answer(world, who)
        actor = worker_actor(worlds.worker("Rae", "Lund", role, world.trust, hub=world.hub))

        if actor.may("outcomes.figures") or actor.may("outcomes.of_hub"):
            assert len(told(world, actor)) == 1
        else:
            with pytest.raises(NotPermitted):
                told(world, actor)

    def test_of_another_hub_are_not_for_whoever_leads_one(self, world):
        for who in colleagues(world, 10):
            answer(world, who)
        elsewhere = worker_actor(worlds.worker("Rae", "Lund", "hub-manager", world.trust))

        assert told(world, elsewhere) == []


class TestRows:
    def test_are_read_and_changed_by_nobody(self, world):
        answer(world, world.peer)
        for who in (world.lead, world.manager):
            with acting_as(worker_actor(who), at=world.at):
                assert not PulseCount.objects.exists()
                assert not PulseTurn.objects.exists()
        with acting_as(worker_actor(world.peer), at=world.at):
            assert PulseCount.objects.update(people=9) == 0
        with acting_as(worker_actor(world.peer), at=world.at), pytest.raises(ProgrammingError):
            PulseTurn(membership=world.lead, month=date(2026, 1, 1)).save(force_insert=True)

    def test_hold_to_their_rules(self, world):
        def count(**changed):
            told = {"hub": world.hub, "month": date(2026, 1, 1), "answer": 0, "people": 1}
            return as_keeper(lambda: PulseCount(**{**told, **changed}).save(force_insert=True))

        def turn(**changed):
            told = {"membership": world.peer, "month": date(2026, 1, 1)}
            return as_keeper(lambda: PulseTurn(**{**told, **changed}).save(force_insert=True))

        def as_keeper(write):
            def run():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL ROLE hearth_keeper")
                write()

            return run

        assert broken_rule(count(answer=5), at=world.at) == "pulsecount_known_answer"
        assert broken_rule(count(month=date(2026, 1, 2)), at=world.at) == "pulsecount_of_a_month"
        assert broken_rule(turn(month=date(2026, 1, 2)), at=world.at) == "pulseturn_of_a_month"
        assert broken_rule(count(), at=world.at) == broken_rule(turn(), at=world.at) == ""
        assert broken_rule(count(), at=world.at) == "pulsecount_once_an_answer"
        assert broken_rule(turn(), at=world.at) == "pulseturn_once_a_month"


class TestPage:
    def test_counts_and_says_that_one_has_answered(self, world):
        peer = worlds.client_of(world.peer)
        assert "How is it to work here just now?" in worlds.words(peer.get("/desk/pulse"))
        assert "Choose one" in worlds.words(worlds.send(peer, "/desk/pulse"))

        worlds.send(peer, "/desk/pulse", answer="3")

        assert "You have answered in" in worlds.words(peer.get("/desk/pulse"))
        assert "answered this month" in worlds.words(worlds.send(peer, "/desk/pulse", answer="3"))
        assert sum(counts(world).values()) == 1

    def test_has_no_question_for_whoever_acts_for_no_hub(self, world):
        away = worlds.client_of(worlds.worker("Rae", "Lund", "commissioner", world.trust))

        assert "no hub" in worlds.words(away.get("/desk/pulse"))

    def test_stands_with_the_figures_of_the_hub(self, world):
        last_month = datetime.combine(world.at.date().replace(day=1) - timedelta(days=2), world.at.time(), UTC)
        for n, who in enumerate(colleagues(world, 10)):
            answer(world, who, Pulse.GOOD if n else Pulse.HARD, at=last_month)

        page = worlds.words(worlds.client_of(world.manager).get(f"/outcomes/hubs/{world.hub.slug}"))

        assert "10 answered: 1 hard to keep going, 0 heavy" in page
