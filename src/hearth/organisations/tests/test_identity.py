"""Signing in with accounts from elsewhere, against providers that run as processes of their own."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount

from hearth.organisations.models import Account
from hearth.organisations.tests.factories import PASSWORD, AccountFactory, MembershipFactory
from hearth.organisations.tests.providers import know, running, who_is_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def mock():
    """The address of oidc-provider-mock, which knows one verified and one unverified visitor."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = [
        {"sub": "mo", "email": "mo@riverside.example", "email_verified": True},
        {"sub": "ada", "email": "ada@riverside.example"},
    ]
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), "-H", "127.0.0.1"]
    command += [part for claim in claims for part in ("--user-claims", json.dumps(claim))]
    with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        wait_for(f"http://localhost:{port}/.well-known/openid-configuration")
        yield f"http://localhost:{port}"


def wait_for(address: str) -> None:
    """Patient: the machine may be busy with other tests."""
    for _ in range(1200):
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{address} never answered")


def go_as(client, sub):
    """The same with oidc-provider-mock, where the visitor says who they are."""
    away = client.post("/sign-in/with/elsewhere")
    back = requests.post(away.url, data={"sub": sub}, allow_redirects=False, timeout=60).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


class TestAgainstAMockedProvider:
    @pytest.fixture(autouse=True)
    def known(self, settings, mock):
        know(settings, server=mock, token_auth_method="client_secret_post")

    def test_opens_the_account_with_the_verified_address_and_links_the_subject(self, client):
        account = AccountFactory(email="mo@riverside.example")

        response = go_as(client, "mo")

        assert response.url == "/start"
        assert who_is_in(client) == str(account.pk)
        assert SocialAccount.objects.get().uid == "mo"

    def test_knows_the_subject_again_when_the_address_has_changed(self, client):
        account = AccountFactory(email="mo@riverside.example")
        go_as(client, "mo")
        client.logout()
        Account.objects.filter(pk=account.pk).update(email="maureen@riverside.example")

        go_as(client, "mo")

        assert who_is_in(client) == str(account.pk)

    def test_makes_no_account(self, client):
        response = go_as(client, "mo")

        assert response.status_code == 403
        assert "We do not know this account yet" in response.content.decode()
        assert not Account.objects.exists()

    def test_does_not_believe_an_address_that_is_not_verified(self, client):
        AccountFactory(email="ada@riverside.example")

        assert go_as(client, "ada").status_code == 403
        assert who_is_in(client) is None

    def test_believes_an_address_of_the_employers_own_domain(self, client, settings, mock):
        know(
            settings,
            shape="entra",
            server=mock,
            token_auth_method="client_secret_post",
            verified_domains=["riverside.example"],
        )
        account = AccountFactory(email="ada@riverside.example")

        go_as(client, "ada")

        assert who_is_in(client) == str(account.pk)

    def test_says_so_when_the_visitor_thinks_better_of_it(self, client):
        away = client.post("/sign-in/with/elsewhere")
        denied = requests.post(away.url, data={"action": "deny"}, allow_redirects=False, timeout=60)

        response = client.get(
            denied.headers["Location"].removeprefix("http://testserver") + "&" + urlsplit(away.url).query
        )

        assert "You are not signed in" in response.content.decode()

    def test_asks_a_worker_for_a_second_step_all_the_same(self, client):
        MembershipFactory(worker__account__email="mo@riverside.example")
        go_as(client, "mo")

        assert client.get("/start").url == "/accounts/2fa/"

    def test_is_offered_on_the_page_of_signing_in(self, client):
        page = client.get("/sign-in").content.decode()

        assert "the trust account" in page
        assert 'action="/sign-in/with/elsewhere"' in page

    def test_lets_somebody_signed_in_add_the_account(self, client):
        account = AccountFactory()
        client.post("/sign-in", {"login": account.email, "password": PASSWORD})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        away = client.post("/sign-in/with/elsewhere", {"process": "connect"})
        back = requests.post(away.url, data={"sub": "ada"}, allow_redirects=False, timeout=60).headers["Location"]

        response = client.get(back.removeprefix("http://testserver"))

        assert response.url == "/accounts/2fa/"
        assert SocialAccount.objects.get().user == account

    def test_knows_no_other_provider(self, client):
        assert client.post("/sign-in/with/nobody").status_code == 404
        assert client.get("/sign-in/with/nobody/return").status_code == 404
