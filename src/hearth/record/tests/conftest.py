import pytest
from tests import world as worlds

from hearth.organisations.queries import worker_actor


@pytest.fixture
def lead(world):
    return worker_actor(world.lead)


@pytest.fixture
def student(world):
    """Somebody who learns at the hub's team, led by Priya."""
    return worker_actor(worlds.in_the_team(world, "Mina", "Holt", "student"))
