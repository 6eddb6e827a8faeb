"""People close to somebody, so that every page about them has something to show."""

from typing import Any

from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.details import RelationDetails
from hearth.people.models import Person
from hearth.sharing import actions as sharing
from tests import world as worlds


def of_carers(world: worlds.World, person: Person) -> dict[str, Any]:
    """Somebody is invited and has not come yet."""
    lead, at = worker_actor(world.lead), world.at
    with acting_as(lead, at=at):
        aunt = people.add_relation(lead, person=person, relation=RelationDetails("Bea", "aunt"), at=at)
        invited = sharing.invite_supporter(lead, relation=aunt, level=Level.NOTHING, explained_how="Over tea", at=at)
    return {"offer_id": invited.invitation.pk, "offer": invited.link}
