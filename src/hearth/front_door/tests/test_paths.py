"""The path of one referral as a line, whatever happened on it."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.front_door import welcome_queries as queries
from hearth.front_door.paths import path_of
from hearth.front_door.tests.welcoming import booked, ended, tried
from hearth.front_door.welcome_codes import AttemptOutcome, BookingOutcome
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return worlds.build(NOON)


def drawn(world, referral, *, after):
    actor, at = worker_actor(world.lead), world.at + after
    with acting_as(actor, at=at):
        found = queries.referral_of(actor).get(pk=referral.pk)
        return path_of(queries.welcome_of(actor, found, at=at), found, at=at)


class TestPathOf:
    def test_tells_what_happened_in_order_and_by_its_shape(self, world):
        referral, _ = worlds.asked(world, feels_unsafe=True)
        tried(world, referral)
        tried(world, referral, outcome=AttemptOutcome.REACHED, after=timedelta(hours=2))
        ended(world, booked(world, referral, after=timedelta(hours=3)), BookingOutcome.MISSED)
        booked(world, referral, days=5, after=3 * DAY)

        kinds = [mark.kind for mark in drawn(world, referral, after=4 * DAY).marks]

        assert kinds == ["unsafe", "try", "contact", "try", "ahead"]

    def test_draws_each_promise_to_when_it_was_kept_or_to_now(self, world):
        referral, _ = worlds.asked(world)
        tried(world, referral, outcome=AttemptOutcome.REACHED, after=2 * DAY)

        heard, talk = drawn(world, referral, after=4 * DAY).lanes

        assert (heard.kept_at, talk.kept_at) == (world.at + 2 * DAY, None)
        assert heard.start_x < heard.end_x < heard.due_x < talk.due_x

    def test_says_what_is_late(self, world):
        referral, _ = worlds.asked(world)

        path = drawn(world, referral, after=9 * DAY)

        assert [lane.late for lane in path.lanes] == [True, False]
        assert path.words == "One promise still ahead, one promise later than said."

    def test_keeps_marks_apart_and_within_its_box(self, world):
        referral, _ = worlds.asked(world)
        for minutes in range(1, 9):
            tried(world, referral, after=timedelta(minutes=minutes))

        path = drawn(world, referral, after=4 * DAY)

        assert len({(mark.x, mark.y) for mark in path.marks}) == 9
        assert all(0 < mark.y <= path.line < path.height for mark in path.marks)
