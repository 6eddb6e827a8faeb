"""The person's own picture."""

import re
from datetime import timedelta

import pytest
from tests import world as worlds
from tests.world import client_of, client_of_person, words

from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(world, keeley):
    return client_of_person(world, keeley)


def without_keys(page):
    """The whole page but the keys of its forms, which are new each time."""
    return re.sub(r'value="[\w-]{36,}"', "", page.content.decode())


class TestJourney:
    def test_draws_what_happened_above_the_words(self, world, keeley, own):
        worlds.written(world, keeley, "We sat by the river.")

        page = own.get("/me/journey")

        assert 'aria-labelledby="journey-title journey-desc"' in page.content.decode()
        assert "We sat by the river." in words(page)
        assert "you" in words(page)

    def test_is_the_same_as_if_what_is_held_back_were_not_there(self, world, keeley, own):
        worlds.written(world, keeley, "We sat by the river.")
        before = own.get("/me/journey?span=year")
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            record.write_entry(
                lead,
                person=keeley,
                kind=EntryKind.CRISIS,
                body="Her sister rang.",
                occurred_at=world.at,
                withheld_reason="third-party",
                withheld_until=world.at + timedelta(days=30),
                lane="Crisis team",
                at=world.at,
            )

        after = own.get("/me/journey?span=year")

        assert without_keys(after) == without_keys(before)

    def test_has_no_picture_where_nothing_happened(self, own):
        assert "journey-title" not in own.get("/me/journey").content.decode()

    def test_shows_the_picture_on_its_first_page_alone(self, world, keeley, own):
        worlds.written(world, keeley, "We sat by the river.")

        after = f"{world.at.replace(year=world.at.year + 1).isoformat()}~{'f' * 8}-ffff-ffff-ffff-{'f' * 12}"
        page = own.get("/me/journey", {"after": after})

        assert "We sat by the river." in words(page)
        assert "journey-title" not in page.content.decode()


class TestCopy:
    def test_is_the_persons_to_take(self, world, keeley, own):
        worlds.written(world, keeley, "We sat by the river.")

        answer = worlds.send(own, "/me/journey/copies", **{"as": "svg"})

        assert answer["Content-Disposition"] == 'attachment; filename="journey.svg"'
        assert "My journey" in answer.content.decode()
        assert len(worlds.all_of(AuditEvent, event="record.picture_taken_out")) == 1

    def test_is_not_found_for_a_kind_nobody_makes(self, own):
        assert worlds.send(own, "/me/journey/copies", **{"as": "exe"}).status_code == 404

    def test_is_nothing_for_a_worker(self, world, keeley):
        assert worlds.send(client_of(world.lead), "/me/journey/copies", **{"as": "svg"}).status_code == 404
