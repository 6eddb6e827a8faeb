"""The pages between the receipt and being supported, from the first reading to going on together."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door.models import Referral
from hearth.front_door.tests.welcoming import again, booked, judge, thought, tried
from hearth.front_door.welcome_codes import AttemptOutcome, Urgency
from hearth.front_door.welcome_models import Booking, ContactAttempt, SafetyAnswer, Thought, WelcomeOutcome
from hearth.holding.models import Holding
from hearth.people.models import Contact

pytestmark = pytest.mark.django_db
PAGES = ["", "/reading", "/urgency", "/tries", "/message", "/booking", "/thought", "/ending/not-now"]


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


def page(referral, rest=""):
    return f"/referrals/{referral.id}{rest}"


def read(client, referral, rest=""):
    return worlds.words(client.get(page(referral, rest)))


class TestEveryPage:
    @pytest.mark.parametrize("rest", PAGES)
    def test_opens_for_whoever_is_alongside(self, lead, referral, rest):
        assert lead.get(page(referral, rest)).status_code == 200

    @pytest.mark.parametrize("rest", PAGES)
    def test_is_not_there_for_anyone_else(self, world, referral, rest):
        assert worlds.client_of(world.outsider).get(page(referral, rest)).status_code == 404

    def test_leads_from_a_joined_referral_to_the_first(self, world, lead, referral):
        second, _ = worlds.asked(world)
        with acting_as(SYSTEM, at=world.at):
            Referral.objects.filter(pk=second.pk).update(joined_to=referral.pk, person=referral.person_id)

        assert page(referral, "/urgency") in read(lead, second)


class TestReferral:
    def test_asks_whether_anyone_is_unsafe_until_somebody_has_read_it(self, lead, referral):
        assert "Nobody has read this yet." in read(lead, referral)

        worlds.send(lead, page(referral, "/reading"), unsafe="no")

        assert "Nobody has read this yet." not in read(lead, referral)
        assert "Nobody in danger that minute." in read(lead, referral)

    def test_keeps_what_is_asked_in_reach_of_very_many_words(self, lead, world):
        long, _ = worlds.asked(world, what_is_happening="night " * 5000)
        short, _ = worlds.asked(world, what_is_happening="night " * 400)

        assert "Read on: 4,666 words more" in read(lead, long)
        assert read(lead, long).count("night") == 5000
        assert "Read on" not in read(lead, short)

    def test_says_first_that_nobody_is_alongside_yet(self, lead, world):
        referral, _ = worlds.asked(world, feels_unsafe=True)

        assert "Nobody is alongside yet." in read(lead, referral)

        tried(world, referral, outcome=AttemptOutcome.REACHED)

        assert "Nobody is alongside yet." not in read(lead, referral)

    def test_draws_its_path_and_says_the_same_as_a_table(self, world, lead, referral):
        tried(world, referral)
        booked(world, referral)

        words = read(lead, referral)

        assert "<title" in words
        assert "Rang: no answer" in words
        assert "A talk with Priya" in words
        assert "2 promises still ahead." in words

    def test_offers_the_way_to_others_in_place_of_turning_away(self, lead, referral):
        words = read(lead, referral)

        assert f"/people/{referral.person_id}/handover" in words
        assert f"/people/{referral.person_id}/stalemates" in words


class TestReading:
    def test_asks_again_for_what_was_done(self, lead, referral):
        answer = worlds.send(lead, page(referral, "/reading"), unsafe="yes", done="")

        assert "Say what you did for them just now" in worlds.words(answer)
        assert worlds.all_of(SafetyAnswer) == []

    def test_asks_for_an_answer(self, lead, referral):
        assert "Not sure” counts as yes" in worlds.words(worlds.send(lead, page(referral, "/reading")))


class TestUrgency:
    def test_keeps_the_word_and_its_reason(self, lead, referral):
        worlds.send(lead, page(referral, "/urgency"), urgency="three-days", reason="Her sister rang.")

        assert "We act <b>within three days</b>" in read(lead, referral)

    def test_tells_the_second_worker_what_the_first_one_thinks(self, world, lead, referral):
        judge(world, referral, world.peer, Urgency.NOW, after=timedelta())
        judge(world, referral, world.peer, Urgency.IN_TURN, reason="Her sister is there.", after=timedelta())

        words = read(lead, referral, "/urgency")

        assert "Sam thinks it may be later" in words
        assert "Her sister is there." in words


class TestTries:
    def contact(self, referral, **changed):
        told = {"kind": "phone", "value": "07700 900 123", **changed}
        with acting_as(SYSTEM, at=worlds.now()):
            return Contact.objects.bulk_create([Contact(person_id=referral.person_id, **told)])[0]

    def test_offers_only_what_is_safe_and_says_why_not(self, lead, referral):
        self.contact(referral)
        self.contact(referral, value="07700 900 999", safe_to_use=False)

        words = read(lead, referral, "/tries")

        assert "Rang 07700 900 123; leave no message" in words
        assert "Rang 07700 900 999: It is not safe to reach them there." in words

    def test_writes_down_what_happened(self, lead, referral):
        way = self.contact(referral)

        worlds.send(lead, page(referral, "/tries"), way=f"call:{way.pk}", outcome="no-answer", words="", tried_at="")

        (kept,) = worlds.all_of(ContactAttempt)
        assert (kept.contact_id, kept.outcome) == (way.pk, "no-answer")

    def test_says_why_a_message_may_not_be_left(self, lead, referral):
        way = self.contact(referral)

        answer = worlds.send(lead, page(referral, "/tries"), way=f"call:{way.pk}", outcome="left-a-message")

        assert "No message may be left there." in worlds.words(answer)
        assert worlds.all_of(ContactAttempt) == []

    def test_sends_a_text_where_that_is_safe(self, lead, referral):
        way = self.contact(referral, safe_to_leave_message=True)

        worlds.send(lead, page(referral, "/message"), contact=str(way.pk), words="Priya here. Friday at two?")

        assert worlds.all_of(ContactAttempt)[0].outcome == "sent"

    def test_says_when_nothing_may_be_sent(self, lead, referral):
        assert "may go safely now" in read(lead, referral, "/message")


class TestBooking:
    def told(self, world, **changed):
        starts = localtime(world.at + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
        told = {"whom": str(world.lead.pk), "starts_at": starts, "minutes": "45", "place": "walk"}
        return {
            **told,
            "where": "By the weir",
            "interpreter": "",
            "agreed_how": "She chose it.",
            "reminders": ["two-hours"],
            **changed,
        }

    def test_arranges_it_and_asks_afterwards_how_it_was(self, world, lead, referral):
        worlds.send(lead, page(referral, "/booking"), **self.told(world))

        (booking,) = worlds.all_of(Booking)
        assert (booking.minutes, booking.place, booking.reminders) == (45, "walk", ["two-hours"])
        assert f"/bookings/{booking.id}/outcome" in read(lead, referral)

    @pytest.mark.parametrize(
        ("chosen", "says"),
        [
            ([], "None is an answer"),
            (["none", "two-hours"], "or those they would like"),
            (["never"], "no such reminder"),
        ],
    )
    def test_asks_which_reminders_they_would_like(self, world, lead, referral, chosen, says):
        answer = worlds.send(lead, page(referral, "/booking"), **self.told(world, reminders=chosen))

        assert says in worlds.words(answer)
        assert worlds.all_of(Booking) == []

    def test_reminds_nobody_who_wants_none(self, world, lead, referral):
        worlds.send(lead, page(referral, "/booking"), **self.told(world, reminders=["none"]))

        assert worlds.all_of(Booking)[0].reminders == []
        assert "They want no reminder." in read(lead, referral)

    def test_keeps_what_was_typed_when_something_is_missing(self, world, lead, referral):
        answer = worlds.send(lead, page(referral, "/booking"), **self.told(world, agreed_how=""))

        assert "Say how they agreed to it." in worlds.words(answer)
        assert "By the weir" in worlds.words(answer)

    def test_says_that_it_has_not_happened_yet(self, world, lead, referral):
        booking = booked(world, referral, after=timedelta())

        answer = worlds.send(lead, f"/bookings/{booking.id}/outcome", outcome="held", words="Good.")

        assert "not come yet" in worlds.words(answer)

    def test_can_be_moved_as_they_ask(self, world, lead, referral):
        booking = booked(world, referral, after=timedelta())

        worlds.send(lead, f"/bookings/{booking.id}/outcome", outcome="they-rearranged", words="She has work.")

        assert worlds.all_of(Booking)[0].outcome == "they-rearranged"
        assert lead.get(page(referral, "/booking")).status_code == 200

    @pytest.mark.parametrize("late", ["-1", "x", "9999999999"])
    def test_takes_no_nonsense_for_minutes(self, world, lead, referral, late):
        booking = booked(world, referral, after=timedelta())
        told = {"outcome": "we-cancelled", "words": "Sam was ill.", "minutes_late": late}

        assert worlds.send(lead, f"/bookings/{booking.id}/outcome", **told).status_code == 200
        assert worlds.all_of(Booking)[0].outcome == ""

    def test_of_somebody_invisible_is_not_there(self, world, referral):
        booking = booked(world, referral, after=timedelta())

        assert worlds.client_of(world.outsider).get(f"/bookings/{booking.id}/outcome").status_code == 404


class TestThought:
    def test_is_kept_with_both_names(self, world, lead, referral):
        told = {"what_we_know": "A lot.", "who_may_worry": "Jess.", "visit_or_check": "No.", "because": "So."}

        worlds.send(lead, page(referral, "/thought"), colleague=str(world.peer.pk), decision="go-on", **told)

        (kept,) = worlds.all_of(Thought)
        assert kept.colleague_id == world.peer.worker_id


class TestEnding:
    def test_lets_it_rest_when_they_say_not_now(self, lead, referral):
        worlds.send(lead, page(referral, "/ending/not-now"), words="After the summer.")

        assert again(referral).status == "resting"
        assert "They are here again" in read(lead, referral)

    def test_says_what_is_missing(self, lead, referral):
        answer = worlds.send(lead, page(referral, "/ending/offer-agreed"), words="We walk.")

        assert "There was no first real talk yet." in worlds.words(answer)
        assert worlds.all_of(Holding)[0].status == "welcoming"

    def test_shows_the_second_worker_what_the_first_ones_thought(self, world, lead, referral):
        thought(world, referral, after=timedelta())

        assert "We tried a lot." in read(lead, referral, "/ending/not-reached")

    def test_knows_no_other_way(self, lead, referral):
        assert lead.get(page(referral, "/ending/closed")).status_code == 404
        assert worlds.all_of(WelcomeOutcome) == []


class TestReferralsOf:
    def test_draws_each_time_somebody_asked(self, lead, referral):
        words = worlds.words(lead.get(f"/people/{referral.person_id}/referrals"))

        assert "Each time Keeley asked" in words
        assert page(referral) in words

    def test_of_somebody_invisible_is_not_there(self, world, referral):
        assert worlds.client_of(world.outsider).get(f"/people/{referral.person_id}/referrals").status_code == 404
