"""What may be joined, parted and undone, on plain values. Every sentence is read by whoever is told it."""

from datetime import date, timedelta
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.people.codes import PersonStatus, SecondItem

SAY_WHY = "Say in a few words why. Whoever looks at this in ten years reads it."
SOMEBODY_ELSE = "You proposed this yourself. Another custodian has to look at it with fresh eyes."
NEAR_TWIN = (
    "These two were born on the same day and share a surname or an address, as twins do. Check a second thing with the "
    "person, not the birth date, and say what it was."
)
KNOWN_TO_HAVE_DIED = "We know already that they have died."
WHO_TOLD = "Say who told us."
STILL_TO_COME = "That day has not come yet."
FAMILY_OR_WHY = "Name somebody of the family we talk with, or say why there is nobody."
ONE_RECORD = "Choose two different records."
NOT_OPEN = "This was settled meanwhile. Look at it again."
CLOSE_ALREADY = "This record is kept close already."
CANNOT_BE_CLOSE = "This record is at rest, so nothing about who sees it is changed."
LOOK_AGAIN = "Say by which day somebody looks again, within a year from now."
# DOMAIN 4.5: a warning lives a year at most without somebody looking at it again; so does a closed record.
LONGEST_CLOSE = timedelta(days=366)
OBSTACLES = {
    "not-yours": "Only a custodian joins two records.",
    "joined": "One of the two was joined with another record already. Open the one that goes on.",
    "died": "One of the two is recorded as having died. If that is wrong, put it right first.",
    "restricted": "One of the two opens only for a few. Lift that first, or leave them apart.",
    "two-numbers": "Both have an NHS number that was verified, and the numbers differ. Find out why first.",
    "two-handovers": "Both are being handed over. Let one of the two end first.",
    "two-disputes": "The same question between services is open for both. Let one of the two end first.",
    "two-questions": "For both it is open whether they are somebody else. Settle one of the two first.",
    "not-joined": "These two are not joined.",
    "joined-on": "The record they were joined into was itself joined with another since. Take that apart first.",
}


def check_because(because: str) -> None:
    """Raises NotPossible if it does not say why."""
    if not because.strip():
        raise NotPossible(SAY_WHY)


def check_somebody_else(proposed_by: UUID | None, now_by: UUID | None) -> None:
    """Two people, not one twice. Raises NotPossible."""
    if proposed_by == now_by:
        raise NotPossible(SOMEBODY_ELSE)


def check_second_item(*, near_twin: bool, checked_by: str) -> None:
    """Near twins take a second thing that was checked, and a birth date is none (DOMAIN 4.1). Raises NotPossible."""
    if near_twin and checked_by in ("", SecondItem.BIRTH_DATE):
        raise NotPossible(NEAR_TWIN)


def check_obstacle(code: str) -> None:
    """Raises NotPossible with the sentence for what stands in the way, if anything does."""
    if code in OBSTACLES:
        raise NotPossible(OBSTACLES[code])


def check_death(*, told_by: str, died_on: date | None, family_contact: str, no_family_because: str, on: date) -> None:
    """Who told us, and whom of the family we talk with or why nobody (DOMAIN 4.21). Raises NotPossible."""
    if not told_by.strip():
        raise NotPossible(WHO_TOLD)
    if died_on is not None and died_on > on:
        raise NotPossible(STILL_TO_COME)
    if bool(family_contact.strip()) == bool(no_family_because.strip()):
        raise NotPossible(FAMILY_OR_WHY)


def check_restriction(*, status: str, because: str, review_on: date, on: date) -> None:
    """Raises NotPossible for a record that is close already or at rest, without a reason, or without a day."""
    if status == PersonStatus.RESTRICTED:
        raise NotPossible(CLOSE_ALREADY)
    if status in (PersonStatus.DIED, PersonStatus.MERGED):
        raise NotPossible(CANNOT_BE_CLOSE)
    check_review_on(because=because, review_on=review_on, on=on)


def check_review_on(*, because: str, review_on: date, on: date) -> None:
    """Raises NotPossible without a reason, or for a day that is past or more than a year away."""
    check_because(because)
    if not on < review_on <= on + LONGEST_CLOSE:
        raise NotPossible(LOOK_AGAIN)
