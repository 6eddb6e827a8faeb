"""A shift changes hands: whoever comes says yes to each person by name; until then whoever goes holds them."""

from collections.abc import Iterable
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.holding import permissions
from hearth.holding import shift_queries as queries
from hearth.holding.actions import hands
from hearth.holding.actions.holder_news import SHIFT, tell_each_later
from hearth.holding.actions.holders import check_is_here, in_turn, pass_to
from hearth.holding.models import Holding, ShiftChange, ShiftYes
from hearth.messaging import actions as messaging
from hearth.messaging.rules import Wording, worker
from hearth.organisations.models import Hub, Membership


@action
def offer_shift(actor: Actor, /, *, hub: Hub, taker: Membership, at: datetime) -> ShiftChange:
    """I go, and this colleague is asked to hold whom I hold here. Nobody changes hands before their yes to each.

    Raises NotPermitted, or NotPossible if I hold nobody here, asked somebody already, or they are away.
    """
    giver = permissions.check_offer_shift(actor, hub=hub)
    if taker.pk == giver:
        raise NotPossible("Name a colleague who comes after you.")
    if hands.stand_in(taker) != taker:
        raise NotPossible(f"{taker.worker.name} is away. Name somebody who is here.")
    if queries.changes_at(hub).filter(giver=giver).exists():
        raise NotPossible("You have asked somebody already. Call that off first.")
    if not queries.held_here(actor, hub=hub):
        raise NotPossible("You hold nobody here, so there is nothing to hand over.")
    change = ShiftChange(hub=hub, giver_id=giver, taker=taker, offered_at=at)
    change.save(force_insert=True)
    wording = Wording("A shift for you", f"{actor.name} goes, and asks you to say yes to each person they hold.")
    key, subject = f"shift-change/{change.pk}", ("ShiftChange", change.pk)
    messaging.queue_message(actor, to=worker(taker.pk), about=None, wording=wording, key=key, subject=subject, at=at)
    audit.record(actor, "holding.shift_offered", subject=change, at=at)
    return change


@action
def say_yes_to(actor: Actor, /, *, change: ShiftChange, people: Iterable[Holding], at: datetime) -> int:
    """I hold each of these from this second, and each is told. Whoever is left out stays with whoever goes.

    Returns how many. Raises NotPermitted for anyone who was not asked, or NotPossible for nobody, for somebody whom
    another holds meanwhile, or once it is over: then nobody moves.
    """
    permissions.check_take_shift(actor, change=change)
    _check_running(change)
    wanted = list(people)
    if not wanted:
        raise NotPossible("Choose at least one person to say yes to.")
    turns = [in_turn(actor, one) for one in wanted]
    if any(held.holder_id != change.giver_id or held.hub_id != change.hub_id for held in turns):
        raise NotPossible("Somebody else holds one of them meanwhile. Look at the list again.")
    check_is_here(change.taker)
    for held in turns:
        ShiftYes(person=held, change=change, by_id=change.taker_id, at=at).save(force_insert=True)
        pass_to(actor, held, change.taker, at)
    tell_each_later([one.pk for one in wanted], news=SHIFT, old=change.giver, new=change.taker, at=at)
    if not queries.still_held(actor, change=change).exists():
        _end(change, at)
    audit.record(actor, "holding.shift_taken", subject=change, at=at, detail={"people": len(wanted)})
    return len(wanted)


@action
def call_off_shift(actor: Actor, /, *, change: ShiftChange, at: datetime) -> ShiftChange:
    """It ends here: whoever was not said yes to stays with whoever holds them. Raises NotPermitted or NotPossible."""
    permissions.check_call_off_shift(actor, change=change)
    _check_running(change)
    _end(change, at)
    audit.record(actor, "holding.shift_called_off", subject=change, at=at)
    return change


@action
def tell_of_unfinished_shifts(actor: Actor, /, *, at: datetime) -> int:
    """Hub managers hear of a shift in which somebody waits for a yes. Once each. Returns how many shifts.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    told = 0
    for change in queries.unfinished(at=at):
        waiting = queries.still_held(actor, change=change).count()
        if waiting:
            _tell_managers(actor, change, waiting, at)
            told += 1
        else:
            _end(change, at)
    audit.record(actor, "holding.shifts_looked_at", subject=audit.Whole("every shift"), at=at, detail={"told": told})
    return told


def _tell_managers(actor: Actor, change: ShiftChange, waiting: int, at: datetime) -> None:
    wording = Wording(
        f"A shift at {change.hub.name} is not handed over",
        f"{change.giver.worker.name} goes and {change.taker.worker.name} comes. "
        f"People whom nobody has said yes to yet: {waiting}. {change.giver.worker.name} holds them until then.",
    )
    for manager in Membership.objects.filter(hub=change.hub_id, role="hub-manager", is_active=True):
        key, subject = f"shift-change/{change.pk}/{manager.pk}", ("ShiftChange", change.pk)
        to = worker(manager.pk)
        messaging.queue_message(actor, to=to, about=None, wording=wording, key=key, subject=subject, at=at)


def _check_running(change: ShiftChange) -> None:
    if not ShiftChange.objects.select_for_update().filter(pk=change.pk, ended_at=None).exists():
        raise NotPossible("This is over: everyone has been said yes to, or it was called off.")


def _end(change: ShiftChange, at: datetime) -> None:
    change.ended_at = at
    change.save(update_fields=["ended_at"])
