"""Somebody acts for a young person by a page of their own, and it ends in one step from either side."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.carers.tests.factories import close_to
from hearth.people.models import Relation
from hearth.sharing.proxy_models import Competence, Proxy
from hearth.sharing.tests.factories import by_law

pytestmark = pytest.mark.django_db
CHECKED = {"kind": "parent", "level": "30", "looked": "Both records"}


@pytest.fixture
def mia(world):
    born_on = localdate() - timedelta(days=9 * 366)
    return worlds.known(world, known_as="Mia", birth_on=born_on, birth_precision="day")


@pytest.fixture
def mum(world, mia):
    return close_to(world, mia, name="Tess", relation="mother")


@pytest.fixture
def lead(world):
    return client_of(world.lead)


def named(lead, mia, *, checked=True, **changed):
    (relation,) = worlds.all_of(Relation, person=mia)
    if checked:
        by_law(mia, relation, "parent", saw="Her birth certificate", on=localdate())
    return send(lead, f"/people/{mia.pk}/proxies", **{"whom": str(relation.pk), **CHECKED, **changed})


class TestProxies:
    def test_are_named_after_what_was_checked(self, lead, mia, mum):
        assert named(lead, mia).status_code == 302

        assert "You act for Mia." in words(mum.client().get("/me"))
        assert mum.client().get(f"/me/people/{mia.pk}").status_code == 200
        assert "Her birth certificate" in words(lead.get(f"/people/{mia.pk}/proxies"))

    def test_say_what_is_missing(self, lead, mia, mum):
        assert "Check first by what law" in words(named(lead, mia, checked=False))
        assert "Choose who it is." in words(named(lead, mia, checked=False, whom=""))
        assert worlds.all_of(Proxy) == []

    def test_ask_for_an_invitation_first(self, lead, mia):
        assert "Invite them first" in words(lead.get(f"/people/{mia.pk}/proxies"))

    def test_end_from_the_desk(self, lead, mia, mum):
        named(lead, mia)
        (proxy,) = worlds.all_of(Proxy)

        send(lead, f"/people/{mia.pk}/proxies/{proxy.pk}/ending")

        assert mum.client().get(f"/me/people/{mia.pk}").status_code == 404
        assert "You act for" not in words(mum.client().get("/me"))

    def test_end_from_her_own_page(self, world, lead, mia, mum):
        named(lead, mia)
        (proxy,) = worlds.all_of(Proxy)
        mias = client_of_person(world, mia)
        assert "Acting for me" in words(mias.get("/me/invitations"))

        send(mias, f"/me/proxies/{proxy.pk}/ending")

        assert "Acting for me" not in words(mias.get("/me/invitations"))
        assert mum.client().get(f"/me/people/{mia.pk}").status_code == 404

    def test_are_not_ended_by_whoever_acts(self, lead, mia, mum):
        named(lead, mia)
        (proxy,) = worlds.all_of(Proxy)

        assert send(mum.client(), f"/me/proxies/{proxy.pk}/ending").status_code == 404

    def test_are_not_there_for_whoever_does_not_see_her(self, world, mia):
        assert client_of(world.outsider).get(f"/people/{mia.pk}/proxies").status_code == 404
        assert client_of(world.outsider).get(f"/people/{mia.pk}/competence").status_code == 404


class TestCompetence:
    def test_ends_what_a_parent_sees(self, lead, mia, mum):
        named(lead, mia)
        page = f"/people/{mia.pk}/competence"
        assert "Say whether they can." in words(send(lead, page, why="We talked."))

        assert send(lead, page, can_decide="yes", why="We talked twice.").status_code == 302

        assert "We talked twice." in words(lead.get(page))
        assert mum.client().get(f"/me/people/{mia.pk}").status_code == 404
        assert len(worlds.all_of(Competence)) == 1
