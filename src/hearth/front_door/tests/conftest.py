"""Whoever leads the shift, at a browser."""

import pytest
from tests import world as worlds


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)
