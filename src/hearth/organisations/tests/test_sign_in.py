import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils.timezone import now
from tests.world import send, words

from hearth.core.actor import SYSTEM
from hearth.core.models import Installation
from hearth.core.scope import acting_as
from hearth.organisations import actions
from hearth.organisations.models import SignInCode
from hearth.organisations.tests.factories import (
    PASSWORD,
    AccountFactory,
    MembershipFactory,
    WorkerFactory,
    steps_of,
    with_totp,
)
from hearth.organisations.tests.signing_in import sign_in, totp_now

pytestmark = pytest.mark.django_db


class TestSignIn:
    def test_asks_a_worker_for_the_second_step_they_have_set_up(self, client):
        membership = MembershipFactory()
        secret = with_totp(membership.worker.account)

        first = sign_in(client, membership.worker.account.email)
        assert first.url == "/accounts/2fa/authenticate/"
        assert client.get("/desk").url.startswith("/sign-in")
        second = client.post(first.url, {"code": totp_now(secret)})

        assert second.url == "/start"
        assert client.get("/start").url == "/desk"
        assert client.session["membership_id"] == str(membership.id)

    def test_refuses_a_wrong_second_step(self, client):
        account = MembershipFactory().worker.account
        with_totp(account)
        sign_in(client, account.email)

        response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})

        assert "That code is not right" in words(response)
        assert "_auth_user_id" not in client.session

    def test_leads_a_worker_without_a_second_step_to_set_one_up(self, client):
        membership = MembershipFactory()
        assert sign_in(client, membership.worker.account.email).url == "/start"

        assert client.get("/start").url == "/accounts/2fa/"
        assert "a password alone is not enough" in words(client.get("/accounts/2fa/"))
        assert "membership_id" not in client.session

    def test_asks_for_no_second_step_where_nobody_is_real(self, client):
        with acting_as(SYSTEM, at=now()):
            Installation.objects.create(demonstration=True, made_at=now())
        sign_in(client, MembershipFactory().worker.account.email)

        assert client.get("/start").url == "/desk"

    def test_says_the_same_whatever_was_wrong(self, client):
        known = AccountFactory()

        wrong = sign_in(client, known.email, "not the password")
        nobody = sign_in(client, "nobody@riverside.example", "not the password")

        said = "That e-mail address and password do not go together"
        assert said in words(wrong)
        assert said in words(nobody)

    def test_does_not_let_in_a_sign_in_that_was_shut(self, client):
        sign_in(client, AccountFactory(is_active=False).email)

        assert "_auth_user_id" not in client.session

    def test_knows_no_sign_up(self, client):
        assert client.get("/accounts/signup/").status_code == 404

    def test_ends_with_signing_out(self, client):
        sign_in(client, AccountFactory().email)

        client.post("/sign-out")

        assert "_auth_user_id" not in client.session


class TestThrottling:
    def test_refuses_even_the_right_password_after_five_wrong_ones(self, client):
        account = AccountFactory()
        for _ in range(5):
            sign_in(client, account.email, "not the password")

        response = sign_in(client, account.email)

        assert "too many tries" in words(response)
        assert "_auth_user_id" not in client.session

    def test_locks_out_neither_colleagues_at_the_hub_nor_the_same_worker_elsewhere(self, client):
        account, colleague = AccountFactory(), AccountFactory()
        for _ in range(6):
            sign_in(client, account.email, "not the password")

        assert sign_in(client, colleague.email).status_code == 302
        client.logout()
        assert sign_in(client, account.email, REMOTE_ADDR="10.9.8.7").status_code == 302

    def test_does_not_count_what_was_right(self, client):
        account = AccountFactory()
        for _ in range(7):
            assert sign_in(client, account.email).status_code == 302
            client.logout()


