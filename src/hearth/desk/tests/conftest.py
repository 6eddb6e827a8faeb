import pytest
from tests import world as worlds
from tests.world import send


@pytest.fixture
def person(world):
    return worlds.known(world)


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


@pytest.fixture
def outsider(world):
    return worlds.client_of(world.outsider)


@pytest.fixture
def change(lead, keeley):
    """Change one part of who Keeley is."""
    return lambda part, **typed: send(lead, f"/people/{keeley.id}/identity/{part}", **typed)
