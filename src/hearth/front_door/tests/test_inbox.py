"""Who waits, in which order, and for how long."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door import actions, inbox
from hearth.front_door.models import Referral
from hearth.front_door.tests.welcoming import booked, does, judge, tried
from hearth.front_door.welcome_codes import AttemptOutcome, Urgency
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def world():
    return worlds.build(NOON)


def came(world, name, *, days=0, read=True, **told):
    """Somebody who asked some days ago."""
    referral, _ = worlds.asked(world, known_as=name, at=world.at - days * DAY, **told)
    if read:
        does(world, world.lead, actions.read_referral, referral=referral, unsafe=False, after=timedelta())
    return referral


def look(world, membership=None, *, after=2 * HOUR):
    actor, at = worker_actor(membership or world.lead), world.at + after
    with acting_as(actor, at=at):
        return inbox.inbox(actor, at=at)


def waits(world, *, after=2 * HOUR, membership=None):
    actor, at = worker_actor(membership or world.lead), world.at + after
    with acting_as(actor, at=at):
        return inbox.how_long(actor, at=at)


def names(found):
    return [one.known_as for one in found.people]


class TestInbox:
    def test_begins_with_whoever_may_be_unsafe(self, world):
        came(world, "Evan", days=9)
        came(world, "Robin", feels_unsafe=True)
        came(world, "Kit", days=3, feels_unsafe=True)

        assert names(look(world)) == ["Kit", "Robin", "Evan"]

    def test_goes_on_with_whom_nobody_has_read_and_whom_we_said_sooner(self, world):
        came(world, "Evan", days=9)
        soon = came(world, "Sol", days=1)
        came(world, "Una", read=False)
        judge(world, soon, world.peer, Urgency.SOON)

        assert names(look(world)) == ["Una", "Sol", "Evan"]

    def test_puts_the_longest_waiting_first_and_whoever_heard_from_us_after(self, world):
        heard = came(world, "Heard", days=20)
        came(world, "Evan", days=2)
        came(world, "Robin", days=9)
        tried(world, heard, outcome=AttemptOutcome.REACHED)

        assert names(look(world)) == ["Robin", "Evan", "Heard"]

    def test_lets_nobody_stay_on_top_once_somebody_is_alongside(self, world):
        unsafe = came(world, "Robin", feels_unsafe=True)
        came(world, "Evan", days=9)
        tried(world, unsafe, outcome=AttemptOutcome.REACHED)

        found = look(world)
        assert names(found) == ["Evan", "Robin"]
        assert {one.unsafe_since for one in found.people} == {None}

    def test_says_of_each_how_far_it_has_come(self, world):
        referral = came(world, "Evan", days=2)
        tried(world, referral)
        tried(world, referral, outcome=AttemptOutcome.CUT_OFF)
        booked(world, referral)

        (evan,) = look(world).people
        assert (evan.tries, evan.ring_back, evan.holder, evan.read) == (2, True, "Priya", True)
        assert evan.talk_at == world.at + 2 * DAY

    def test_leaves_out_whoever_rests_and_counts_them(self, world):
        referral = came(world, "Evan")
        does(world, world.lead, actions.say_not_now, referral=referral, words="Not now.")

        found = look(world)
        assert (found.people, found.resting) == ([], 1)

    def test_shows_nobody_to_whoever_is_not_alongside(self, world):
        came(world, "Evan")

        assert look(world, world.outsider).people == []

    def test_shows_an_unsafe_one_however_many_wait(self, world, monkeypatch):
        monkeypatch.setattr(inbox, "MOST_SHOWN", 2)
        for n in range(3):
            came(world, f"Evan {n}", days=9 + n)
        came(world, "Robin", feels_unsafe=True)

        assert names(look(world))[0] == "Robin"

    def test_asks_as_little_of_many_as_of_one(self, world):
        def statements():
            actor = worker_actor(world.lead)
            with (
                acting_as(actor, at=world.at + HOUR),
                CaptureQueriesContext(
                    connection,
                ) as asked,
            ):
                inbox.inbox(actor, at=world.at + HOUR)
            return len(asked)

        came(world, "Evan")
        one = statements()
        for n in range(6):
            judge(world, came(world, f"Robin {n}"), world.peer, Urgency.SOON)

        assert statements() == one


class TestWaits:
    def test_count_whoever_still_waits_beside_those_who_were_answered(self, world):
        for days in (1, 3, 5):
            referral = came(world, f"Evan {days}", days=days)
            tried(world, referral, outcome=AttemptOutcome.REACHED, after=timedelta(minutes=1))
        came(world, "Robin", days=12)

        (_, target, heard), (_, _, talked) = waits(world, after=timedelta(minutes=2))
        assert (heard.ended, heard.going_on, target) == ((1, 3, 5), (12,), 5)
        assert (heard.median, heard.longest) == (3, 12)
        assert talked.going_on == (1, 3, 5, 12)

    def test_leave_out_whoever_said_not_now(self, world):
        referral = came(world, "Evan", days=4)
        does(world, world.lead, actions.say_not_now, referral=referral, words="Not now.")

        (_, _, heard), _ = waits(world)
        assert heard.going_on == ()

    @pytest.mark.parametrize("wrong", [{"status": "welcomed"}, {"ended_at": NOON}])
    def test_know_an_end_by_its_moment(self, world, wrong):
        referral = came(world, "Evan", days=40)

        with pytest.raises(IntegrityError, match="referral_open_or_ended"), acting_as(SYSTEM, at=world.at):
            Referral.objects.filter(pk=referral.pk).update(**wrong)

    def test_go_on_counting_whoever_we_did_not_reach(self, world):
        referral = came(world, "Evan", days=40)
        with acting_as(SYSTEM, at=world.at):
            Referral.objects.filter(pk=referral.pk).update(status="unreached", ended_at=world.at)

        (_, _, heard), _ = waits(world)
        assert heard.going_on == (40,)

    def test_are_of_those_whom_the_asker_sees(self, world):
        came(world, "Evan", days=4)

        assert [one.going_on for _, _, one in waits(world)] == [(4,), (4,)]
        assert [one.going_on for _, _, one in waits(world, membership=world.outsider)] == [(), ()]
