"""Taking the cards of a shift along, closed on a device or printed; calling them back; forgetting their keys."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Shift
from hearth.plans import offline, permissions, sealing
from hearth.plans.codes import AFTER_THE_SHIFT
from hearth.plans.models import PackedCard, ShiftKey, ShiftPack
from hearth.plans.queries import packs
from hearth.plans.queries.packs import CardOf
from hearth.plans.sealing import Sealed
from hearth.sharing import actions as sharing

NO_SHIFT = "Your shift is not running now, so nothing can go along. Cards are here whenever you are connected."
NO_CARDS = "Nobody here has a card yet, so there is nothing to take along."
FOR_A_SHIFT = "for a shift, in case there is no connection"


@action
def take_cards(actor: Actor, /, *, spki: str, at: datetime) -> tuple[ShiftPack, Sealed]:
    """Close the cards of everybody at the hub for one device, until the actor's shift is over.

    Everybody whose card it is reads that it went along. `spki` is the device's public key in base64. Raises
    NotPermitted, or NotPossible outside a shift, without cards, or without a key.
    """
    membership_id = permissions.check_take_cards(actor)
    shift, device = _shift(actor, at), sealing.device_key(spki)
    cards = _cards(actor, shift)
    key = _key(shift, at)
    pack = _pack(shift, membership_id, cards, at, key=key)
    _take(actor, pack, cards, "card on a device", at)
    content = {"hub": shift.hub.name, "phone": shift.hub.phone, "cards": [offline.told(one) for one in cards]}
    return pack, sealing.seal(content, secret=bytes(key.secret or b""), pack_id=pack.pk, device=device)


@action
def take_paper(actor: Actor, /, *, at: datetime) -> tuple[ShiftPack, list[CardOf]]:
    """Print the cards of everybody at the hub for a shift. Everybody whose card it is reads that.

    Raises NotPermitted, or NotPossible outside a shift or without cards.
    """
    membership_id = permissions.check_take_cards(actor)
    shift = _shift(actor, at)
    cards = _cards(actor, shift)
    pack = _pack(shift, membership_id, cards, at, on_paper=True)
    _take(actor, pack, cards, "card on paper", at)
    return pack, cards


@action
def hear_from(actor: Actor, /, *, pack: ShiftPack, at: datetime) -> bool:
    """A device that carries a pack has a connection again: may it keep it? Whatever it must not keep, it wipes now."""
    keeps = pack.called_back_at is None and pack.wiped_at is None and pack.expires_at > at
    pack.heard_at = at
    pack.wiped_at = pack.wiped_at if keeps or pack.wiped_at else at
    pack.save(update_fields=["heard_at", "wiped_at"])
    audit.record(actor, "plans.pack_heard_from", subject=pack, at=at, detail={"keeps": keeps})
    return keeps


@action
def call_back(actor: Actor, /, *, pack: ShiftPack, at: datetime) -> ShiftPack:
    """The pack is gone from its device the next time it is connected. Raises NotPermitted, or NotPossible twice."""
    membership_id = permissions.check_call_back(actor, pack=pack)
    if pack.called_back_at is not None:
        raise NotPossible("It was called back already.")
    pack.called_back_at, pack.called_back_by_id = at, membership_id
    pack.save(update_fields=["called_back_at", "called_back_by"])
    audit.record(actor, "plans.pack_called_back", subject=pack, at=at)
    return pack


@action
def forget_keys(actor: Actor, /, *, at: datetime) -> int:
    """When a shift is over, what its keys were made of is forgotten. Returns how many.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    over = ShiftKey.objects.filter(forgotten_at=None, shift__ends_at__lte=at - AFTER_THE_SHIFT)
    forgotten = over.update(secret=None, forgotten_at=at)
    audit.record(
        actor, "plans.keys_forgotten", subject=audit.Whole("shift keys"), at=at, detail={"forgotten": forgotten}
    )
    return forgotten


def _shift(actor: Actor, at: datetime) -> Shift:
    shift = packs.shift_now(actor, at=at)
    if shift is None:
        raise NotPossible(NO_SHIFT)
    return shift


def _cards(actor: Actor, shift: Shift) -> list[CardOf]:
    cards = packs.cards_of_hub(actor, hub=shift.hub)
    if not cards:
        raise NotPossible(NO_CARDS)
    return cards


def _key(shift: Shift, at: datetime) -> ShiftKey:
    # Two who begin the same shift at once must have the same secret.
    key, _ = ShiftKey.objects.get_or_create(shift=shift, defaults={"secret": sealing.fresh_secret(), "made_at": at})
    return key


def _pack(shift: Shift, membership_id: UUID, cards: Sequence[CardOf], at: datetime, **more: Any) -> ShiftPack:
    pack = ShiftPack(
        id=new_id(),
        hub=shift.hub,
        membership_id=membership_id,
        cards=len(cards),
        made_at=at,
        expires_at=shift.ends_at + AFTER_THE_SHIFT,
        **more,
    )
    pack.save(force_insert=True)
    return pack


def _take(actor: Actor, pack: ShiftPack, cards: Sequence[CardOf], what: str, at: datetime) -> None:
    PackedCard.objects.bulk_create(
        [PackedCard(pack=pack, person=one.person, version_id=one.thread.stands.pk) for one in cards]
    )
    sharing.take_along(actor, people=[one.person for one in cards], what=what, reason=FOR_A_SHIFT, at=at)
    audit.record(
        actor, "plans.pack_taken", subject=pack, at=at, detail={"cards": len(cards), "on_paper": pack.on_paper}
    )
