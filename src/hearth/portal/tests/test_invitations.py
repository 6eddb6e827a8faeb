"""Somebody invites their sister; she comes in by link or by words, and has a page of her own."""

import re

import pytest
from django.test import Client
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.models import Account
from hearth.people import actions as people
from hearth.people.details import RelationDetails
from hearth.people.models import Person, PortalAccess, Relation
from hearth.sharing.supporter_models import SupporterInvitation, Supporting

pytestmark = pytest.mark.django_db

LINK = re.compile(r"http://testserver(/beside/[\w-]+)")
CODE = re.compile(r'class="code">([a-z]+-[a-z]+-[a-z]+-\d\d)<')
AMINA = {"name": "Amina", "email": "amina@example.org", "password": "three words together"}
OFFER = {"name": "Amina", "relation": "sister", "level": "0"}


@pytest.fixture
def mine(world, keeley):
    return client_of_person(world, keeley)


def invite(client, path="/me/invitations", **told):
    answer = send(client, path, **{**OFFER, **told})
    assert answer.status_code == 302, words(answer)
    page = words(client.get(path))
    return LINK.search(page)[1], CODE.search(page)[1]


def came_in(path, **told):
    client = Client()
    answer = send(client, path, **{**AMINA, **told})
    assert answer.status_code == 302, words(answer)
    client.get("/start", follow=True)
    send(client, "/me/safe", answer="alone")
    return client


class TestMyInvitations:
    def test_shows_the_link_and_the_words_once(self, mine):
        link, code = invite(mine)

        again = words(mine.get("/me/invitations"))

        assert link not in again
        assert code not in again
        assert "Take it back" in again

    def test_keeps_who_it_is_among_the_people_in_my_life(self, mine):
        invite(mine)

        assert [(one.name, one.relation) for one in worlds.all_of(Relation)] == [("Amina", "sister")]

    def test_invites_somebody_who_is_written_down(self, world, keeley, mine):
        with acting_as(SYSTEM, at=world.at):
            jess = people.add_relation(SYSTEM, person=keeley, relation=RelationDetails("Jess", "friend"), at=world.at)

        invite(mine, whom=str(jess.pk), name="", relation="")

        assert [one.relation_id for one in worlds.all_of(SupporterInvitation)] == [jess.pk]

    def test_asks_who_it_is(self, mine):
        page = words(send(mine, "/me/invitations", **{**OFFER, "name": "", "relation": ""}))

        assert "Tell us their name." in page
        assert worlds.all_of(SupporterInvitation) == []

    def test_keeps_nothing_of_what_it_refuses(self, mine):
        until = {"until_0": "1", "until_1": "1", "until_2": "2020"}

        assert "has passed already" in words(send(mine, "/me/invitations", **OFFER, **until))
        assert worlds.all_of(Relation) == []

    def test_takes_one_back(self, mine):
        link, _ = invite(mine)
        (offer,) = worlds.all_of(SupporterInvitation)

        send(mine, f"/me/invitations/{offer.pk}/ending")

        assert Client().get(link).status_code == 404

    def test_of_somebody_else_are_not_there(self, world, mine):
        invite(mine)
        (offer,) = worlds.all_of(SupporterInvitation)
        other = client_of_person(world, worlds.known(world, known_as="Wilf", nhs_number=None))

        assert send(other, f"/me/invitations/{offer.pk}/ending").status_code == 404
        assert worlds.all_of(SupporterInvitation)[0].ended_at is None


