"""Every card of a shift on paper, for a night without a connection: one card after the other, none cut in half."""

from collections.abc import Sequence
from datetime import datetime

from hearth.core.clocks import LONDON
from hearth.plans import offline
from hearth.plans.paper import typeset
from hearth.plans.queries.packs import CardOf


def pdf(cards: Sequence[CardOf], *, hub: str, who: str, until: datetime, at: datetime) -> bytes:
    """The sheaf. Its foot says who carries it and until when it counts."""
    local = until.astimezone(LONDON)
    foot = f"{who}, {hub}. For the shift until {offline.day(until)}, {local:%H:%M}. Then shred it."
    return typeset.pdf("sheaf.typ", {"cards": [offline.told(one) for one in cards], "foot": foot}, at=at)
