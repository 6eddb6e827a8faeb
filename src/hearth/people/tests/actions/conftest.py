import pytest

from hearth.core.actor import SYSTEM
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor


@pytest.fixture
def priya(world):
    """The shift lead, who holds Keeley and may know everything."""
    return worker_actor(world.lead)


@pytest.fixture
def do(world, priya):
    """Run an action as Priya, or as the actor given, in a scope of its own."""

    def run(action, actor=None, **told):
        with acting_as(actor or priya, at=world.at):
            return action(actor or priya, at=world.at, **told)

    return run


@pytest.fixture
def rows(world):
    """Everything there is of a model, whoever may see it."""

    def every(model, **wanted):
        with acting_as(SYSTEM, at=world.at):
            return list(model.objects.filter(**wanted))

    return every


@pytest.fixture
def trace(rows):
    """The audit lines of an event."""
    return lambda event: rows(AuditEvent, event=event)
