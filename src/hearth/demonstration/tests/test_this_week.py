import pytest
from django.test import Client
from django.utils import timezone
from tests.world import words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.demonstration.tests.test_city import enter
from hearth.front_door.models import Referral, SamePerson
from hearth.front_door.referrer_models import Referrer
from hearth.front_door.welcome_models import Booking, ContactAttempt, SafetyAnswer
from hearth.holding.models import Absence, Handover, Holding, SeatAnswer, Stalemate
from hearth.messaging.models import Message
from hearth.people.identity_models import Restriction
from hearth.people.models import Person


@pytest.fixture(autouse=True)
def _all_seeing(city, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def seen(model, **filters):
    with acting_as(SYSTEM, at=timezone.now()):
        return list(model.objects.visible_to(SYSTEM).filter(**filters))


class TestTell:
    def test_keeps_the_record_of_a_worker_who_is_supported_here_close(self, city):
        (femi,) = seen(Person, pk=city.people["femi-own"].pk)
        (close,) = seen(Restriction, person=femi)

        assert femi.status == "restricted"
        assert close.by_id == city.members["ngozi"].worker_id

    def test_has_a_surgery_whose_address_answered_and_a_walk_tomorrow(self, city):
        (asked,) = seen(Referrer, email__endswith="@foss-bank.example")
        (booking,) = seen(Booking, person_id=city.people["hana"].pk)

        assert asked.verified_at
        assert booking.starts_at > city.now
        assert booking.with_whom_id == city.members["tobias"].pk

    def test_joins_two_who_asked_for_one_person_on_one_day(self, city):
        (same,) = seen(SamePerson)

        assert same.known_id == city.people["ewa"].pk
        assert len(seen(Referral, person_id=same.known_id)) == 2

    def test_has_somebody_who_may_not_be_safe_and_was_read_twenty_minutes_ago(self, city):
        (answer,) = seen(SafetyAnswer, person_id=city.people["marek"].pk)

        assert answer.unsafe
        assert round((city.now - answer.answered_at).total_seconds() / 60) == 20

    def test_has_somebody_who_was_tried_twice(self, city):
        tries = seen(ContactAttempt, person_id=city.people["wanda"].pk)

        assert [one.outcome for one in sorted(tries, key=lambda one: one.tried_at)] == ["no-answer", "left-a-message"]

    def test_has_a_stalemate_with_one_answer_of_those_who_manage(self, city):
        (stalemate,) = seen(Stalemate)

        assert stalemate.rung == "managers"
        assert len(seen(SeatAnswer, rung="managers")) == 1

    @pytest.mark.parametrize("slug", ["partner-housing", "hub-manager"])
    def test_asks_those_who_manage_on_their_desk(self, city, slug):
        assert "Services do not agree. Say what yours will do." in words(enter(slug).get("/desk"))

    def test_has_a_handover_that_waits_for_housing(self, city):
        (handover,) = seen(Handover)

        assert handover.to_worker_id == city.members["partner-housing"].pk
        assert handover.accepted_at is None

    def test_has_somebody_on_holiday_whose_people_are_held(self, city):
        with acting_as(SYSTEM, at=timezone.now()):
            away = Absence.objects.get()

        assert away.ended_at is None
        assert not seen(Holding, holder_id=away.membership_id)
        assert seen(Holding, holder_id=city.members["jacek"].pk)

    def test_writes_to_nobody_real(self, city):
        addresses = {one.address for one in seen(Message) if one.address}

        assert addresses
        assert all(one.endswith((".example", "example.org")) for one in addresses)

    def test_fills_the_post_box(self, city):
        assert "Is this your e-mail address?" in words(Client().get("/demo/post"))
