import pytest
from tests import world as worlds

from hearth.messaging.tests import post


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def person(world):
    return worlds.known(world)


@pytest.fixture
def queue(world, person):
    """Queue a message about the person, as Hearth itself unless another actor is named."""
    return lambda **more: post.queue(**{"about": person.pk, "at": world.at, **more})
