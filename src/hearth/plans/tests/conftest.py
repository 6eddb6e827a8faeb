"""Whoever leads the shift at the desk, and Robin on their own page."""

import pytest
from tests import world as worlds


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


@pytest.fixture
def own(world, robin):
    return worlds.client_of_person(world, robin)
