"""What somebody who is being welcomed finds on their own page: the next thing, and the way back."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.tests.welcoming import again, booked, does
from hearth.front_door.welcome_codes import Place
from hearth.people.models import Person

pytestmark = pytest.mark.django_db


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

        assert " with Priya</h2>" in page
        assert "On a walk: By the weir. 60 minutes. An interpreter is there: Polish." in page

    def test_leads_to_asking_for_another_time(self, world, referral, client):
        booked(world, referral, after=timedelta())
        assert 'href="/me/messages?about=Another+time#write"' in worlds.words(client.get("/me"))

        page = worlds.words(client.get("/me/messages?about=Another+time"))

        assert 'value="Another time"' in page

    def test_offers_the_way_back_while_it_rests(self, world, referral, client):
        rests(world, referral)

        page = worlds.words(client.get("/me"))

        assert "The door is open" in page
        assert "Priya still holds you." in page


def only_promise(referral, definition, **changed):
    with acting_as(SYSTEM, at=referral.received_at):
        theirs = Clock.objects.filter(person_id=referral.person_id)
        theirs.exclude(definition="first-contact").update(stopped_at=referral.received_at)
        theirs.filter(definition="first-contact").update(definition=definition, **changed)


class TestNext:
    @pytest.mark.parametrize(
        ("definition", "words"),
        [
            ("first-contact", "Somebody is in touch with you by"),
            ("plan-review", "We look at your plan together again by"),
        ],
    )
    def test_is_said_to_the_person_as_it_was_promised(self, referral, client, definition, words):
        only_promise(referral, definition)

        page = worlds.words(client.get("/me"))

        assert f"<h2>{words}" in page
        assert "we are late" not in page

    @pytest.mark.parametrize("definition", ["withholding-review", "wrong-record", "possible-duplicate"])
    def test_is_no_work_of_ours_that_they_need_not_wait_for(self, referral, client, definition):
        only_promise(referral, definition)

        assert "Nothing is arranged just now" in worlds.words(client.get("/me"))

    def test_says_when_we_are_late(self, world, referral, client):
        only_promise(referral, "first-contact", due_at=world.at - timedelta(days=1))

        assert "We promised this, and we are late." in worlds.words(client.get("/me"))


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
