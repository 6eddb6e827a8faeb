"""Reading the circle, what is sealed, overrides, and who has looked."""

from hearth.sharing.queries.circle import (
    Place,
    blocks,
    circle,
    live_choices,
    organisations_alongside,
    partners,
    possible_supporters,
    sealings,
    whom,
    workers_alongside,
)
from hearth.sharing.queries.looks import LookedBy, LookedOn, looked
from hearth.sharing.queries.overrides import (
    StillOpen,
    Told,
    ToReview,
    open_override,
    open_overrides,
    override_under_review,
    overrides_to_review,
    overrides_told,
    review_due_at,
    still_open,
)
from hearth.sharing.queries.people import Minimum, minimum, own_records, person_actor

__all__ = [
    "LookedBy",
    "LookedOn",
    "Minimum",
    "Place",
    "StillOpen",
    "ToReview",
    "Told",
    "blocks",
    "circle",
    "live_choices",
    "looked",
    "minimum",
    "open_override",
    "open_overrides",
    "organisations_alongside",
    "override_under_review",
    "overrides_to_review",
    "overrides_told",
    "own_records",
    "partners",
    "person_actor",
    "possible_supporters",
    "review_due_at",
    "sealings",
    "still_open",
    "whom",
    "workers_alongside",
]
