"""Whoever fills in a measure, and whoever keeps the words of it."""

import pytest
from tests import world as worlds


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


@pytest.fixture
def peer(world):
    return worlds.client_of(world.peer)


@pytest.fixture
def manager(world):
    return worlds.client_of(world.manager)
