"""Signing in with accounts from elsewhere, against providers that run as processes of their own."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from hearth.organisations.identity_shapes import providers_from
from hearth.organisations.models import Account
from hearth.organisations.tests.factories import PASSWORD, AccountFactory, MembershipFactory, WorkerFactory

pytestmark = pytest.mark.django_db

STRICT = Path(__file__).with_name("strict_provider.py")
HELD = {"userinfo": {"email": "mo@riverside.example", "email_verified": True}, "id_token": {"vot": "P9.Cp.Cd"}}


@pytest.fixture(scope="module")
def our_key(tmp_path_factory):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    file = tmp_path_factory.mktemp("keys") / "hearth.pem"
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(pem)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return file, public


@pytest.fixture(scope="module")
def strict(our_key):
    """The address of a provider as strict as NHS login."""
    command = [sys.executable, str(STRICT)]
    with running(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write(our_key[1])
        process.stdin.close()
        yield f"http://localhost:{int(process.stdout.readline())}"


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


@contextmanager
def running(command, **streams):
    """A process that is gone afterwards, whatever happens."""
    with subprocess.Popen(command, **streams) as process:
        try:
            yield process
        finally:
            process.kill()


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


def know(settings, **provider) -> None:
    app = {"id": "elsewhere", "name": "the trust account", "client_id": "hearth", "secret": "s"} | provider
    apps = providers_from(json.dumps([app]))
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {**settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": apps}
    }


@pytest.fixture
def nhs(settings, strict, our_key):
    know(settings, shape="nhs-login", server=strict, private_key_file=str(our_key[0]), key_id="2026", secret="")

    def say(**about):
        requests.post(f"{strict}/about", json=HELD | about, timeout=60)

    say()
    return say


@pytest.fixture
def cis2(settings, strict, our_key):
    """CIS2, which signs as the strict provider does here."""
    know(
        settings,
        shape="cis2",
        server=strict,
        private_key_file=str(our_key[0]),
        token_auth_method="private_key_jwt",
        algorithms=["RS512"],
        scope=["openid", "selectedrole"],
        secret="",
    )

    def say(level=3, chosen="555", roles=("555",)):
        roles = [{"person_roleid": role, "org_code": "RX4"} for role in roles]
        userinfo = HELD["userinfo"] | {"authentication_assurance_level": level, "nhsid_nrbac_roles": roles}
        requests.post(
            f"{strict}/about", json={"userinfo": userinfo, "id_token": {"selected_roleid": chosen}}, timeout=60
        )

    say()
    return say


def go(client, **typed):
    """Walk to the provider and back; the strict provider asks nothing of the visitor."""
    away = client.post("/sign-in/with/elsewhere", typed)
    back = requests.get(away.url, allow_redirects=False, timeout=60).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def go_as(client, sub):
    """The same with oidc-provider-mock, where the visitor says who they are."""
    away = client.post("/sign-in/with/elsewhere")
    back = requests.post(away.url, data={"sub": sub}, allow_redirects=False, timeout=60).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def who_is_in(client):
    return client.session.get("_auth_user_id")


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


class TestAgainstAStrictProvider:
    @pytest.fixture(autouse=True)
    def account(self, nhs):
        return AccountFactory(email="mo@riverside.example")

    def test_proves_who_we_are_with_a_signed_assertion(self, client, account):
        assert go(client).url == "/start"
        assert who_is_in(client) == str(account.pk)

    def test_asks_for_proven_identity_and_a_fresh_nonce(self, client):
        asked = parse_qs(urlsplit(client.post("/sign-in/with/elsewhere").url).query)

        assert "P9.Cp.Cd" in asked["vtr"][0]
        assert len(asked["nonce"][0]) == 64
        assert asked["code_challenge_method"] == ["S256"]

    def test_keeps_nothing_about_the_person(self, client, nhs):
        nhs(userinfo=HELD["userinfo"] | {"nhs_number": "9990000018", "birthdate": "1971-02-03"})
        go(client)

        kept = json.dumps(SocialAccount.objects.get().extra_data)
        assert "9990000018" not in kept
        assert "1971" not in kept
        assert "mo@riverside.example" not in kept

    @pytest.mark.parametrize(
        "about",
        [
            {"id_token": {"vot": "P5"}},
            {"id_token": {"vot": "P0"}},
            {"id_token": {}},
            {"id_token": {"vot": "P9.Cp.Cd", "nonce": "another"}},
            {"id_token": {"vot": "P9.Cp.Cd", "aud": "another client"}},
            {"id_token": {"vot": "P9.Cp.Cd", "iss": "https://elsewhere.example"}},
            {"id_token": {"vot": "P9.Cp.Cd", "exp": 1}},
            {"id_token": {"vot": "P9.Cp.Cd", "sub": "somebody else"}},
            {"signed_by_a_stranger": True},
            {"algorithm": "RS256"},
            {"kid": "two"},
        ],
    )
    def test_believes_nothing_that_does_not_hold(self, client, nhs, about):
        nhs(**about)

        response = go(client)

        assert response.status_code == 401
        assert "You are not signed in" in response.content.decode()
        assert who_is_in(client) is None

    def test_takes_no_answer_that_this_browser_did_not_ask_for(self, client):
        away = Client().post("/sign-in/with/elsewhere")
        back = requests.get(away.url, allow_redirects=False, timeout=60).headers["Location"]

        response = client.get(back.removeprefix("http://testserver"))

        assert response.status_code == 401
        assert who_is_in(client) is None

    def test_is_refused_with_another_key_than_ours(self, client, settings, strict, tmp_path):
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        file = tmp_path / "other.pem"
        plain = serialization.NoEncryption()
        file.write_bytes(other.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
        know(settings, shape="nhs-login", server=strict, private_key_file=str(file), secret="")

        assert go(client).status_code == 401


class TestAgainstCis2:
    @pytest.fixture(autouse=True)
    def worker(self, cis2):
        worker = WorkerFactory(account__email="mo@riverside.example")
        MembershipFactory(worker=worker, organisation__ods_code="RX5")
        return worker

    def test_acts_as_the_organisation_whose_role_was_chosen(self, client, worker):
        trust = MembershipFactory(worker=worker, organisation__ods_code="RX4", role="clinician")

        response = go(client)

        assert response.url == "/desk"
        assert client.session["membership_id"] == str(trust.id)

    def test_leaves_the_choice_when_the_role_is_for_somewhere_else(self, client):
        assert go(client).url == "/start"
        assert client.get("/start").url == "/desk"

    def test_takes_somebody_without_a_chosen_role(self, client, cis2):
        cis2(chosen="", roles=())

        assert go(client).url == "/start"

    def test_refuses_a_role_that_is_not_theirs(self, client, cis2):
        cis2(chosen="777")

        assert go(client).status_code == 401

    @pytest.mark.parametrize("level", [2, 1, None])
    def test_refuses_a_sign_in_that_is_not_sure_enough(self, client, cis2, level):
        cis2(level=level)

        assert go(client).status_code == 401
