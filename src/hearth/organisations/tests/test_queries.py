from datetime import UTC, datetime, time, timedelta

import pytest

from hearth.organisations import queries
from hearth.organisations.models import HubStatus
from hearth.organisations.tests.factories import (
    NOON,
    HubFactory,
    MembershipFactory,
    OrganisationFactory,
    ShiftFactory,
    WorkerFactory,
)

pytestmark = pytest.mark.django_db


class TestLiveMemberships:
    def test_lists_every_place_by_organisation_and_leaves_out_ended_ones(self):
        worker = WorkerFactory()
        second = MembershipFactory(worker=worker, organisation__name="York Housing", role="link-worker")
        first = MembershipFactory(worker=worker, organisation__name="Acomb Minds", role="peer-supporter")
        MembershipFactory(worker=worker, organisation__name="Bygone", gone=True)

        choices = queries.live_memberships(worker.account)

        assert [choice.membership_id for choice in choices] == [first.id, second.id]
        assert [choice.role_words for choice in choices] == ["Peer supporter", "Link worker"]

    def test_narrows_to_one_organisation_by_its_ods_code(self):
        worker = WorkerFactory()
        trust = MembershipFactory(worker=worker, organisation__ods_code="RX4")
        MembershipFactory(worker=worker)

        assert [c.membership_id for c in queries.live_memberships(worker.account, ods_code="RX4")] == [trust.id]

    def test_is_empty_for_an_account_that_was_shut(self):
        membership = MembershipFactory(worker__account__is_active=False)

        assert queries.live_memberships(membership.worker.account) == []


class TestHubsOpen:
    @pytest.mark.parametrize(
        ("opens", "closes", "hour", "is_open"),
        [
            (None, None, 3, True),
            (time(9), time(17), 9, True),
            (time(9), time(17), 17, False),
            (time(20), time(8), 23, True),
            (time(20), time(8), 3, True),
            (time(20), time(8), 12, False),
        ],
    )
    def test_knows_its_hours(self, opens, closes, hour, is_open):
        hub = HubFactory(opens=opens, closes=closes)

        assert (hub in queries.hubs_open(datetime(2026, 11, 20, hour, tzinfo=UTC))) is is_open

    def test_speaks_local_time_in_summer(self):
        hub = HubFactory(opens=time(9), closes=time(17))

        assert hub in queries.hubs_open(datetime(2026, 7, 1, 8, 30, tzinfo=UTC))

    def test_leaves_out_one_that_is_being_set_up(self):
        hub = HubFactory(status=HubStatus.BEING_SET_UP)

        assert hub not in queries.hubs_open(NOON)


class TestLeadOnDuty:
    def test_is_whoever_came_on_last(self):
        hub = HubFactory()
        ShiftFactory(hub=hub)
        later = ShiftFactory(hub=hub, starts_at=NOON - timedelta(minutes=10))

        assert queries.lead_on_duty(hub, NOON) == later.membership

    @pytest.mark.parametrize(
        "other",
        [
            {"leads": False},
            {"ends_at": NOON},
            {"starts_at": NOON + timedelta(minutes=1)},
            {"membership__is_active": False, "membership__left_at": NOON},
        ],
    )
    def test_is_nobody_in_a_gap(self, other):
        shift = ShiftFactory(**other)

        assert queries.lead_on_duty(shift.hub, NOON) is None


class TestWorkersAt:
    def test_names_each_with_role_hub_and_manager(self, django_assert_num_queries):
        place = OrganisationFactory()
        manager = MembershipFactory(organisation=place, worker__given_name="Ade")
        MembershipFactory(organisation=place, worker__given_name="Zoe", hub=HubFactory(), manager=manager)
        MembershipFactory(organisation=place, gone=True)

        with django_assert_num_queries(1):
            here = queries.workers_at(place)

        assert [(w.name, w.manager_name) for w in here] == [("Ade Adeyemi", ""), ("Zoe Adeyemi", "Ade Adeyemi")]


class TestOrganisationsWithNumbers:
    def test_counts_who_works_there_now(self):
        place = MembershipFactory().organisation
        MembershipFactory(organisation=place, gone=True)
        OrganisationFactory(left_on=NOON.date())

        assert [(o.name, o.workers_now) for o in queries.organisations_with_numbers()] == [(place.name, 1)]
