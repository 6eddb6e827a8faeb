from uuid import uuid4

import pytest
from django.test import Client
from tests.world import send, words

from hearth.organisations.tests.factories import AccountFactory, MembershipFactory, OrganisationFactory, with_totp
from hearth.organisations.tests.signing_in import sign_in, totp_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    membership = MembershipFactory(role="administrator")
    secret = with_totp(membership.worker.account)
    client.post(sign_in(client, membership.worker.account.email).url, {"code": totp_now(secret)})
    client.get("/start")
    return membership


class TestOrganisations:
    def test_are_listed_for_an_administrator(self, client, administrator):
        OrganisationFactory(name="Acomb Minds", ods_code="RX4")

        page = words(client.get("/organisations"))

        assert "Acomb Minds" in page
        assert "1 works here" in page

    def test_lead_everyone_else_to_their_own(self, client, administrator):
        administrator.role = "hub-manager"
        administrator.save()

        response = client.get("/organisations")

        assert response.url == f"/organisations/{administrator.organisation_id}"
        assert "Mo Adeyemi" in words(client.get(response.url))
        assert client.get(f"/organisations/{OrganisationFactory().id}").status_code == 403

    def test_know_nothing_of_one_that_is_not(self, client, administrator):
        assert client.get(f"/organisations/{uuid4()}").status_code == 404


class TestInvitations:
    def invite(self, client, organisation, **changed):
        typed = {"email": "zoe@riverside.example", "role": "clinician", "hub": ""} | changed
        return send(client, f"/organisations/{organisation.id}/invitations", **typed)

    def link_from(self, client, organisation):
        response = self.invite(client, organisation)
        page = words(client.get(response.url))
        start = page.index("http://testserver/invitations/")
        return page[start:].split("<")[0].removeprefix("http://testserver")

    def test_show_the_link_once_and_lead_in(self, client, administrator):
        link = self.link_from(client, administrator.organisation)
        again = words(client.get(f"/organisations/{administrator.organisation_id}"))
        zoe = Client()

        page = words(zoe.get(link))
        taken = send(zoe, link, given_name="Zoe", family_name="Hartley", password="otter window thistle")

        assert "/invitations/" not in again.replace(f"{administrator.organisation_id}/invitations", "")
        assert "Mo Adeyemi has invited you" in page
        assert taken.url == "/start"
        assert zoe.get("/start").url == "/accounts/2fa/"
        assert zoe.get("/accounts/2fa/totp/activate/").status_code == 200
        assert "used already" in words(Client().get(link))

    def test_mind_the_password(self, client, administrator):
        link = self.link_from(client, administrator.organisation)
        zoe = Client()

        for password in ("short", "zoe@riverside.example", ""):
            response = send(zoe, link, given_name="Zoe", family_name="", password=password)
            assert response.status_code == 200

        assert "_auth_user_id" not in zoe.session

    def test_ask_who_has_a_sign_in_to_use_it(self, client, administrator):
        AccountFactory(email="zoe@riverside.example")
        link = self.link_from(client, administrator.organisation)
        zoe = Client()

        assert "Sign in first" in words(zoe.get(link))
        response = sign_in(zoe, "zoe@riverside.example")
        taken = send(zoe, link, given_name="Zoe", family_name="")

        assert response.url == "/start"
        assert taken.url == "/start"
        assert "used already" in words(zoe.get(link))

    def test_refuse_who_is_signed_in_as_somebody_else(self, client, administrator):
        link = self.link_from(client, administrator.organisation)

        response = send(client, link, given_name="Mo", family_name="")

        assert "another address" in words(response)

    def test_say_what_is_missing(self, client, administrator):
        page = words(self.invite(client, administrator.organisation, email="zoe", role=""))

        assert "Choose what they will do here" in page
        assert "Type it in full" in page

    def test_refuse_who_works_there_already(self, client, administrator):
        MembershipFactory(
            organisation=administrator.organisation, role="clinician", worker__account__email="zoe@riverside.example"
        )

        assert "already has this role" in words(self.invite(client, administrator.organisation))

    def test_offer_a_manager_no_role_that_reviews_or_administers(self, client, administrator):
        administrator.role = "hub-manager"
        administrator.save()

        assert self.invite(client, administrator.organisation, role="guardian").status_code == 200

    def test_know_no_link_we_never_gave(self, client):
        assert client.get("/invitations/never-given").status_code == 404
