"""Whether somebody may decide for another by law, on plain values: nothing counts that nobody checked."""

from datetime import date
from enum import StrEnum

from hearth.core.errors import NotPossible
from hearth.sharing.codes import DeciderKind
from hearth.sharing.proxy_rules import NOT_LOOKED, ages, birthday

NOT_SEEN = "Say what you saw: the paper, whose names stand on it, and anything it leaves out."
NOT_REGISTERED = "Say on which day it was registered. One that is not registered is not in force."
NOT_YET = "That day has not come yet. On which day was it registered?"
LOOK_AGAIN = "Choose a day within the year on which somebody looks at it again."
NOBODY_CHECKED = "Nobody has been checked who may decide this by law. Check their paper first."
CHECK_FIRST = "Check first by what law they may decide, below. Until then it is not in force."


class Stands(StrEnum):
    """Where it stands today, in words for a worker."""

    TOLD = "not checked yet, so not in force"
    IN_FORCE = "checked, in force"
    AGAIN = "to be looked at again, so not in force until then"
    OVER = "not in force"


def stands(*, in_force: bool | None, review_on: date | None, on: date) -> Stands:
    """Where somebody stands by the newest check; `in_force` is None where there is none."""
    if in_force is None:
        return Stands.TOLD
    if not in_force:
        return Stands.OVER
    return Stands.IN_FORCE if review_on is not None and review_on > on else Stands.AGAIN


def check_saw(saw: str) -> None:
    """Raises NotPossible unless it says what was seen."""
    if not saw.strip():
        raise NotPossible(NOT_SEEN)


def check_in_force(
    kind: DeciderKind, *, looked: str, registered_on: date | None, review_on: date | None, on: date
) -> None:
    """Raises NotPossible where both records were not looked at, a power is not registered, or nobody looks again."""
    if not looked.strip():
        raise NotPossible(NOT_LOOKED)
    if kind == DeciderKind.LPA and registered_on is None:
        raise NotPossible(NOT_REGISTERED)
    if registered_on is not None and registered_on > on:
        raise NotPossible(NOT_YET)
    if review_on is None or not on < review_on <= birthday(on, ages()["others"]["looked_at_after_months"] // 12):
        raise NotPossible(LOOK_AGAIN)