class TestSecondStep:
    @pytest.mark.django_db(transaction=True)
    def test_is_set_up_with_an_app_and_brings_recovery_codes(self, client):
        account = MembershipFactory().worker.account
        sign_in(client, account.email)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        page = words(client.get("/accounts/2fa/totp/activate/"))
        (secret,) = re.findall(r'<span class="code">([A-Z2-7]+)</span>', page)

        client.post("/accounts/2fa/totp/activate/", {"code": totp_now(secret)})

        assert steps_of(account) == {"totp", "recovery_codes"}
        assert client.get("/start").url == "/desk"
        assert [letter.to for letter in mail.outbox] == [[account.email]]

    def test_stays_while_somebody_works_here(self, client):
        account = MembershipFactory().worker.account
        secret = with_totp(account)
        client.post(sign_in(client, account.email).url, {"code": totp_now(secret)})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})

        response = client.post("/accounts/2fa/totp/deactivate/")

        assert "Add another second step first" in words(response)
        assert steps_of(account) == {"totp"}

    @pytest.mark.parametrize("page", ["", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"])
    def test_has_its_pages(self, client, page):
        sign_in(client, AccountFactory().email)

        assert client.get(f"/accounts/2fa/{page}").status_code in (200, 302)


class TestForgottenPassword:
    def test_sends_a_link_that_works_and_says_nothing_about_who_is_known(self, client):
        account = AccountFactory()
        unknown = client.post("/accounts/password/reset/", {"email": "nobody@riverside.example"})
        known = client.post("/accounts/password/reset/", {"email": account.email})
        link = next(word for word in mail.outbox[-1].body.split() if "/password/reset/key/" in word)

        form = client.get(link.split("testserver")[1])
        client.post(form.url, {"password1": "otter window thistle", "password2": "otter window thistle"})

        account.refresh_from_db()
        assert unknown.url == known.url
        assert account.check_password("otter window thistle")

    def test_ends_kindly_when_the_mail_server_is_away(self, client, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

        response = client.post("/accounts/password/reset/", {"email": AccountFactory().email})

        assert response.status_code == 302


class TestCode:
    @pytest.fixture
    def given(self):
        account = AccountFactory(email=None)
        with acting_as(SYSTEM, at=now()):
            return account, actions.give_sign_in_code(SYSTEM, account=account, at=now())

    def test_lets_somebody_in_once(self, client, given):
        account, code = given
        assert send(client, "/sign-in/code", code=code).url == "/start"
        assert client.session["_auth_user_id"] == str(account.pk)
        client.logout()

        again = send(client, "/sign-in/code", code=code)

        assert "does not work" in words(again)
        assert code in words(again)

    def test_refuses_one_that_is_too_old(self, client, given):
        _, code = given
        SignInCode.objects.update(expires_at=now() - timedelta(seconds=1))

        assert "does not work" in words(send(client, "/sign-in/code", code=code))

    def test_slows_guessing_in_one_browser_and_not_in_the_next(self, client, given):
        _, code = given
        client.get("/sign-in/code")
        for _ in range(5):
            send(client, "/sign-in/code", code="otter-lamp-fern-42")

        assert "a lot of tries" in words(send(client, "/sign-in/code", code=code))
        other = Client()
        other.get("/sign-in/code")
        assert send(other, "/sign-in/code", code=code).url == "/start"

    def test_slows_guessing_from_one_address_whatever_the_browser(self, given):
        _, code = given
        for _ in range(12):
            fresh = Client()
            fresh.get("/sign-in/code")
            for _ in range(5):
                send(fresh, "/sign-in/code", code="otter-lamp-fern-42")

        last = Client()
        last.get("/sign-in/code")
        assert "a lot of tries" in words(send(last, "/sign-in/code", code=code))

    def test_asks_for_the_code_when_none_is_typed(self, client):
        assert "Type the words and the number" in words(send(client, "/sign-in/code", code=""))

    def test_is_not_needed_by_who_is_in_already(self, client):
        sign_in(client, AccountFactory().email)

        assert client.get("/sign-in/code").url == "/start"


class TestStart:
    def test_lets_a_worker_of_several_places_choose(self, client):
        worker = WorkerFactory()
        trust = MembershipFactory(worker=worker, organisation__name="Foss Trust", role="clinician")
        MembershipFactory(worker=worker, organisation__name="Acomb Minds", role="peer-supporter")
        secret = with_totp(worker.account)
        client.post(sign_in(client, worker.account.email).url, {"code": totp_now(secret)})

        page = words(client.get("/start"))
        chosen = client.post("/start", {"as": str(trust.id)})

        assert "Foss Trust" in page
        assert "Acomb Minds" in page
        assert chosen.url == "/desk"
        assert client.session["membership_id"] == str(trust.id)

    def test_knows_no_place_that_is_not_theirs(self, client):
        sign_in(client, MembershipFactory().worker.account.email)

        assert client.post("/start", {"as": str(MembershipFactory().id)}).status_code == 404

    def test_says_so_when_there_is_nothing(self, client):
        sign_in(client, MembershipFactory(gone=True).worker.account.email)

        assert "There is nothing here for you now" in words(client.get("/start"))
