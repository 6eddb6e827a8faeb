"""What whoever sends hears: at once, and whenever they ask again."""

from typing import Any

from django.urls import reverse

from hearth.exchange.machine_queries import State
from hearth.front_door import queries as front_door
from hearth.front_door.models import Referral
from hearth.front_door.secrets import WayBack
from hearth.messaging.links import absolute


def received(referral: Referral, way_back: WayBack) -> dict[str, Any]:
    """Who holds it, by when they hear, where to read on. Whether we knew them already is nobody's to learn here."""
    receipt = front_door.receipt(way_back.token)
    if receipt is None:
        raise LookupError("a referral without a receipt")
    return {
        "id": str(referral.pk),
        "received_at": receipt.received_at.isoformat(),
        "held_by": {"name": receipt.holder, "hub": receipt.hub, "phone": receipt.phone},
        "promises": [
            {"what": "They hear from us", "by": receipt.heard_by.isoformat()},
            {"what": "A first real talk, if they want one", "by": receipt.talked_by.isoformat()},
        ],
        "status_url": absolute(reverse("front_door:receipt", kwargs={"token": way_back.token})),
        "url": absolute(reverse("exchange:referral", kwargs={"referral_id": referral.pk})),
    }


def state(referral_id: object, found: State) -> dict[str, Any]:
    """The referrer's own page, for their machine: who holds it, and every line they were told."""
    return {
        "id": str(referral_id),
        "received_at": found.received_at.isoformat(),
        "held_by": {"name": found.holder, "hub": found.hub, "phone": found.phone},
        "news": [{"kind": one.kind, "words": one.words, "told_at": one.told_at.isoformat()} for one in found.news],
    }
