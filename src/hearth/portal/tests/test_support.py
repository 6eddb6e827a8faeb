"""Asking for support on a page of one's own: nothing that is known is asked, and somebody by name has it at once."""

import pytest
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.carers.tests.factories import close_to
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.messaging.models import Message
from hearth.people.models import Contact
from hearth.sharing.models import Relationship

pytestmark = pytest.mark.django_db
ASK = "/me/support"
TOLD = {"what_is_happening": "The flat is cold.", "who_and_how_to_find": "Ring after six", "feels_unsafe": "no"}


@pytest.fixture
def client(world, keeley):
    return client_of_person(world, keeley)


def contact(person, value, **more):
    with acting_as(SYSTEM, at=worlds.now()):
        Contact(person=person, kind="phone", value=value, **more).save(force_insert=True)


class TestAsking:
    def test_asks_only_what_is_new(self, keeley, client):
        contact(keeley, "07700 900077", best_times="after six")
        contact(keeley, "07700 900088", safe_to_use=False)

        page = words(client.get(ASK))

        assert 'name="known_as"' not in page
        assert "07700 900077, after six" in page
        assert "07700 900088" not in page

    def test_reaches_whoever_holds_me_at_once_and_stands_in_my_journey(self, world, keeley, client):
        assert send(client, ASK, **TOLD).url == "/me"

        [referral] = worlds.all_of(Referral)
        [holding] = worlds.all_of(Holding)
        assert (referral.person_id, referral.route, referral.feels_unsafe) == (keeley.pk, "myself", False)
        assert holding.holder_id == world.lead.pk
        assert [one.subject_id for one in worlds.all_of(Message)] == [referral.pk]
        assert "The flat is cold." in words(client.get("/me/journey"))
        assert "The flat is cold." in words(client_of(world.lead).get(f"/people/{keeley.pk}/journey"))

    def test_lets_in_nobody_who_was_not_let_in_before(self, world, keeley, client):
        before = {(one.kind, one.team_id, one.membership_id) for one in worlds.all_of(Relationship)}

        send(client, ASK, **TOLD)

        assert {(one.kind, one.team_id, one.membership_id) for one in worlds.all_of(Relationship)} == before

    def test_of_not_feeling_safe_shows_whom_to_ring_and_is_promised_within_the_hour(self, world, keeley, client):
        answer = send(client, ASK, **{**TOLD, "feels_unsafe": "yes"})

        page = words(client.get(answer.url))
        assert "If your life is in danger" in page
        assert "116 123" in page
        assert [one.feels_unsafe for one in worlds.all_of(Referral)] == [True]

    def test_gives_somebody_a_holder_who_had_none(self, world, keeley):
        carer = close_to(world, keeley)
        assert "From then on somebody by name holds you." in words(carer.client().get("/me"))

        send(carer.client(), ASK, **TOLD)

        held = {one.person_id: one.holder_id for one in worlds.all_of(Holding)}
        assert held[carer.actor.person_id] == world.lead.pk

    @pytest.mark.parametrize(
        ("missing", "sentence"),
        [("what_is_happening", "A few words are enough."), ("who_and_how_to_find", "Tell us how to find you.")],
    )
    def test_says_what_is_missing_and_loses_nothing(self, client, missing, sentence):
        page = words(send(client, ASK, **{**TOLD, missing: ""}))

        assert sentence in page
        assert all(value in page for name, value in TOLD.items() if name not in {missing, "feels_unsafe"})
        assert worlds.all_of(Referral) == []

    def test_is_not_there_for_whoever_works_here(self, world):
        assert client_of(world.lead).get(ASK).status_code == 404
