"""Signing in with NHS login and CIS2, against a provider that is as strict as they are, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from hearth.organisations.tests.factories import AccountFactory, MembershipFactory, WorkerFactory
from hearth.organisations.tests.providers import know, running, who_is_in

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
