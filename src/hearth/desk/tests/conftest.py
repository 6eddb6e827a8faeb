import pytest
from tests import world as worlds


@pytest.fixture
def person(world):
    return worlds.known(world)


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


@pytest.fixture
def outsider(world):
    return worlds.client_of(world.outsider)
