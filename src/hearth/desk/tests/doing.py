"""What Hearth itself does before a page is opened."""

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as


def done(world, action, **told):
    with acting_as(SYSTEM, at=world.at):
        return action(SYSTEM, at=world.at, **told)
