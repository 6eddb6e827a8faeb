from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.organisations.queries import worker_actor
from hearth.plans.actions.signing import digest
from hearth.plans.codes import About, Mark
from hearth.plans.models import Signature
from hearth.plans.rules import Marked
from hearth.plans.tests.plans import card, goal, part, sign, stands
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


def clocks(robin, **wanted):
    return worlds.all_of(Clock, person_id=robin.pk, definition__startswith="plan-review", **wanted)


class TestSign:
    def test_makes_it_theirs_with_any_mark_that_was_seen(self, world, robin):
        written = part(world, robin)
        (row,) = sign(world, robin, written, marked=Marked(Mark.CROSS, witness="Dee Kerr"))

        assert (row.mark, row.witness, row.recorded_by_id) == (Mark.CROSS, "Dee Kerr", world.lead.pk)
        assert row.digest == digest(written)
        assert stands(world, robin, About.PART).is_mine
        assert worlds.all_of(AuditEvent, event="plans.signed")

    def test_binds_what_was_signed_at_once(self, world, robin):
        rows = sign(world, robin, part(world, robin), goal(world, robin), card(world, robin))

        assert len({row.act_id for row in rows}) == 1
        assert {row.about for row in rows} == {"part", "goal", "card"}

    def test_is_one_press_on_their_own_page(self, world, robin):
        (row,) = sign(world, robin, part(world, robin), by=worlds.themselves(world, robin), marked=Marked(Mark.SPOKEN))

        assert (row.mark, row.recorded_by_id, row.witness) == (Mark.PAGE, None, "")

    def test_begins_the_half_year_anew_and_keeps_the_promise_before(self, world, robin):
        written = part(world, robin)
        sign(world, robin, written)
        sign(world, robin, written, later=timedelta(days=100))

        (running,) = clocks(robin, stopped_at=None)
        assert running.started_at == world.at + timedelta(days=100)
        assert running.owner_id == world.lead.pk
        assert len(clocks(robin)) == 2

    def test_is_told_in_the_journey_with_who_saw_it(self, world, robin):
        sign(world, robin, part(world, robin))

        (entry,) = worlds.all_of(Entry, person=robin, title="This is mine")
        assert entry.body == "They read it and said yes aloud. Dee Kerr saw it."

    def test_refuses_a_mark_nobody_saw(self, world, robin):
        written = part(world, robin)

        with pytest.raises(NotPossible, match="Who saw it"):
            sign(world, robin, written, marked=Marked(Mark.THUMB))
        assert worlds.all_of(Signature) == []
        assert clocks(robin) == []

    def test_refuses_a_worker_who_presses_for_them(self, world, robin):
        written = part(world, robin)

        with pytest.raises(NotPossible, match="Any mark will do"):
            sign(world, robin, written, marked=Marked(Mark.PAGE))
        assert worlds.all_of(Signature) == []

    def test_refuses_words_somebody_changed_meanwhile(self, world, robin):
        read = part(world, robin, "Tea.")
        part(world, robin, "Tea, but no toast.", read)

        with pytest.raises(NotPossible, match="changed it meanwhile"):
            sign(world, robin, read)
        assert worlds.all_of(Signature) == []

    def test_refuses_while_two_stand_side_by_side(self, world, robin):
        first = part(world, robin, "Tea.")
        second = part(world, robin, "Coffee.")

        for one in (first, second):
            with pytest.raises(NotPossible, match="side by side"):
                sign(world, robin, one)
        assert worlds.all_of(Signature) == []

    def test_refuses_nothing(self, world, robin):
        with pytest.raises(NotPossible, match="nothing here"):
            sign(world, robin)

    def test_refuses_whoever_does_not_write_plans(self, world, robin):
        written = part(world, robin)

        with pytest.raises(NotPermitted):
            sign(world, robin, written, by=worker_actor(world.partner))
        assert worlds.all_of(Signature) == []


class TestDigest:
    def test_differs_with_every_word(self, world, robin):
        first = part(world, robin, "Tea.")
        second = part(world, robin, "Tea", first)

        assert digest(first) != digest(second)
        assert len(digest(first)) == 64
