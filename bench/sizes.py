"""How big the invented city is. `city` is the size the budget is written for.

`town` is a tenth of it, to see what tenfold growth slows down; `small` a hundredth.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of what lives in the city. `slices` is in how many steps the entries are written."""

    name: str
    people: int
    open: int
    entries: int
    partners: int
    workers: int
    hubs: int
    slices: int


SIZES = {
    size.name: size
    for size in (
        Size("city", people=250_000, open=40_000, entries=6_000_000, partners=60, workers=1_500, hubs=40, slices=24),
        Size("town", people=25_000, open=4_000, entries=600_000, partners=60, workers=150, hubs=4, slices=4),
        Size("small", people=2_500, open=400, entries=60_000, partners=6, workers=30, hubs=2, slices=2),
    )
}
