"""Somebody close, and whoever leads the shift."""

import pytest

from hearth.carers.tests.factories import close_to
from hearth.organisations.queries import worker_actor


@pytest.fixture
def amina(world, keeley):
    return close_to(world, keeley)


@pytest.fixture
def lead(world):
    return worker_actor(world.lead)
