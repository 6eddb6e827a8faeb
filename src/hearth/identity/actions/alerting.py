"""Whoever opens a record that is kept close and does not hold the person is named to the guardians (DOMAIN 6)."""

from datetime import datetime

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.correcting.move_queries import guardians
from hearth.holding.models import Holding
from hearth.messaging import actions as messaging
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, worker
from hearth.people.codes import PersonStatus
from hearth.people.identity_models import Restriction
from hearth.people.models import Person


def tell_of_look(actor: Actor, person: Person, at: datetime) -> None:
    """Guardians hear that a closed record was opened, once a day for each who opens it; who it is they read here alone.

    Part of opening it: nothing for a record that is not kept close, nor for whoever holds the person.
    """
    if person.status != PersonStatus.RESTRICTED or actor.membership_id is None:
        return
    if Holding.objects.visible_to(actor).filter(person=person, holder_id=actor.membership_id).exists():
        return
    live = Restriction.objects.visible_to(actor).filter(person=person, ended_at=None).first()
    if live is None:
        return
    where = absolute("/restrictions")
    wording = Wording("A closed record was opened", f"Please look at who opened it, and why:\n\n{where}")
    for guardian in guardians({actor.organisation_id}):
        key = f"kept-close:{live.pk}:{actor.membership_id}:{day_of(at)}:{guardian}"
        subject = ("Restriction", live.pk)
        messaging.queue_message(
            actor, to=worker(guardian), about=None, wording=wording, key=key, subject=subject, at=at
        )
