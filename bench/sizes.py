"""How big the invented city is. `city` is the size the budget is written for; `small` is a hundredth of it."""

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
        Size("small", people=2_500, open=400, entries=60_000, partners=6, workers=30, hubs=2, slices=2),
    )
}
