"""What only hands can bring to people: letters, and words said in person."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.scope import current_scope
from hearth.messaging import queries as messaging
from hearth.messaging.models import Message
from hearth.organisations.models import Hub, Seat


@dataclass(frozen=True, slots=True)
class PassingOn:
    """What hands must do at one hub: letters to print and post, and words to say, with who holds whom they are for."""

    hub: Hub | None
    letters: list[Message]
    to_tell: list[Message]


def to_pass_on(actor: Actor) -> PassingOn:
    """Letters and words for the people of the worker's hub; for a worker of no hub, for everyone they see."""
    hub = hub_of(actor)
    here = Q(person__holding__hub=hub) if hub else Q()
    holder = F("person__holding__holder__worker__given_name")
    return PassingOn(
        hub=hub,
        letters=list(messaging.letters(actor).filter(here)),
        to_tell=list(messaging.to_be_told(actor).filter(here).annotate(holder_name=holder)),
    )


def mine_to_tell(actor: Actor) -> QuerySet[Message]:
    """What the people this worker holds should know and could not be written, the longest waiting first."""
    mine = messaging.to_be_told(actor).filter(person__holding__holder=actor.membership_id)
    return mine.annotate(known_as=F("person__known_as"))


def hub_of(actor: Actor) -> Hub | None:
    """The hub this worker acts for; None for a worker of no hub."""
    return Hub.objects.filter(pk=actor.hub_id).first() if actor.hub_id else None


def has_a_seat_at(hub: Hub) -> bool:
    """Whether whoever acts is of the hub's own team, and so sees whoever is taken in there before they have chosen."""
    own = Seat.objects.filter(team__hub=hub, organisation=F("team__organisation"))
    return own.filter(id__in=current_scope().viewers).exists()
