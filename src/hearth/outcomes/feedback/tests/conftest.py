"""Keeley, who has a sign-in of her own, whoever answers for what people say, and doing things as them."""

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes.feedback import actions
from hearth.outcomes.feedback.codes import Kind
from hearth.outcomes.feedback.rules import Told


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


@pytest.fixture
def guardian(world):
    return worlds.worker("Gail", "Hart", "guardian", world.trust)


@pytest.fixture
def act(world):
    """Do one action as this worker, or as this actor, so many days later."""

    def do(who, action, /, at=None, **told):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=at or world.at):
            return action(actor, at=at or world.at, **told)

    return do


@pytest.fixture
def ask(world):
    """What a query answers this worker, or this actor."""

    def answer(who, query, /, **asked):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=world.at):
            return query(actor, **asked)

    return answer


@pytest.fixture
def complaint(world, act, herself):
    told = Told(Kind.COMPLAINT, "Nobody rang me back.", hub_id=world.hub.pk, may_be_told=True)
    return act(herself, actions.say, told=told)[0]


@pytest.fixture
def nameless(world, act):
    """A complaint by nobody we know, and the secret it is read with."""
    told = Told(Kind.COMPLAINT, "The door was locked at nine.", hub_id=world.hub.pk)
    return act(PUBLIC, actions.say, told=told)
