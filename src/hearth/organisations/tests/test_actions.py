from datetime import timedelta

import pytest
from django.test import Client

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations import actions, queries
from hearth.organisations.models import (
    Account,
    Hub,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Seat,
    SeatHolder,
    SignInCode,
    Worker,
)
from hearth.organisations.tests.factories import (
    NOON,
    PASSWORD,
    AccountFactory,
    HubFactory,
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    WorkerFactory,
    acting,
    scope,
    steps_of,
    with_totp,
)

pytestmark = pytest.mark.django_db


def audited() -> list[str]:
    """What is in the audit, oldest first. Only Hearth itself may read it."""
    with acting_as(SYSTEM, at=NOON):
        return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))


class TestOpenOrganisation:
    def test_keeps_the_partner_with_its_ods_code(self):
        with scope(acting("administrator")) as actor:
            actions.open_organisation(
                actor, name="Foss Trust", kind=OrganisationKind.NHS_TRUST, ods_code="RX4", at=NOON
            )

        assert Organisation.objects.get(ods_code="RX4").name == "Foss Trust"
        assert audited() == ["organisations.organisation_opened"]

    @pytest.mark.parametrize("code", ["RX4", "rx4"])
    def test_refuses_a_code_that_is_taken_or_misshapen(self, code):
        OrganisationFactory(ods_code="RX4")

        with scope(acting("administrator")) as actor, pytest.raises(NotPossible):
            actions.open_organisation(actor, name="Foss Trust", kind=OrganisationKind.GP, ods_code=code, at=NOON)

        assert not Organisation.objects.filter(name="Foss Trust").exists()

    def test_is_for_administrators(self):
        with scope(acting("hub-manager")) as actor, pytest.raises(NotPermitted):
            actions.open_organisation(actor, name="Foss Trust", kind=OrganisationKind.GP, at=NOON)


class TestOpenHub:
    def open(self, actor, slug):
        place = {"name": "Foss Walk", "address": "Foss Walk", "phone": "01904 496 0000"}
        return actions.open_hub(actor, organisation=OrganisationFactory(), slug=slug, at=NOON, **place)

    def test_opens_one_that_never_closes(self):
        with scope(acting("administrator")) as actor:
            hub = self.open(actor, "foss")

        assert Hub.objects.get(slug="foss") == hub
        assert hub in queries.hubs_open(NOON)
        assert audited() == ["organisations.hub_opened"]

    def test_refuses_a_short_name_that_is_taken(self):
        HubFactory(slug="foss")

        with scope(acting("administrator")) as actor, pytest.raises(NotPossible):
            self.open(actor, "foss")

        assert Hub.objects.count() == 1


class TestFormTeam:
    def test_gives_the_organisation_and_each_partner_one_seat(self):
        partner = OrganisationFactory()
        with scope(acting("hub-manager")) as actor:
            ours = Organisation.objects.get(id=actor.organisation_id)
            team = actions.form_team(actor, organisation=ours, name="Nights", partners=[partner, ours], at=NOON)

        assert {seat.organisation for seat in team.seats.all()} == {ours, partner}
        assert audited() == ["organisations.team_formed"]

    def test_is_not_for_another_organisation(self):
        with scope(acting("hub-manager")) as actor, pytest.raises(NotPermitted):
            actions.form_team(actor, organisation=OrganisationFactory(), name="Nights", at=NOON)


class TestTakeSeat:
    def test_sits_in_the_seat_of_their_own_organisation_once(self):
        team = TeamFactory()
        membership = MembershipFactory()
        with scope(acting("hub-manager", organisation=team.organisation)) as actor:
            actions.take_seat(actor, team=team, membership=membership, at=NOON)
            actions.take_seat(actor, team=team, membership=membership, at=NOON)

        assert Seat.objects.get(team=team).organisation == membership.organisation
        assert SeatHolder.objects.get().membership == membership

    def test_refuses_somebody_who_has_left(self):
        with scope(acting("administrator")) as actor, pytest.raises(NotPossible):
            actions.take_seat(actor, team=TeamFactory(), membership=MembershipFactory(gone=True), at=NOON)

        assert not SeatHolder.objects.exists()


class TestJoin:
    def test_adds_a_second_place_to_the_same_human_being(self):
        worker = MembershipFactory().worker
        with scope(acting("administrator")) as actor:
            actions.join(actor, worker=worker, organisation=OrganisationFactory(), role="link-worker", at=NOON)

        assert worker.memberships.count() == 2
        assert audited() == ["organisations.worker_joined"]

    def test_refuses_the_same_place_twice_and_an_unknown_role(self):
        has = MembershipFactory(role="clinician")

        for role in ("clinician", "king"):
            with scope(acting("administrator")) as actor, pytest.raises(NotPossible):
                actions.join(actor, worker=has.worker, organisation=has.organisation, role=role, at=NOON)

        assert has.worker.memberships.count() == 1


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


