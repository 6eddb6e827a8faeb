"""One card for a wallet: 85 by 54 millimetres folded, printed as two halves side by side with a line to fold on."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from hearth.core import paper
from hearth.plans.offline import HEADINGS

TEMPLATE = Path(__file__).parent / "wallet.typ"
# The largest letters with which a card stays on its two halves. Source: a card of the size of a bank card.
SIZES = (10.0, 9.2, 8.4, 7.6, 7.0, 6.4, 5.8, 5.2)


def pdf(known_as: str, card: Any, whose: str, *, at: datetime) -> bytes:
    """The card as large as it fits, on one sheet of A4 with marks to cut along."""
    from pypdf import PdfReader  # 36 MB of every web process, if it were read at start

    told = {
        "name": known_as,
        "whose": whose,
        "do_first": card.do_first,
        "calls": card.calls,
        "not_to_ring": card.not_to_ring,
        "said": [[heading, getattr(card, name)] for name, heading in HEADINGS if getattr(card, name)],
    }
    made = b""
    for size in SIZES:
        made = paper.pdf(TEMPLATE, {**told, "size": size}, at=at)
        if len(PdfReader(BytesIO(made)).pages) == 1:
            return made
    return made
