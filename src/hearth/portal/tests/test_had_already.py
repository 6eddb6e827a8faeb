"""Before somebody is let in or kept out, the person reads what they have had already (DOMAIN 6)."""

from datetime import timedelta

import pytest
from tests.world import client_of_person, words

from hearth.portal.tests.looks import has_looked

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(world, keeley):
    return client_of_person(world, keeley)


def choice(client, whom):
    return words(client.get("/me/circle/choice", {"whom": whom}))


def test_is_how_often_and_at_what_an_organisation_looked(world, keeley, mine):
    has_looked(world, keeley, world.peer, world.at - timedelta(days=3))
    has_looked(world, keeley, world.peer, world.at - timedelta(days=2), what="plan")

    page = choice(mine, f"organisation:{world.peer.organisation_id}")

    assert "What they have had already" in page
    assert "your journey and your plan: 2 times" in page


def test_is_of_one_worker_alone(world, keeley, mine):
    has_looked(world, keeley, world.peer, world.at - timedelta(days=3))

    assert "your journey: once" in choice(mine, f"worker:{world.peer.pk}")
    assert "What they have had already" not in choice(mine, f"worker:{world.lead.pk}")


def test_is_not_there_where_they_had_nothing(world, keeley, mine):
    assert "What they have had already" not in choice(mine, f"organisation:{world.council.pk}")