class TestWorkerLeaves:
    def test_ends_the_place_and_every_open_session_the_same_second(self):
        leaving = MembershipFactory(role="clinician")
        client = Client()
        client.force_login(leaving.worker.account)
        assert client.get("/start").url != "/sign-in"

        with scope(acting(organisation=leaving.organisation)) as actor:
            actions.worker_leaves(actor, membership=leaving, at=NOON)

        leaving.refresh_from_db()
        assert (leaving.is_active, leaving.left_at) == (False, NOON)
        assert client.get("/start").url == "/sign-in"
        assert audited() == ["organisations.worker_left"]

    def test_keeps_the_session_of_somebody_with_another_place(self):
        leaving = MembershipFactory(role="clinician")
        MembershipFactory(worker=leaving.worker)
        client = Client()
        client.force_login(leaving.worker.account)

        with scope(acting(organisation=leaving.organisation)) as actor:
            actions.worker_leaves(actor, membership=leaving, at=NOON)

        assert client.get("/start").url != "/sign-in"

    def test_empties_their_seats_and_hands_their_team_to_their_own_manager(self):
        top = MembershipFactory()
        leaving = MembershipFactory(role="clinician", organisation=top.organisation, manager=top)
        led = MembershipFactory(manager=leaving)
        with scope(acting(organisation=top.organisation, role="shift-lead")) as actor:
            actions.take_seat(actor, team=TeamFactory(organisation=top.organisation), membership=leaving, at=NOON)
            actions.worker_leaves(actor, membership=leaving, at=NOON)

        led.refresh_from_db()
        assert led.manager == top
        assert not SeatHolder.objects.exists()

    def test_leaves_nobody_as_their_own_manager(self):
        leaving = MembershipFactory(role="clinician")
        led = MembershipFactory(manager=leaving)
        leaving.manager = led
        leaving.save()

        with scope(acting(organisation=leaving.organisation)) as actor:
            actions.worker_leaves(actor, membership=leaving, at=NOON)

        led.refresh_from_db()
        assert led.manager is None

    def test_happens_once(self):
        with scope(acting("administrator")) as actor, pytest.raises(NotPossible):
            actions.worker_leaves(actor, membership=MembershipFactory(gone=True), at=NOON)

    def test_leaves_at_least_one_administrator(self):
        only = MembershipFactory(role="administrator")
        with scope(queries.worker_actor(only)) as actor:
            with pytest.raises(NotPossible, match="only administrator"):
                actions.worker_leaves(actor, membership=only, at=NOON)
            other = MembershipFactory(role="administrator")
            actions.worker_leaves(actor, membership=other, at=NOON)

        only.refresh_from_db()
        assert only.is_active


class TestNameManager:
    def test_says_who_leads(self):
        membership = MembershipFactory(role="clinician")
        manager = MembershipFactory(role="shift-lead")
        with scope(acting(organisation=membership.organisation)) as actor:
            actions.name_manager(actor, membership=membership, manager=manager, at=NOON)

        membership.refresh_from_db()
        assert membership.manager == manager
        assert audited() == ["organisations.manager_named"]
        assert list(queries.colleagues_who_hold(manager)) == []

    @pytest.mark.parametrize("unfit", [{"gone": True}, {"role": "finance"}])
    def test_refuses_who_cannot_hold(self, unfit):
        membership = MembershipFactory(role="clinician")

        with scope(acting("administrator")) as actor, pytest.raises(NotPossible):
            actions.name_manager(actor, membership=membership, manager=MembershipFactory(**unfit), at=NOON)

        membership.refresh_from_db()
        assert membership.manager is None

    def test_refuses_themselves(self):
        membership = MembershipFactory(role="clinician")

        with scope(acting("administrator")) as actor, pytest.raises(NotPossible, match="themselves"):
            actions.name_manager(actor, membership=membership, manager=membership, at=NOON)


class TestForgetSecondStep:
    def test_is_for_administrators(self):
        account = MembershipFactory().worker.account
        with_totp(account)

        with scope(acting("hub-manager")) as actor, pytest.raises(NotPermitted):
            actions.forget_second_step(actor, account=account, at=NOON)

        assert steps_of(account) == {"totp"}


class TestOpenAccount:
    def test_makes_a_sign_in_without_a_password(self):
        with scope(acting("peer-supporter")) as actor:
            account = actions.open_account(actor, at=NOON)

        assert account.email is None
        assert not account.has_usable_password()

    def test_refuses_an_address_that_is_taken(self):
        AccountFactory(email="mo@riverside.example")

        with scope(acting("peer-supporter")) as actor, pytest.raises(NotPossible):
            actions.open_account(actor, email="Mo@riverside.example", at=NOON)


class TestSignInCode:
    def give(self, account, at=NOON):
        with scope(acting("peer-supporter")) as actor:
            return actions.give_sign_in_code(actor, account=account, at=at)

    def use(self, code, at=NOON):
        with scope(PUBLIC) as actor:
            return actions.use_sign_in_code(actor, code=code, at=at)

    def test_lets_the_person_in_once(self):
        account = AccountFactory(email=None)
        code = self.give(account)

        assert self.use(code.upper().replace("-", " ")) == account
        with pytest.raises(NotPossible):
            self.use(code)
        assert audited() == ["organisations.sign_in_code_given", "organisations.sign_in_code_used"]

    def test_is_kept_only_as_a_hash(self):
        code = self.give(AccountFactory(email=None))

        assert code not in str(SignInCode.objects.values().get())

    def test_lasts_as_long_as_the_setting_says(self, settings):
        settings.SIGN_IN_CODE_HOURS = 2
        code = self.give(AccountFactory(email=None))

        with pytest.raises(NotPossible):
            self.use(code, at=NOON + timedelta(hours=2))
        assert self.use(code, at=NOON + timedelta(minutes=119))

    def test_ends_an_earlier_one(self):
        account = AccountFactory(email=None)
        first, second = self.give(account), self.give(account, at=NOON + timedelta(seconds=1))

        with pytest.raises(NotPossible):
            self.use(first, at=NOON + timedelta(minutes=1))
        assert self.use(second, at=NOON + timedelta(minutes=1)) == account

    def test_does_not_work_for_a_sign_in_that_was_shut(self):
        code = self.give(AccountFactory(email=None))
        Account.objects.update(is_active=False)

        with pytest.raises(NotPossible):
            self.use(code)

    def test_is_never_given_to_somebody_who_works_here(self):
        with pytest.raises(NotPossible, match="second step"):
            self.give(MembershipFactory().worker.account)

        assert not SignInCode.objects.exists()
