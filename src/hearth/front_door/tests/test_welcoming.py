"""The welcoming conversation: arranged, held, or not, and what follows."""

from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions, welcome_rules
from hearth.front_door.tests.welcoming import THINKING, arranged, booked, ended, thought, tried
from hearth.front_door.welcome_codes import BookingOutcome, Place
from hearth.front_door.welcome_models import Booking, Thought
from hearth.front_door.welcome_rules import Past
from hearth.messaging.models import Message
from hearth.organisations.tests.factories import NOON
from hearth.record.models import Entry

DAY = timedelta(days=1)
MISSED = BookingOutcome.MISSED


@pytest.fixture
def world():
    return worlds.build(NOON)


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


def clocks(referral, **wanted):
    return {c.definition: c.stopped_at for c in worlds.all_of(Clock, person_id=referral.person_id, **wanted)}


@pytest.mark.django_db
class TestBookWelcome:
    def test_keeps_what_was_agreed(self, world, referral):
        booked(world, referral, place=Place.WALK, where="By the weir", interpreter="Polish")

        (kept,) = worlds.all_of(Booking)
        assert (kept.place, kept.where, kept.interpreter, kept.minutes) == ("walk", "By the weir", "Polish", 60)
        assert (kept.with_whom_id, kept.booked_by_id, kept.outcome) == (world.lead.id, world.lead.id, "")

    def test_tells_the_person_in_their_journey_and_neutrally_outside(self, world, referral):
        booked(world, referral)

        (entry,) = worlds.all_of(Entry, title="We have arranged to talk")
        assert "Priya Nair" in entry.body
        (message,) = worlds.all_of(Message)
        assert message.body.startswith("Priya will see you on")

    def test_keeps_no_promise_yet(self, world, referral):
        booked(world, referral)

        assert set(clocks(referral).values()) == {None}

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"days": -1}, "That time is over"),
            ({"minutes": 1}, "Between 5"),
            ({"agreed_how": " "}, "how they agreed"),
        ],
    )
    def test_is_refused_without_what_it_needs(self, world, referral, changed, says):
        with pytest.raises(NotPossible, match=says):
            booked(world, referral, **changed)
        assert worlds.all_of(Booking) == []

    def test_is_refused_while_another_is_arranged(self, world, referral):
        booked(world, referral)

        with pytest.raises(NotPossible, match="arranged already"):
            booked(world, referral)
        assert len(worlds.all_of(Booking)) == 1

    def test_is_refused_with_somebody_who_left(self, world, referral):
        with acting_as(SYSTEM, at=world.at):
            type(world.outsider).objects.filter(pk=world.outsider.pk).update(is_active=False, left_at=world.at)
        with pytest.raises(NotPossible, match="do not work here"):
            booked(world, referral, whom=world.outsider)

    def test_is_not_for_whoever_may_not_write(self, world, referral):
        with acting_as(SYSTEM, at=world.at), pytest.raises(NotPermitted):
            actions.book_welcome(SYSTEM, referral=referral, arranged=arranged(world), at=world.at)


@pytest.mark.django_db
class TestEndBooking:
    def test_keeps_both_promises_when_they_talked(self, world, referral):
        ended(world, booked(world, referral))

        talked_at = world.at + 2 * DAY
        assert clocks(referral) == {"first-contact": talked_at, "welcoming-conversation": talked_at}
        (entry,) = worlds.all_of(Entry, kind="conversation")
        assert (entry.title, entry.occurred_at) == ("First real talk", talked_at)

    @pytest.mark.parametrize("outcome", [MISSED, BookingOutcome.NOT_SUPPORTED])
    def test_promises_a_gentle_word_the_same_day_when_it_was_missed(self, world, referral, outcome):
        ended(world, booked(world, referral), outcome, words="She was not at the door.")

        (clock,) = worlds.all_of(Clock, definition="missed-contact")
        assert (clock.started_at, clock.due_at.date()) == (world.at + 2 * DAY, (world.at + 2 * DAY).date())
        assert worlds.all_of(Entry, kind="did-not-make-it")[0].body == "She was not at the door."

    def test_keeps_that_promise_by_trying(self, world, referral):
        ended(world, booked(world, referral), MISSED)
        tried(world, referral, after=2 * DAY + timedelta(hours=3))

        assert clocks(referral, definition="missed-contact")["missed-contact"] is not None

    def test_changes_nothing_of_where_they_stand(self, world, referral):
        ended(world, booked(world, referral), MISSED)

        with acting_as(SYSTEM, at=worlds.now()):
            assert worlds.holding_of(SYSTEM, referral.person.person).status == "welcoming"

    def test_promises_nothing_when_we_cancelled(self, world, referral):
        ended(world, booked(world, referral), BookingOutcome.WE_CANCELLED, after=DAY)

        assert clocks(referral, definition="missed-contact") == {}

    @pytest.mark.parametrize(
        ("given", "says"),
        [({"words": " "}, "few words"), ({"after": DAY}, "not come yet")],
    )
    def test_is_refused_without_words_or_before_its_time(self, world, referral, given, says):
        booking = booked(world, referral)

        with pytest.raises(NotPossible, match=says):
            ended(world, booking, **given)
        assert worlds.all_of(Booking)[0].outcome == ""

    def test_is_noted_once(self, world, referral):
        booking = booked(world, referral)
        ended(world, booking)

        with pytest.raises(NotPossible, match="meanwhile"):
            ended(world, booking, MISSED)
        assert worlds.all_of(Booking)[0].outcome == "held"

    def test_asks_for_something_different_after_two_missed(self, world, referral):
        ended(world, booked(world, referral), MISSED)
        ended(world, booked(world, referral, days=5, after=3 * DAY), MISSED, after=6 * DAY)

        with pytest.raises(NotPossible, match="something different"):
            booked(world, referral, days=9, after=7 * DAY)
        assert booked(world, referral, days=9, after=7 * DAY, place=Place.HOME).place == "home"


