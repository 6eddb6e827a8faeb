import pytest
from django.test import Client

from hearth.core.errors import NotPermitted, NotPossible
from hearth.organisations import actions, queries
from hearth.organisations.models import Hub, Organisation, OrganisationKind, Seat, SeatHolder
from hearth.organisations.tests.audit import audited
from hearth.organisations.tests.factories import (
    NOON,
    HubFactory,
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    acting,
    scope,
    steps_of,
    with_totp,
)

pytestmark = pytest.mark.django_db


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
