"""Where somebody stands: supported, resting, back again. Whoever holds them goes on holding them through all of it."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.holding import permissions, rules
from hearth.holding.actions.holders import in_turn
from hearth.holding.codes import HoldingStatus
from hearth.holding.models import HolderChange, Holding
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind

TITLES = {
    HoldingStatus.SUPPORTED: "We go on together",
    HoldingStatus.RESTING: "Resting, with the door open",
    HoldingStatus.WELCOMING: "Welcome back",
}


@action
def support(actor: Actor, /, *, holding: Holding, because: str, at: datetime) -> Holding:
    """The welcome is over and support goes on, in the same hands. Raises NotPermitted or NotPossible."""
    return _stand(actor, holding, HoldingStatus.SUPPORTED, because, at)


@action
def rest(actor: Actor, /, *, holding: Holding, because: str, at: datetime) -> Holding:
    """Nothing is going on for now. The holder holds, and coming back needs no new referral.

    Raises NotPermitted, or NotPossible for somebody who rests already or is not held here.
    """
    return _stand(actor, holding, HoldingStatus.RESTING, because, at)


@action
def come_back(actor: Actor, /, *, holding: Holding, because: str, at: datetime) -> Holding:
    """Somebody who rested is here again, where they were before. Raises NotPermitted or NotPossible."""
    before = _before_resting(actor, holding)
    return _stand(actor, holding, before, because, at)


def _stand(actor: Actor, holding: Holding, to: HoldingStatus, because: str, at: datetime) -> Holding:
    permissions.check_change_standing(actor, holding=holding)
    holding = in_turn(actor, holding)
    rules.check_standing(holding.status, to)
    if not because.strip():
        raise NotPossible("Say why, in a few words. They read it.")
    holding.status = to
    holding.save(update_fields=["status"])
    record.write_entry(
        actor,
        person=Person(pk=holding.pk),
        kind=EntryKind.HANDOVER,
        title=TITLES[to],
        body=because.strip(),
        occurred_at=at,
        at=at,
        subject=("Holding", holding.pk),
    )
    audit.record(actor, f"holding.{to}", subject=holding, person_id=holding.pk, at=at)
    return holding


def _before_resting(actor: Actor, holding: Holding) -> HoldingStatus:
    changes = HolderChange.objects.visible_to(actor).filter(person_id=holding.pk)
    last = changes.exclude(status=HoldingStatus.RESTING).order_by("-id").first()
    return HoldingStatus.SUPPORTED if last and last.status == HoldingStatus.SUPPORTED else HoldingStatus.WELCOMING
