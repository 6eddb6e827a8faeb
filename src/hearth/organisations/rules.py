"""What the state of affairs allows, on plain values."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.core.roles import ROLES
from hearth.organisations.codes import Safe

INVITATION_LASTS = timedelta(days=7)
SAFE_FOR = timedelta(days=365)
ODS_CODE = re.compile(r"[A-Z0-9]{3,6}")

# What stands first is the more telling: an iPad also says Mac, Edge also says Chrome, everything says Safari.
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android phone or tablet",
    "Windows": "Windows computer",
    "CrOS": "Chromebook",
    "Macintosh": "Mac",
    "Linux": "Linux computer",
}
BROWSERS = {
    "Edg": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrom": "Chrome",
    "Safari": "Safari",
}


def check_role(role: str) -> None:
    """Raises NotPossible for a role Hearth does not know."""
    if role not in ROLES:
        raise NotPossible("Please choose one of the roles in the list.")


def check_ods_code(code: str | None) -> None:
    """Three to six capital letters and figures, or none at all. Raises NotPossible.

    Source: NHS Data Dictionary, organisation identifier.
    """
    if code is not None and not ODS_CODE.fullmatch(code):
        raise NotPossible("An ODS code is three to six capital letters and figures, such as RX4 or B82005.")


def check_invitation_is_open(accepted_at: datetime | None, expires_at: datetime, at: datetime) -> None:
    """An invitation works once, and for seven days. Raises NotPossible."""
    if accepted_at is not None:
        raise NotPossible("This invitation has been used already. Sign in, or ask for a new one.")
    if at >= expires_at:
        raise NotPossible("This invitation is more than a week old. Ask whoever sent it for a new one.")


def check_still_here(left_at: datetime | None) -> None:
    """Raises NotPossible for somebody whose place has already ended."""
    if left_at is not None:
        raise NotPossible("Their place here has ended already.")


def check_can_lead(manager_id: UUID, left_at: datetime | None, role: str, *, leads: UUID) -> None:
    """A manager works here, is somebody else, and may hold people. Raises NotPossible."""
    if manager_id == leads:
        raise NotPossible("Nobody can lead themselves. Please choose a colleague.")
    if left_at is not None or "holding.hold" not in ROLES[role].permissions:
        raise NotPossible("Please choose a colleague who works here and can hold people.")


def safe_until(answer: Safe, said_at: datetime) -> datetime | None:
    """Until when nobody need be asked again whether their pages are safe to have; None if they are not.

    A year. Source: DOMAIN 4.7.
    """
    return None if answer == Safe.UNSAFE else said_at + SAFE_FOR


def device_words(user_agent: str) -> str:
    """What somebody would call the thing in their hand: "Android phone, Chrome". Never more than that is kept."""
    device = _first(DEVICES, user_agent) or "A device"
    browser = _first(BROWSERS, user_agent)
    return f"{device}, {browser}" if browser else device


def _first(words: dict[str, str], user_agent: str) -> str:
    return next((said for mark, said in words.items() if mark in user_agent), "")
