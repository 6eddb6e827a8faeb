import pytest
from django.utils.timezone import now

from hearth.__main__ import main
from hearth.core.actor import PUBLIC
from hearth.core.scope import acting_as
from hearth.organisations import actions, queries
from hearth.organisations.models import Organisation
from hearth.organisations.tests.factories import PASSWORD, MembershipFactory, steps_of, with_totp

pytestmark = pytest.mark.django_db


class TestInvite:
    def test_prints_a_link_that_makes_the_first_administrator(self, capsys, client):
        assert main(["user", "invite", "ada@riverside.example", "--organisation", "Foss Trust"]) == 0
        secret = capsys.readouterr().out.strip().rsplit("/", 1)[1]

        assert "There is a place for you at" in client.get(f"/invitations/{secret}").content.decode()
        names = {"given_name": "Ada", "family_name": "", "password": PASSWORD}
        with acting_as(PUBLIC, at=now()):
            offered = queries.invitation_by(secret)
            account = actions.accept_invitation(PUBLIC, invitation=offered, at=now(), **names)

        assert account.worker.memberships.get().role == "administrator"
        assert Organisation.objects.get().name == "Foss Trust"

    def test_says_what_stands_in_the_way(self, capsys):
        has = MembershipFactory(role="clinician", worker__account__email="ada@riverside.example")
        place = ["--organisation", has.organisation.name, "--role", "clinician"]

        assert main(["user", "invite", "ada@riverside.example", *place]) == 1
        assert "already has this role" in capsys.readouterr().err


class TestList:
    def test_shows_every_place(self, capsys):
        place = MembershipFactory(role="clinician", worker__account__email="ada@riverside.example")
        MembershipFactory(gone=True)

        main(["user", "list"])

        assert capsys.readouterr().out == f"ada@riverside.example\tclinician\t{place.organisation.name}\n"


class TestLostPhone:
    def test_forgets_the_second_step_and_ends_every_session(self, client):
        account = MembershipFactory().worker.account
        with_totp(account)
        client.force_login(account)

        assert main(["user", "lost-phone", account.email]) == 0

        assert steps_of(account) == set()
        assert client.get("/start").url == "/sign-in"

    def test_knows_nobody_of_that_name(self, capsys):
        assert main(["user", "lost-phone", "nobody@riverside.example"]) == 1
        assert "Nobody signs in with" in capsys.readouterr().err
