"""A hub, two people whom its team knows, and whoever acts in these tests."""

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor


@pytest.fixture
def evan(world):
    return worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None, holder=world.manager)


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


@pytest.fixture
def guardian(world):
    return worlds.worker("Gail", "Hart", "guardian", world.trust)


@pytest.fixture
def act(world):
    """Do one action as this worker, or as this actor."""

    def do(who, action, /, **told):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=world.at):
            return action(actor, at=world.at, **told)

    return do


@pytest.fixture
def ask(world):
    """What a query answers this worker, or this actor."""

    def answer(who, query, /, **asked):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=world.at):
            return query(actor, **asked)

    return answer
