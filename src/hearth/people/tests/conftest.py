"""Somebody to be found."""

import pytest
from tests import world as worlds

from hearth.people.tests.robert import ROBERT


@pytest.fixture
def robert(world):
    return worlds.known(world, **ROBERT)
