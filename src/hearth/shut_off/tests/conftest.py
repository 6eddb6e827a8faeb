"""Keeley, and Ash who was let in."""

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.models import Relation
from hearth.shut_off.tests.closing import close_to


@pytest.fixture
def ash(world, keeley):
    """Somebody who was let in, and sees everything."""
    found = close_to(world, keeley, "Ash")
    worlds.let_in(world, keeley, found)
    return found


@pytest.fixture
def bo(world, keeley):
    """Somebody who never was."""
    return close_to(world, keeley, "Bob")


@pytest.fixture
def relation(world, keeley, ash):
    with acting_as(SYSTEM, at=world.at):
        return Relation.objects.get(person=keeley, related_person=ash)
