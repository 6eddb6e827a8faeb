from datetime import UTC, datetime, time, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.scope import acting_as
from hearth.front_door import actions, queries
from hearth.front_door.models import Referral
from hearth.organisations.models import Hub
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import HubFactory

pytestmark = pytest.mark.django_db
AFTERNOON = datetime(2026, 11, 20, 15, tzinfo=UTC)
NIGHT = datetime(2026, 11, 21, 3, tzinfo=UTC)


@pytest.fixture
def world():
    return worlds.build(AFTERNOON)


class TestReceipt:
    def test_opens_by_link_and_by_code_and_says_who_holds(self, world):
        _, way_back = worlds.asked(world)

        with acting_as(PUBLIC, at=world.at):
            by_link, by_code = queries.receipt(way_back.token), queries.receipt(way_back.code)

        assert by_link == by_code
        assert (by_link.holder, by_link.hub, by_link.read_at) == ("Priya", "30 Clarence Street", None)
        assert by_link.heard_by < by_link.talked_by

    def test_says_who_has_read_it(self, world):
        referral, way_back = worlds.asked(world)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.read_referral(
                lead, referral=Referral.objects.visible_to(lead).get(pk=referral.pk), unsafe=False, at=world.at
            )

        with acting_as(PUBLIC, at=world.at):
            receipt = queries.receipt(way_back.token)

        assert (receipt.reader, receipt.read_at) == ("Priya", world.at)

    @pytest.mark.parametrize("wrong", ["", "otter-lamp-fern-42", "x" * 43, "%' OR 1=1 --"])
    def test_opens_by_nothing_else(self, world, wrong):
        worlds.asked(world)

        with acting_as(PUBLIC, at=world.at):
            assert queries.receipt(wrong) is None

    def test_is_all_the_public_may_read(self, world):
        worlds.asked(world)

        with acting_as(PUBLIC, at=world.at):
            assert not Referral.objects.visible_to(PUBLIC).exists()
            assert not Referral.objects.exists()


class TestNewArrivals:
    def test_puts_whoever_nobody_has_read_and_waits_longest_first(self, world):
        read, _ = worlds.asked(world, known_as="Ash", at=world.at - timedelta(days=3))
        worlds.asked(world, known_as="Robin", at=world.at - timedelta(hours=1))
        worlds.asked(world, known_as="Keeley", at=world.at - timedelta(hours=2))
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.read_referral(
                lead, referral=Referral.objects.visible_to(lead).get(pk=read.pk), unsafe=False, at=world.at
            )
            arrivals = list(queries.new_arrivals(lead, since=world.at - timedelta(days=30)))
            unread = queries.unread(lead).count()

        assert [arrival.called for arrival in arrivals] == ["Keeley", "Robin", "Ash"]
        assert {arrival.holder_name for arrival in arrivals} == {"Priya"}
        assert unread == 2

    def test_keeps_whoever_was_never_read_however_long_ago(self, world):
        worlds.asked(world, at=world.at - timedelta(days=60))
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at):
            arrivals = list(queries.new_arrivals(lead, since=world.at - timedelta(days=30)))
            unread = queries.unread(lead).count()

        assert len(arrivals) == unread == 1

    def test_shows_nobody_to_a_partner_outside(self, world):
        worlds.asked(world)
        outsider = worker_actor(world.outsider)

        with acting_as(outsider, at=world.at):
            assert not queries.new_arrivals(outsider, since=world.at - timedelta(days=30)).exists()


class TestHubForNewPeople:
    def test_prefers_a_door_that_is_open_now(self, world):
        Hub.objects.filter(pk=world.hub.pk).update(opens=time(10), closes=time(18))
        always = HubFactory(name="The Acomb hub")

        assert queries.hub_for_new_people(AFTERNOON) == always
        assert queries.hub_for_new_people(NIGHT) == always

    def test_takes_one_that_is_shut_rather_than_none(self, world):
        Hub.objects.filter(pk=world.hub.pk).update(opens=time(10), closes=time(18))

        assert queries.hub_for_new_people(NIGHT) == world.hub

    def test_knows_hours_that_run_past_midnight(self, world):
        Hub.objects.filter(pk=world.hub.pk).update(opens=time(18), closes=time(4))
        HubFactory(name="A hub by day", opens=time(10), closes=time(18))

        assert queries.hub_for_new_people(NIGHT) == world.hub

    def test_is_none_while_every_hub_is_being_set_up(self, world):
        Hub.objects.update(status="being-set-up")

        assert queries.hub_for_new_people(AFTERNOON) is None
