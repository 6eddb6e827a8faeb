"""What somebody opened for a while closes again: whoever holds them hears of it before, not after (DOMAIN 4.6)."""

from datetime import date, datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.holding import permissions
from hearth.holding.codes import OPEN
from hearth.holding.models import Holding
from hearth.messaging import actions as messaging
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, worker
from hearth.sharing import queries as sharing


@action
def tell_of_endings(actor: Actor, /, *, at: datetime) -> int:
    """Whoever holds somebody hears once of each day on which something of their circle closes, some days before.

    Returns how many are told or were. Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    ends = [(one.person_id, one.until_at) for one in sharing.ending_choices(actor) if one.until_at]
    held = Holding.objects.visible_to(actor).filter(person__in={person_id for person_id, _ in ends}, status__in=OPEN)
    holder_of = dict(held.values_list("person_id", "holder_id"))
    told = {(holder_of[one], day_of(until_at)): until_at for one, until_at in ends if one in holder_of}
    for (holder_id, day), until_at in told.items():
        _tell(actor, holder_id, day, until_at, at)
    audit.record(actor, "holding.told_of_endings", subject=audit.Whole("everybody"), at=at, detail={"told": len(told)})
    return len(told)


def _tell(actor: Actor, holder_id: UUID, day: date, until_at: datetime, at: datetime) -> None:
    """Without a name: whom it is about is read where it is locked."""
    words = (
        f"Somebody you hold let others see something for a while, and it ends on {day:%A} {day.day} {day:%B}. "
        "Ask them before then whether it goes on. After that day it is closed, and nothing else changes."
        f"\n\nIt stands on your page of today:\n\n{absolute('/desk')}"
    )
    messaging.queue_message(
        actor,
        to=worker(holder_id),
        about=None,
        wording=Wording("Something ends soon", words),
        key=f"circle-endings:{holder_id}:{day}",
        subject=("Membership", holder_id),
        good_until_at=until_at,
        at=at,
    )
