"""Looks at somebody's record that have happened, in a test."""

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.sharing.models import Look


def has_looked(world, person, membership, *moments, what="journey"):
    """A worker has looked at each of these moments."""
    actor = worker_actor(membership)
    told = {
        "membership_id": actor.membership_id,
        "name": actor.name,
        "role_words": actor.role_words,
        "organisation_name": actor.organisation_name,
        "reason": "to be alongside",
    }
    with acting_as(SYSTEM, at=world.at):
        Look.objects.bulk_create([Look(person=person, at=at, what=what, **told) for at in moments])
