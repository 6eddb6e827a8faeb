"""Every card of a shift on paper, for a night without a connection: one card after the other, none cut in half."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hearth.core import paper
from hearth.core.clocks import LONDON
from hearth.plans import offline
from hearth.plans.queries.packs import CardOf

TEMPLATE = Path(__file__).parent / "sheaf.typ"


def pdf(cards: Sequence[CardOf], *, hub: str, who: str, until: datetime, at: datetime) -> bytes:
    """The sheaf. Its foot says who carries it and until when it counts."""
    local = until.astimezone(LONDON)
    foot = f"{who}, {hub}. For the shift until {offline.day(until)}, {local:%H:%M}. Then shred it."
    return paper.pdf(TEMPLATE, {"cards": [offline.told(one) for one in cards], "foot": foot}, at=at)
