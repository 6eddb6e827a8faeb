"""What a worker's day begins with."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds
from tests.world import client_of, words

from hearth.core import checks, clocks
from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as

pytestmark = pytest.mark.django_db
ALONE = "May not be safe, and nobody is alongside"


def mark(world, kind):
    at = world.at + timedelta(minutes=1)
    with acting_as(SYSTEM, at=at):
        for clock in Clock.objects.all():
            clocks.add_event(clock, kind=kind, occurred_at=at, at=at, reason="They said so.")


def panel(membership):
    page = words(client_of(membership).get("/desk"))
    return page.split(ALONE)[-1].split("</section>")[0] if ALONE in page else ""


class TestUnsafeAndAlone:
    def test_stands_on_top_for_everyone_at_the_hub(self, world):
        referral, _ = worlds.asked(world, feels_unsafe=True)

        for membership in (world.lead, world.peer, world.manager):
            shown = panel(membership)
            assert f"/people/{referral.person_id}" in shown
            assert "held by Priya" in shown

    def test_is_nobody_who_feels_safe(self, world):
        worlds.asked(world)

        assert panel(world.lead) == ""

    def test_ends_once_somebody_is_alongside(self, world):
        worlds.asked(world, feels_unsafe=True)

        mark(world, "stop")

        assert panel(world.lead) == ""

    def test_waits_for_nobody(self, world):
        worlds.asked(world, feels_unsafe=True)

        mark(world, "pause")

        assert panel(world.lead) != ""

    def test_is_seen_by_nobody_elsewhere(self, world):
        worlds.asked(world, feels_unsafe=True)

        assert panel(world.outsider) == ""


class TestSoonestDue:
    def test_leaves_out_what_waits_because_they_chose_to(self, world):
        referral, _ = worlds.asked(world)
        client, page = client_of(world.lead), f"/people/{referral.person_id}"
        promised = "Nothing is promised by you just now"
        assert promised not in words(client.get("/desk"))

        mark(world, "pause")

        assert promised in words(client.get("/desk"))
        assert client.get(page).status_code == 200

        mark(world, "resume")

        assert promised not in words(client.get("/desk"))


class TestAClock:
    def test_that_was_kept_waits_for_nobody_any_more(self, world):
        worlds.asked(world)
        mark(world, "stop")

        with (
            acting_as(SYSTEM, at=world.at),
            pytest.raises(IntegrityError, match="clock_kept_waits_no_more"),
            transaction.atomic(),
        ):
            Clock.objects.update(paused_at=world.at)

    def test_says_what_its_events_say(self, world):
        worlds.asked(world)
        mark(world, "pause")

        with acting_as(SYSTEM, at=world.at):
            assert checks.clocks_astray() == []
            Clock.objects.update(paused_at=None)
            assert len(checks.clocks_astray()) == Clock.objects.count()
