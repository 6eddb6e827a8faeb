"""What somebody who is being welcomed finds on their own page: the next thing, and the way back."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.front_door import actions
from hearth.front_door.tests.welcoming import again, booked, does
from hearth.front_door.welcome_codes import Place
from hearth.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


@pytest.fixture
def client(world, referral):
    return worlds.client_of_person(world, worlds.all_of(Person, pk=referral.person_id)[0])


def rests(world, referral):
    does(world, world.lead, actions.say_not_now, referral=referral, words="After the summer.", after=timedelta())


class TestMe:
    def test_says_first_whom_they_meet_when_and_where(self, world, referral, client):
        booked(world, referral, after=timedelta(), place=Place.WALK, where="By the weir", interpreter="Polish")

        page = worlds.words(client.get("/me"))

        assert "<h2>Priya, " in page
        assert "On a walk: By the weir. 60 minutes. An interpreter is there: Polish." in page

    def test_offers_the_way_back_while_it_rests(self, world, referral, client):
        rests(world, referral)

        page = worlds.words(client.get("/me"))

        assert "The door is open" in page
        assert "Priya still holds you." in page


class TestComingBack:
    def test_needs_one_tap(self, world, referral, client):
        rests(world, referral)

        worlds.send(client, "/me/return")

        assert again(referral).status == "received"
        assert "Somebody is in touch with you by" in worlds.words(client.get("/me"))

    def test_is_not_there_while_nothing_rests(self, world, referral, client):
        assert worlds.send(client, "/me/return").status_code == 404

    def test_is_the_persons_own(self, world, referral):
        rests(world, referral)

        assert worlds.send(worlds.client_of(world.lead), "/me/return").status_code == 404
        assert again(referral).status == "resting"
