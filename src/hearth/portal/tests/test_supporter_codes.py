"""Somebody close has neither e-mail nor phone: a worker gives her a code, and it opens her own page."""

import re

import pytest
from django.test import Client
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.carers.tests.factories import close_to
from hearth.organisations.models import Account, SignInCode
from hearth.people.models import Relation

pytestmark = pytest.mark.django_db
CODE = re.compile(r'class="code">([a-z]+-[a-z]+-[a-z]+-\d\d)<')


@pytest.fixture
def nan(world, keeley):
    close = close_to(world, keeley, name="Nan", relation="grandmother")
    close.account.set_unusable_password()
    close.account.email = None
    close.account.save()
    return close


@pytest.fixture
def hers(keeley, nan):
    (relation,) = worlds.all_of(Relation, person=keeley)
    return {"whom": str(relation.pk), "answer": "alone"}


@pytest.fixture
def lead(world):
    return client_of(world.lead)


class TestSupporterCode:
    def test_is_shown_once_and_opens_her_own_page(self, keeley, lead, hers):
        page = f"/people/{keeley.pk}/invitations"
        assert "For those who have neither e-mail nor phone" in words(lead.get(page))

        assert send(lead, f"{page}/codes", **hers).url == page
        (code,) = CODE.findall(words(lead.get(page)))
        assert code not in words(lead.get(page))

        client = Client()
        assert send(client, "/sign-in/code", code=code).status_code == 302
        client.get("/start", follow=True)
        assert "Hello Nan" in words(client.get("/me"))
        assert client.get(f"/me/people/{keeley.pk}").status_code == 404
        assert "they gave you a code to come in" in words(client.get("/me/looked"))

    def test_is_none_where_it_is_not_safe(self, keeley, lead, nan, hers):
        client = nan.client()
        assert client.get("/me").status_code == 200

        send(lead, f"/people/{keeley.pk}/invitations/codes", **{**hers, "answer": "unsafe"})

        assert SignInCode.objects.count() == 0
        assert client.get("/me").status_code == 302

    def test_asks_who_it_is_and_whether_it_is_safe(self, keeley, lead, hers):
        page = words(send(lead, f"/people/{keeley.pk}/invitations/codes", answer=""))

        assert "Choose who it is." in page
        assert "Choose one of the answers." in page

    def test_is_not_offered_to_whoever_has_an_address(self, keeley, lead, nan, hers):
        Account.objects.filter(pk=nan.account.pk).update(email="nan@example.org")
        page = f"/people/{keeley.pk}/invitations"

        assert "neither e-mail nor phone" not in words(lead.get(page))
        assert send(lead, f"{page}/codes", **hers).status_code == 200
        assert SignInCode.objects.count() == 0

    def test_is_not_there_for_whoever_does_not_see_her(self, world, keeley, hers):
        path = f"/people/{keeley.pk}/invitations/codes"

        assert send(client_of(world.outsider), path, **hers).status_code == 404
        assert send(client_of_person(world, keeley), path, **hers).status_code == 404
