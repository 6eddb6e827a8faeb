"""What can be true of an invitation to somebody close, on plain values."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from hearth.core.errors import NotPossible

INVITATION_LASTS = timedelta(days=7)
OVER = "This invitation has ended, or was used already. Ask whoever gave it to you for another."
NEVER_CONTACT = "You told us never to contact them. Change that first if it is different now."
GONE = "They are no longer among the people in this life. Add them again first."
HAS_PAGE = "They have a page here already. Choose what they may see instead."
OWN_OFFER = "This is for somebody else. Pass the link on, and let them open it on their own phone."
NOT_SAFE = "Then no code now. Listen to them here, and give them on paper what they need."
OTHER_WAY = "They come in another way. Whoever gave them that can help them with it."
DAY_PASSED = "That day has passed already. Until when from now on?"


def check_invite(*, do_not_contact: bool, has_ended: bool, has_page: bool) -> None:
    """Raises NotPossible for somebody never to be contacted, no longer there, or here already."""
    if do_not_contact:
        raise NotPossible(NEVER_CONTACT)
    if has_ended:
        raise NotPossible(GONE)
    if has_page:
        raise NotPossible(HAS_PAGE)


def check_until(until_at: datetime | None, *, at: datetime) -> None:
    """Raises NotPossible for an end that has passed."""
    if until_at is not None and until_at <= at:
        raise NotPossible(DAY_PASSED)


def check_somebody_else(offered_by: UUID, own: Iterable[UUID]) -> None:
    """Raises NotPossible for whoever opens the invitation they gave."""
    if offered_by in own:
        raise NotPossible(OWN_OFFER)
