"""Which device a session is on, and the tablets of a hub, which forget whoever used them after two minutes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearth.core.ids import new_id
from hearth.organisations.codes import Safe
from hearth.organisations.rules import device_words, safe_until

# Source: DOMAIN 4.7, kiosk sessions end after two minutes.
TABLET_SECONDS = 120
TABLET_COOKIE, TABLET_SALT = "hearth_tablet", "hearth.organisations.tablet"
TABLET_LASTS = 365 * 24 * 60 * 60
SEEN_EVERY = 600
# Whoever is alone with their device may keep the browser's own way back (ADR 0032).
WAY_COOKIE = "hearth_keeps_way"


class Said(Protocol):
    """What somebody said to whether their pages are safe to have."""

    answer: str
    said_at: datetime


def begin(request: HttpRequest) -> None:
    """Note the device of a session that begins. On a tablet of a hub it lasts as long as somebody uses it."""
    told = device_words(request.headers.get("User-Agent", ""))
    stamp = int(timezone.now().timestamp())
    on_tablet = tablet_hub(request) is not None
    request.session.update({"ref": str(new_id()), "device": told, "begun": stamp, "seen": stamp, "tablet": on_tablet})


def keep_up(request: HttpRequest) -> None:
    """Note that the session is in use: on a tablet each time, elsewhere now and then."""
    session, stamp = request.session, int(timezone.now().timestamp())
    if tablet_hub(request) is not None and not session.is_empty():
        session.set_expiry(TABLET_SECONDS)
    if "seen" in session and session["seen"] < stamp - SEEN_EVERY:
        session["seen"] = stamp


def settle(session: SessionBase, said: Said) -> None:
    """The session knows until when its answer holds, and whether others may look."""
    until = safe_until(Safe(said.answer), said.said_at)
    session["safe_until"] = until.isoformat() if until else ""
    session["careful"] = said.answer == Safe.CAREFUL


def is_settled(session: SessionBase) -> bool:
    """Whether whoever is signed in as themselves has said, within a year, that their pages are safe to have."""
    until = session.get("safe_until", "")
    return bool(until) and datetime.fromisoformat(until) > timezone.now()


def columns(data: Mapping[str, Any]) -> dict[str, Any]:
    """What of a session's data stands in columns of its own, so that a list can be made of it."""
    return {
        "ref": UUID(data["ref"]) if "ref" in data else None,
        "device": data.get("device", ""),
        "begun_at": _moment(data.get("begun")),
        "seen_at": _moment(data.get("seen")),
    }


def tablet_hub(request: HttpRequest) -> str | None:
    """The hub whose tablet this is; None for any other device."""
    if TABLET_COOKIE not in request.COOKIES:
        return None
    found: str | None = request.get_signed_cookie(TABLET_COOKIE, default=None, salt=TABLET_SALT)
    return found


def mark_tablet(response: HttpResponse, *, hub_id: UUID, secure: bool) -> None:
    """From now on this device is a tablet of that hub."""
    kept = {"max_age": TABLET_LASTS, "httponly": True, "samesite": "Lax", "secure": secure}
    response.set_signed_cookie(TABLET_COOKIE, str(hub_id), salt=TABLET_SALT, **kept)


def _moment(stamp: int | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, tz=timezone.get_default_timezone()) if stamp else None
