"""People close to somebody, and shutting everyone out, for tests."""

from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.models import Relation
from hearth.shut_off import actions
from hearth.shut_off.rules import Besides


def close_to(world, person, name):
    """Somebody with a page of their own, whom the person calls their partner."""
    found = worlds.known(world, known_as=name, given=name, family="Lowe", nhs_number=None)
    with acting_as(SYSTEM, at=world.at):
        Relation.objects.create(
            person=person, name=name, relation="partner", related_person=found, emergency=name == "Ash"
        )
    return found


def shut_out(world, person, *, by=SYSTEM, at=None, keep_session="", **besides):
    """Everyone is shut out, by the person, a worker or the system."""
    with acting_as(by, at=at or world.at):
        return actions.shut_out(
            by, person=person, besides=Besides(**besides), at=at or world.at, keep_session=keep_session
        )
