"""Somebody rings: the number to ring back comes first, and a line cut off leaves nobody behind."""

from datetime import timedelta

import pytest
from tests import world as worlds
from tests.world import all_of, client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.front_door.models import Referral
from hearth.front_door.welcome_models import ContactAttempt
from hearth.holding.models import Holding
from hearth.organisations.models import Seat, SeatHolder
from hearth.people.details import ContactDetails
from hearth.people.models import Contact, Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db

RANG = {"route": "phone", "phone": "07700 900123"}


def numbers(person_id):
    return sorted(contact.value for contact in all_of(Contact, person=person_id, kind="phone"))


class TestRinging:
    def test_asks_for_the_number_first_and_then_for_their_words(self, lead):
        page = words(lead.get("/people/new?route=phone")).split("<main")[-1]

        asked = [page.index(f'name="{name}"') for name in ("phone", "what_is_happening", "known_as", "route")]
        assert asked == sorted(asked)
        assert "We were cut off" in page

    def test_is_one_link_away_from_the_door(self, lead):
        page = words(lead.get("/people/new"))

        assert "/people/new?route=phone" in page
        assert "We were cut off" not in page

    def test_keeps_the_number_as_a_way_to_reach_them(self, lead):
        send(lead, "/people/new", **RANG, known_as="Evan", what_is_happening="I cannot sleep.")

        (referral,) = all_of(Referral)
        assert (referral.route, referral.who_and_how_to_find) == ("phone", "07700 900123")
        assert [(c.value, c.safe_to_use, c.safe_to_leave_message) for c in all_of(Contact)] == [
            ("07700 900123", True, False)
        ]
        assert all_of(ContactAttempt) == []

    def test_still_wants_their_words_while_the_line_holds(self, lead):
        page = words(send(lead, "/people/new", **RANG))

        assert "Note a few of their words" in page
        assert "We were cut off" in page
        assert all_of(Person) == []

    @pytest.mark.parametrize(("rings_from", "kept"), [("07700 900123", 2), ("+44 7700 900 777", 1), ("", 1)])
    def test_adds_a_new_number_to_somebody_known(self, world, lead, rings_from, kept):
        told = {"known_as": "Bobby", "given": "Robert", "family": "Ward", "nhs_number": None}
        robert = worlds.known(world, **told, contacts=[ContactDetails("phone", "+44 7700 900777")])
        who = {"route": "phone", "known_as": "Robert", "family": "Ward", "what_is_happening": "Cold."}
        rang = {"phone": rings_from, "who_and_how_to_find": "At his sister’s."}

        response = send(lead, "/people/new", **who, **rang, answer=str(robert.id), checked_by="letter")

        assert response.url == f"/people/{robert.id}"
        assert len(numbers(robert.id)) == kept


class TestBeingCutOff:
    def test_keeps_somebody_with_nothing_but_a_number(self, world, lead):
        response = send(lead, "/people/new", **RANG, cut_off="1")

        (person,) = all_of(Person)
        assert response.url == f"/people/{person.id}"
        assert [holding.holder_id for holding in all_of(Holding)] == [world.lead.id]
        assert numbers(person.id) == ["07700 900123"]
        (attempt,) = all_of(ContactAttempt)
        assert attempt.outcome == "cut-off"
        (clock,) = all_of(Clock, definition="call-back")
        assert clock.due_at - clock.started_at == timedelta(minutes=15)
        assert (clock.owner_id, clock.stopped_at) == (world.lead.id, None)
        assert any("ring back straight away" in entry.body for entry in all_of(Entry))
        assert client_of(world.lead).get(response.url).status_code == 200

    def test_keeps_what_was_said_until_then(self, lead):
        send(lead, "/people/new", **RANG, known_as="Evan Pugh", what_is_happening="My flat", cut_off="1")

        (referral,) = all_of(Referral)
        assert referral.what_is_happening == "My flat"
        assert (referral.told_given, referral.told_family) == ("Evan", "Pugh")

    def test_asks_nobody_who_they_are(self, world, lead):
        worlds.known(world, nhs_number=None, contacts=[ContactDetails("phone", "07700 900123")])

        assert send(lead, "/people/new", **RANG, cut_off="1").status_code == 302

        assert len(all_of(Clock, definition="call-back")) == 1

    def test_may_happen_while_we_ask_who_they_are(self, world, lead):
        worlds.known(world, nhs_number=None, contacts=[ContactDetails("phone", "07700 900123")])

        page = words(send(lead, "/people/new", **RANG, what_is_happening="Cold."))

        assert "Do we know them already?" in page
        assert "We were cut off" in page

    def test_may_happen_to_whoever_welcomes(self, world):
        welcomer = worlds.worker("Wyn", "Hale", "welcomer", world.trust, hub=world.hub)
        with acting_as(SYSTEM, at=world.at):
            SeatHolder.objects.create(seat=Seat.objects.get(organisation=world.trust), membership=welcomer)

        assert send(client_of(welcomer), "/people/new", **RANG, cut_off="1").status_code == 302

        assert [clock.owner_id for clock in all_of(Clock, definition="call-back")] == [world.lead.id]

    def test_needs_a_way_back_to_them(self, lead):
        page = words(send(lead, "/people/new", route="phone", cut_off="1"))

        assert "Note how to find them again" in page
        assert all_of(Person) == []
