"""Keeley and those alongside her, somebody close, and doing things as any of them."""

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.messaging.threads import actions
from hearth.messaging.threads.rules import Beyond
from hearth.organisations.queries import worker_actor


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


@pytest.fixture
def jess(world):
    return worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)


@pytest.fixture
def close(world, keeley, jess):
    """Jess, her sister, whom she lets see everything but what she keeps private."""
    from hearth.people.models import Relation

    with acting_as(worlds.SYSTEM, at=world.at):
        Relation.objects.bulk_create([Relation(person=keeley, name="Jess", relation="sister", related_person=jess)])
    worlds.let_in(world, keeley, jess)
    return worlds.themselves(world, jess)


@pytest.fixture
def act(world):
    """Do one action as this worker, or as this actor, now or later."""

    def do(who, action, /, at=None, **told):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=at or world.at):
            return action(actor, at=at or world.at, **told)

    return do


@pytest.fixture
def ask(world):
    """What a query answers this worker, or this actor, now or later."""

    def answer(who, query, /, moment=None, **asked):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=moment or world.at):
            return query(actor, **asked)

    return answer


@pytest.fixture
def beyond(world):
    return Beyond(world.hub.name, world.hub.phone, world.lead.pk)


@pytest.fixture
def thread(act, herself, keeley, beyond):
    """What Keeley wrote at night."""
    return act(herself, actions.begin_thread, person=keeley, about="The flat", words="A letter came.", beyond=beyond)