class TestMissedInARow:
    def past(self, *outcomes):
        return [Past(1, "room", NOON + n * DAY, outcome) for n, outcome in enumerate(outcomes)]

    @pytest.mark.parametrize(
        ("outcomes", "missed"),
        [
            ((), 0),
            (("did-not-make-it",), 1),
            (("did-not-make-it", "not-supported"), 2),
            (("did-not-make-it", "we-cancelled", "did-not-make-it"), 2),
            (("did-not-make-it", "held", "did-not-make-it"), 1),
        ],
    )
    def test_counts_since_the_last_talk(self, outcomes, missed):
        assert welcome_rules.missed_in_a_row(self.past(*outcomes)) == missed


@pytest.mark.django_db
class TestThinkAloud:
    def test_keeps_both_humans_and_tells_the_person_why(self, world, referral):
        thought(world, referral)

        (kept,) = worlds.all_of(Thought)
        assert (kept.worker_id, kept.colleague_id) == (world.lead.worker_id, world.peer.worker_id)
        (entry,) = worlds.all_of(Entry, title="Let it rest, with the door open")
        assert entry.body == f"Priya Nair and Sam thought about how to go on. {THINKING.because}"

    def test_takes_two_humans(self, world, referral):
        with pytest.raises(NotPossible, match="takes two"):
            thought(world, referral, colleague=world.lead)
        assert worlds.all_of(Thought) == []


@pytest.mark.django_db
class TestConstraints:
    def refused(self, world, row):
        return broken_rule(lambda: row.save(force_insert=True), at=world.at)

    def booking(self, world, referral, **changed):
        told = {
            "with_whom": world.lead,
            "place": "room",
            "starts_at": world.at,
            "minutes": 60,
            "agreed_how": "yes",
            "booked_by": world.lead,
            "booked_at": world.at,
        }
        return Booking(person_id=referral.person_id, referral=referral, **{**told, **changed})

    @pytest.mark.parametrize(
        ("rule", "changed"),
        [
            ("takes_a_while", {"minutes": 2}),
            ("is_agreed", {"agreed_how": ""}),
            ("ended_by_someone", {"outcome": "held"}),
        ],
    )
    def test_keep_a_booking_true(self, world, referral, rule, changed):
        assert rule in self.refused(world, self.booking(world, referral, **changed))

    def test_let_one_talk_be_arranged_at_a_time(self, world, referral):
        booked(world, referral)

        assert "one_at_a_time" in self.refused(world, self.booking(world, referral))

    @pytest.mark.parametrize("rule", ["by_two_humans", "answers_every_question"])
    def test_keep_a_thought_true(self, world, referral, rule):
        alone = rule == "by_two_humans"
        row = Thought(
            person_id=referral.person_id,
            referral=referral,
            what_we_know="A lot." if alone else "",
            who_may_worry="Jess",
            visit_or_check="No.",
            decision="go-on",
            because="So.",
            thought_by=world.lead,
            worker=world.lead.worker,
            colleague=world.lead.worker if alone else world.peer.worker,
            thought_at=world.at,
        )
        assert rule in self.refused(world, row)
