"""What somebody opened for a while: who hears before it closes, and how it goes on."""

from datetime import UTC, datetime, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of, end_of
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.people.models import Relation
from hearth.sharing import actions, ending_rules, queries
from hearth.sharing.codes import ProxyKind
from hearth.sharing.models import CircleChoice

FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
MIDNIGHT = timedelta(hours=11, minutes=59, seconds=59)
NO_LATER = {"opened": 0, "ends": 3}


def opened(world, person, *, ends, opened=-20, whom=None, level=Level.FULL):
    """A choice that began so many days ago and ends in so many."""
    began = world.at + timedelta(days=opened)
    told = {"person": person, "whom": whom or world.council, "level": level, "explained_how": "over tea"}
    with acting_as(SYSTEM, at=began):
        last = end_of(day_of(world.at) + timedelta(days=ends))
        return actions.choose_circle(SYSTEM, **told, until_at=last, at=began)


def choices(person):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(CircleChoice.objects.filter(person=person).order_by("from_at"))


def prolong(actor, choice, at):
    with acting_as(actor, at=at):
        return actions.prolong_choice(actor, choice=choice, at=at)


class TestLongerUntil:
    @pytest.mark.parametrize(("lasted", "left", "more"), [(28, 3, 28), (8, 7, 8), (7, 7, None), (1, 0, 1)])
    def test_counts_as_many_days_from_today_unless_that_is_no_later(self, lasted, left, more):
        until_at = FRIDAY + timedelta(days=left) + MIDNIGHT
        began = until_at - timedelta(days=lasted)

        longer = ending_rules.longer_until(began, until_at, at=FRIDAY)

        assert longer == (more and FRIDAY + timedelta(days=more) + MIDNIGHT)

    def test_takes_midnight_for_the_end_of_the_day_before(self):
        until_at = datetime(2026, 11, 23, 0, tzinfo=UTC)

        assert ending_rules.longer_until(FRIDAY, until_at, at=FRIDAY + timedelta(days=1)) == datetime(
            2026, 11, 23, 23, 59, 59, tzinfo=UTC
        )


class TestToldBefore:
    def test_is_no_longer_than_the_database_looks_ahead(self):
        # desk_anything_waits() looks 31 days ahead.
        assert timedelta(days=1) <= ending_rules.told_before() <= timedelta(days=31)


@pytest.mark.django_db
class TestProlongChoice:
    def test_begins_anew_for_as_long_again_and_keeps_the_earlier_choice(self, world, keeley):
        choice = opened(world, keeley, ends=3)

        longer = prolong(worlds.themselves(world, keeley), choice, world.at)

        assert [(one.level, one.until_at) for one in choices(keeley)] == [(40, world.at), (40, longer.until_at)]
        assert longer.until_at == end_of(day_of(world.at) + timedelta(days=23))
        tom = worker_actor(world.partner)
        with acting_as(tom, at=world.at + timedelta(days=20)):
            assert type(keeley).objects.visible_to(tom).filter(pk=keeley.pk).exists()

    def test_is_theirs_and_of_whoever_may_record_it_with_them(self, world, keeley):
        choice = opened(world, keeley, ends=3)
        robin = worlds.known(world, known_as="Robin", nhs_number=None)

        for other in (worlds.themselves(world, robin), worker_actor(world.partner)):
            with pytest.raises(NotPermitted):
                prolong(other, choice, world.at)
        assert len(choices(keeley)) == 1

    @pytest.mark.parametrize("days", [{"ends": -1}, NO_LATER])
    def test_is_refused_for_what_has_ended_and_where_nothing_is_gained(self, world, keeley, days):
        choice = opened(world, keeley, **days)

        with pytest.raises(NotPossible):
            prolong(worlds.themselves(world, keeley), choice, world.at)
        assert len(choices(keeley)) == 1

    def test_is_refused_for_somebody_who_acts_for_them(self, world, keeley):
        choice = named(world, keeley).choice

        with pytest.raises(NotPossible, match="looks at it with you first"):
            prolong(worlds.themselves(world, keeley), choice, world.at + timedelta(days=300))
        assert len(choices(keeley)) == 1


@pytest.mark.django_db
class TestChooseCircle:
    def test_lets_nobody_who_is_kept_out_in_again_by_itself(self, world, keeley):
        with pytest.raises(NotPossible, match="no end by itself"):
            opened(world, keeley, ends=3, whom=world.peer, level=Level.NOTHING)
        assert choices(keeley) == []


@pytest.mark.django_db
class TestEndings:
    def found(self, world, person, at):
        me = worlds.themselves(world, person)
        with acting_as(me, at=at):
            places = queries.circle(me, person=person, at=at)
            return [(one.place.name, one.longer_until is not None) for one in queries.endings(me, places=places, at=at)]

    def test_are_those_of_the_next_days_the_first_first(self, world, keeley):
        opened(world, keeley, ends=5)
        opened(world, keeley, ends=2, whom=world.peer)
        opened(world, keeley, ends=30, whom=world.surgery)
        opened(world, keeley, ends=4, whom=world.trust, level=Level.NOTHING)

        assert self.found(world, keeley, world.at) == [(str(world.peer.worker.name), True), ("City housing", True)]

    def test_are_not_for_one_tap_where_somebody_acts_for_them(self, world, keeley):
        until_at = named(world, keeley).choice.until_at

        assert self.found(world, keeley, until_at - timedelta(days=2)) == [("Ash", False)]


def named(world, keeley):
    """Somebody who acts for them, for a year."""
    close = worlds.known(world, known_as="Ash", given="Ash", family="Lowe", nhs_number=None)
    lead = worker_actor(world.lead)
    with acting_as(SYSTEM, at=world.at):
        relation = Relation.objects.create(person=keeley, name="Ash", relation="sister", related_person=close)
    with acting_as(lead, at=world.at):
        told = {"kind": ProxyKind.GRANTED, "level": Level.FULL, "looked": "Both records."}
        return actions.name_proxy(lead, relation=relation, **told, at=world.at)
