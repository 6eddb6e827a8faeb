"""Asking for somebody whom the asker knows: nothing is asked twice."""

from datetime import date

import pytest
from tests import world as worlds
from tests.world import all_of, client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door.models import Referral, Referrer
from hearth.people.codes import BirthPrecision
from hearth.people.details import ContactDetails
from hearth.people.models import Contact, Person, PersonName
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db

SPACED = "999 000 0018"
ASKS = {
    "who_and_how_to_find": "07700 900123",
    "what_is_happening": "The flat is cold.",
    "person_knows": "yes",
    "keep_doing": "I visit on Mondays.",
}


@pytest.fixture
def robert(world):
    born = {"birth_on": date(1984, 3, 14), "birth_precision": BirthPrecision.DAY}
    named = {"known_as": "Bobby", "given": "Robert", "family": "Ward"}
    return worlds.known(world, **named, **born, contacts=[ContactDetails("phone", "07700 900123")])


def page_for(client, person_id):
    return words(client.get(f"/refer?person={person_id}")).split("<main")[-1]


class TestRefer:
    def test_arrives_filled_for_somebody_they_may_see(self, world, robert):
        page = page_for(client_of(world.lead), robert.id)

        for known in ("Bobby", "Robert", "Ward", "14", "3", "1984", SPACED, "07700 900123"):
            assert f'value="{known}"' in page
        assert "Bobby is known here already" in page

    def test_is_a_look_that_the_person_reads(self, world, robert):
        page_for(client_of(world.lead), robert.id)

        assert [(look.membership_id, look.reason) for look in all_of(Look)] == [(world.lead.id, "to ask for support")]

    def test_asks_for_the_very_person(self, world, robert):
        answer = send(client_of(world.lead), f"/refer?person={robert.id}", **ASKS)

        assert answer.status_code == 302
        assert [referral.person_id for referral in all_of(Referral)] == [robert.id]
        assert len(all_of(Referrer)) == 1
        assert len(all_of(Person)) == 1

    @pytest.mark.parametrize("named", ["unseen", "nobody", "words", ""])
    def test_ignores_anybody_else(self, world, robert, named):
        person_id = {"unseen": robert.id, "nobody": worlds.uuid4(), "words": "Robert", "": ""}[named]

        page = page_for(client_of(world.outsider), person_id)

        assert "How to find them" in page
        assert "known here already" not in page
        assert "Bobby" not in page
        assert all_of(Look) == []

    def test_tells_a_stranger_nothing(self, robert, client):
        assert "Bobby" not in page_for(client, robert.id)

    def test_shows_no_more_than_they_may_see(self, world, robert):
        worlds.let_in(world, robert, world.trust, Level.MINIMUM)

        page = page_for(client_of(world.peer), robert.id)

        assert 'value="Bobby"' in page
        assert not [secret for secret in ("Ward", SPACED, "07700 900123") if secret in page]

    def test_gives_away_no_restricted_name_and_no_unsafe_number(self, world, robert):
        with acting_as(SYSTEM, at=world.at):
            PersonName.objects.filter(person=robert).update(restricted=True)
            Contact.objects.filter(person=robert).update(safe_to_use=False)

        page = page_for(client_of(world.lead), robert.id)

        assert "Ward" not in page
        assert "07700 900123" not in page


class TestTheirPage:
    def test_leads_there_for_those_who_receive(self, world, robert):
        assert f"/refer?person={robert.id}" in words(client_of(world.lead).get(f"/people/{robert.id}"))