class TestComingIn:
    def test_by_link_makes_a_page_of_her_own(self, mine):
        link, _ = invite(mine)

        amina = came_in(link)

        assert "Hello Amina" in words(amina.get("/me"))
        assert [one.called for one in worlds.all_of(Supporting)] == ["Keeley"]

    def test_by_words_does_too(self, mine):
        _, code = invite(mine)
        client = Client()
        assert send(client, "/beside", code=code).url == "/beside/words"

        assert send(client, "/beside/words", **AMINA).status_code == 302
        assert [one.called for one in worlds.all_of(Supporting)] == ["Keeley"]

    def test_without_an_address_needs_a_name_alone(self, mine):
        _, code = invite(mine)
        client = Client()
        send(client, "/beside", code=code)

        assert send(client, "/beside/words", name="Amina", way="code").status_code == 302
        (hers,) = worlds.all_of(PortalAccess, person__known_as="Amina")
        account = Account.objects.get(pk=hers.account_id)
        assert (account.email, account.has_usable_password()) == (None, False)
        client.get("/start", follow=True)
        send(client, "/me/safe", answer="alone")
        assert "Hello Amina" in words(client.get("/me"))

    @pytest.mark.parametrize(("missing", "said"), [("email", "Type your e-mail"), ("password", "Choose a password.")])
    def test_with_an_address_needs_both(self, mine, missing, said):
        link, _ = invite(mine)

        assert said in words(send(Client(), link, **{**AMINA, missing: ""}))
        assert worlds.all_of(Supporting) == []

    def test_says_the_same_of_every_wrong_word(self, mine):
        invite(mine)

        assert "has ended, or was used already" in words(send(Client(), "/beside", code="otter-lamp-linen-42"))
        assert Client().get("/beside/words").status_code == 302

    def test_counts_the_tries(self):
        client = Client()
        client.get("/beside")

        answers = [words(send(client, "/beside", code=f"otter-lamp-{n}")) for n in range(7)]

        assert "That was a lot of tries" in answers[-1]

    def test_a_link_works_once(self, mine):
        link, _ = invite(mine)
        came_in(link)

        assert "This opens nothing now" in words(Client().get(link))

    def test_an_address_that_has_a_sign_in_makes_nothing(self, world, mine):
        link, _ = invite(mine)

        page = words(send(Client(), link, **{**AMINA, "email": world.lead.worker.account.email}))

        assert "has a sign-in already" in page
        assert worlds.all_of(Supporting) == []

    def test_a_password_that_is_too_short_makes_nothing(self, mine):
        link, _ = invite(mine)

        assert "too short" in words(send(Client(), link, **{**AMINA, "password": "short"}))
        assert not Account.objects.filter(email=AMINA["email"]).exists()

    def test_is_not_for_whoever_gave_it(self, mine):
        link, _ = invite(mine)

        page = words(send(mine, link, name="Me"))

        assert "This is for somebody else" in page
        assert len(worlds.all_of(Person)) == 1

    def test_leaves_own_care_beside_it(self, world, mine):
        link, _ = invite(mine)
        amina = client_of_person(world, worlds.known(world, known_as="Amina", nhs_number=None))

        assert send(amina, link, name="Amina").url == "/start"

        assert "Somebody close" in words(amina.get("/start"))
        assert send(amina, "/start", **{"as": "beside"}).url == "/me"

    def test_is_not_for_a_worker(self, world, mine):
        link, _ = invite(mine)

        assert "Sign out first" in words(client_of(world.lead).get(link))
        assert send(client_of(world.lead), link, name="Priya").status_code == 403


class TestInvitationsAtTheDesk:
    def test_invite_with_the_person(self, world, keeley):
        lead = client_of(world.lead)

        link, _ = invite(lead, f"/people/{keeley.pk}/invitations", explained_how="Over tea")

        assert "Keeley would like you beside them" in words(Client().get(link))

    def test_ask_how_it_was_explained(self, world, keeley):
        page = words(send(client_of(world.lead), f"/people/{keeley.pk}/invitations", **OFFER))

        assert "Say how you explained it." in page

    def test_can_be_taken_back(self, world, keeley):
        lead = client_of(world.lead)
        invite(lead, f"/people/{keeley.pk}/invitations", explained_how="Over tea")
        (offer,) = worlds.all_of(SupporterInvitation)

        send(lead, f"/people/{keeley.pk}/invitations/{offer.pk}/ending")
        page = words(lead.get(f"/people/{keeley.pk}/invitations"))

        assert "It is taken back" in page
        assert "Nobody is waiting to come in." in page

    def test_are_not_there_for_whoever_does_not_see_her(self, world, keeley):
        assert client_of(world.outsider).get(f"/people/{keeley.pk}/invitations").status_code == 404
