"""Somebody asks for somebody else and follows the link we sent them, in a test; and what was written to whom."""

from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.models import Referrer
from hearth.front_door.secrets import link_of
from hearth.messaging.models import Message


def messages(**wanted):
    return worlds.all_of(Message, **wanted)


def follow(world, referrer):
    with acting_as(PUBLIC, at=world.at):
        actions.follow_link(PUBLIC, secret=link_of(referrer.id), at=world.at)


def verified(world):
    worlds.spoken_for(world)
    (referrer,) = worlds.all_of(Referrer)
    follow(world, referrer)
    return referrer
