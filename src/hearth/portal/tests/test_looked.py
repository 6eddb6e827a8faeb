"""The person reads who looked, what stands out in it, and who opened their record in an emergency."""

import re
from datetime import timedelta

import pytest
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.portal.tests.looks import has_looked
from hearth.sharing import actions as sharing
from hearth.sharing.codes import OverrideReason

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world, keeley):
    return client_of_person(world, keeley)


def opened_in_an_emergency(world, person, why="They rang from the bridge."):
    nell = worker_actor(worlds.worker("Nell", "Frost", "clinician", world.surgery))
    with acting_as(nell, at=world.at):
        return sharing.break_glass(nell, person_id=person.id, reason=OverrideReason.LIFE, why=why, at=world.at)


def guardian(world):
    return worlds.worker("Anneliese", "Brandt", "guardian", world.trust)


class TestOpenedInAnEmergency:
    def test_is_told_with_who_why_and_when(self, world, keeley, client):
        opened_in_an_emergency(world, keeley)

        for path in ("/me", "/me/looked"):
            page = words(client.get(path))
            assert "Your record was opened in an emergency" in page
            assert "Nell Frost" in page
            assert "clinician, Foss Surgery" in page
            assert "They rang from the bridge." in page
            assert "looks at this by" in page

    def test_says_what_the_guardian_found(self, world, keeley, client):
        override = opened_in_an_emergency(world, keeley)
        send(client_of(guardian(world)), f"/overrides/{override.id}/review", outcome="It was right. Nell rang back.")

        assert "It was right. Nell rang back." in words(client.get("/me"))

    def test_leaves_no_trace_where_telling_is_not_safe(self, world, keeley, client):
        override = opened_in_an_emergency(world, keeley)
        send(client_of(guardian(world)), f"/overrides/{override.id}/review", because="He reads her phone.")

        for path in ("/me", "/me/looked"):
            page = words(client.get(path))
            assert "emergency" not in page
            assert "Nell" not in page


class TestLooked:
    def test_says_what_stands_out_and_that_there_may_be_a_good_reason(self, world, keeley, client):
        has_looked(world, keeley, world.peer, *(world.at - timedelta(days=number) for number in range(1, 5)))

        page = words(client.get("/me/looked"))

        assert "What stands out" in page
        assert "There may be a good reason" in page
        assert "Looked on 4 days, and wrote nothing down in all that time." in page

    def test_says_nothing_where_nothing_does(self, world, keeley, client):
        assert "What stands out" not in words(client.get("/me/looked"))

    def test_goes_back_to_the_first_look_in_whole_days(self, world, keeley, client):
        moments = [world.at - timedelta(hours=6 * number) for number in range(1, 201)]
        has_looked(world, keeley, world.peer, *moments)

        pages, address = [], "/me/looked"
        while address:
            pages.append(words(client.get(address)))
            earlier = re.search(r'href="(\?until=[0-9-]+)">Earlier', pages[-1])
            address = f"/me/looked{earlier[1]}" if earlier else ""

        shown = [day for page in pages for day in re.findall(r'aria-label="Who looked on ([^"]+)"', page)]
        assert len(pages) == 2
        assert len(shown) == len(set(shown)) == len({day_of(at) for at in moments})
        assert "What stands out" in pages[0]
        assert "What stands out" not in pages[1]

    @pytest.mark.parametrize("until", ["", "yesterday", "9999-12-31", "2026-02-30", "0001-01-01"])
    def test_begins_with_the_newest_for_a_day_that_is_none(self, world, keeley, client, until):
        answer = client.get("/me/looked", {"until": until})

        assert answer.status_code == 200
        assert "Everyone who opened your record" in words(answer)
