from datetime import timedelta

import pytest

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPermitted, NotPossible
from hearth.organisations import actions, queries
from hearth.organisations.models import Account, Invitation, Membership, Organisation, Worker
from hearth.organisations.tests.audit import audited
from hearth.organisations.tests.factories import (
    NOON,
    PASSWORD,
    AccountFactory,
    MembershipFactory,
    OrganisationFactory,
    WorkerFactory,
    acting,
    scope,
)

pytestmark = pytest.mark.django_db


class TestInviteWorker:
    def invite(self, actor, **changed):
        ours = Organisation.objects.get(id=actor.organisation_id)
        asked = {"email": "Zoe@Riverside.example", "role": "clinician", "organisation": ours} | changed
        return actions.invite_worker(actor, at=NOON, **asked)

    def test_keeps_only_a_hash_of_the_link(self):
        with scope(acting()) as actor:
            invited = self.invite(actor)

        kept = Invitation.objects.get()
        assert kept.email == "zoe@riverside.example"
        assert kept.expires_at == NOON + timedelta(days=7)
        assert invited.secret not in kept.secret_hash
        assert queries.invitation_by(invited.secret) == kept
        assert queries.invitation_by("something else") is None

    def test_ends_an_earlier_open_one_for_the_same_place(self):
        with scope(acting()) as actor:
            first = self.invite(actor)
            second = self.invite(actor)
            ours = Organisation.objects.get(id=actor.organisation_id)

        assert list(queries.open_invitations(ours, NOON)) == [second.invitation]
        assert first.invitation != second.invitation

    def test_refuses_who_is_there_already(self):
        has = MembershipFactory(role="clinician", worker__account__email="zoe@riverside.example")

        with scope(acting(organisation=has.organisation)) as actor, pytest.raises(NotPossible, match="already has"):
            self.invite(actor)

        assert not Invitation.objects.exists()

    def test_is_for_ones_own_organisation(self):
        with scope(acting()) as actor, pytest.raises(NotPermitted):
            self.invite(actor, organisation=OrganisationFactory())


@pytest.fixture
def invited():
    with scope(acting()) as actor:
        ours = Organisation.objects.get(id=actor.organisation_id)
        return actions.invite_worker(
            actor, email="zoe@riverside.example", organisation=ours, role="clinician", at=NOON
        ).invitation


NEW = {"given_name": "Zoe", "family_name": "Hartley", "password": PASSWORD}


class TestAcceptInvitation:
    def test_makes_the_sign_in_the_worker_and_the_place(self, invited):
        with scope(PUBLIC, at=NOON) as actor:
            account = actions.accept_invitation(actor, invitation=invited, at=NOON, **NEW)

        membership = Membership.objects.get(worker__account=account)
        assert account.check_password(PASSWORD)
        assert (membership.worker.name, membership.role) == ("Zoe Hartley", "clinician")
        assert membership.manager == invited.invited_by
        assert audited()[-1] == "organisations.invitation_accepted"

    def test_works_once(self, invited):
        with scope(PUBLIC) as actor:
            actions.accept_invitation(actor, invitation=invited, at=NOON, **NEW)
            with pytest.raises(NotPossible, match="used already"):
                actions.accept_invitation(actor, invitation=invited, at=NOON, **NEW)

        assert Worker.objects.filter(given_name="Zoe").count() == 1

    def test_ends_after_seven_days(self, invited):
        with scope(PUBLIC) as actor, pytest.raises(NotPossible, match="a week old"):
            actions.accept_invitation(actor, invitation=invited, at=NOON + timedelta(days=7), **NEW)

        assert not Account.objects.filter(email=invited.email).exists()

    def test_never_takes_over_a_sign_in_that_exists(self, invited):
        AccountFactory(email=invited.email)

        with scope(PUBLIC) as actor, pytest.raises(NotPossible, match="Sign in first"):
            actions.accept_invitation(actor, invitation=invited, at=NOON, **NEW)

    def test_is_not_for_somebody_who_is_acting_already(self, invited):
        with scope(acting()) as actor, pytest.raises(NotPermitted):
            actions.accept_invitation(actor, invitation=invited, at=NOON, **NEW)


class TestTakeUpInvitation:
    def take_up(self, actor, invitation, account):
        return actions.take_up_invitation(
            actor, invitation=invitation, account=account, given_name="Zoe", family_name="", at=NOON
        )

    def test_adds_the_place_to_the_worker_they_are(self, invited):
        worker = WorkerFactory(account__email=invited.email, given_name="Zo")
        with scope(PUBLIC) as actor:
            membership = self.take_up(actor, invited, worker.account)

        assert membership.worker == worker
        assert Invitation.objects.get().accepted_at == NOON

    def test_makes_a_worker_of_somebody_who_only_had_a_record(self, invited):
        account = AccountFactory(email=invited.email)
        with scope(PUBLIC) as actor:
            membership = self.take_up(actor, invited, account)

        assert membership.worker.given_name == "Zoe"

    def test_refuses_another_address(self, invited):
        with scope(PUBLIC) as actor, pytest.raises(NotPossible, match="another address"):
            self.take_up(actor, invited, AccountFactory())

        assert Invitation.objects.get().accepted_at is None

    def test_refuses_a_place_they_have_by_now(self, invited):
        worker = WorkerFactory(account__email=invited.email)
        MembershipFactory(role="clinician", organisation=invited.organisation, worker=worker)

        with scope(PUBLIC) as actor, pytest.raises(NotPossible, match="already has"):
            self.take_up(actor, invited, worker.account)
