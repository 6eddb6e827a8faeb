from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.knocks import Room, has_room
from hearth.core.models import Knock
from hearth.core.scope import acting_as

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROOMS = (Room(2, 10, "browser"), Room(3, 10, "address"))


def knock(address="203.0.113.9", browser="a", at=NOON, place="asks"):
    request = RequestFactory().post("/ask", REMOTE_ADDR=address)
    request.COOKIES["csrftoken"] = browser
    with acting_as(PUBLIC, at=at):
        return has_room(request, place=place, rooms=ROOMS, at=at)


class TestHasRoom:
    def test_counts_a_browser_sooner_than_an_address(self):
        assert [knock() for _ in range(3)] == [True, True, False]
        assert [knock(browser="b") for _ in range(2)] == [True, False]

    def test_counts_each_address_and_each_place_alone(self):
        for browser in "abc":
            knock(browser=browser)

        assert knock(browser="d") is False
        assert knock(browser="d", address="203.0.113.10")
        assert knock(browser="d", place="drafts")

    def test_has_room_again_when_the_time_is_up(self):
        for _ in range(3):
            knock()

        assert knock(at=NOON + timedelta(minutes=11))

    def test_never_counts_this_machine(self):
        assert all(knock(address="127.0.0.1") for _ in range(9))
        assert knock(address="no address")

    def test_keeps_hashes_and_for_a_day(self):
        knock()
        knock(at=NOON + timedelta(hours=25))

        with acting_as(SYSTEM, at=NOON):
            (kept,) = Knock.objects.all()
        assert "203.0.113.9" not in (kept.address, kept.browser)

    def test_says_nothing_to_anyone(self):
        knock()

        with acting_as(PUBLIC, at=NOON):
            assert not Knock.objects.exists()
