"""A flood is slowed without asking anyone to solve a puzzle: what comes from one address or one browser is counted.

A library and a hub share one address, so there is room for many there, and less for one browser. Only hashes are
kept, for a day.
"""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hearth.core import doors

KNOCK = "SELECT core_knock(%s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Room:
    """At most `most` in `minutes` from one "address" or one "browser"."""

    most: int
    minutes: int
    of: Literal["address", "browser"]


def has_room(request: HttpRequest, *, place: str, rooms: Sequence[Room], at: datetime) -> bool:
    """Whether there is room for one more here; if there is, it is counted, and nothing is counted otherwise.

    Whoever comes from this very machine is never counted: behind a forgotten proxy that would be everybody.
    """
    address = address_of(request)
    if not address or ipaddress.ip_address(address).is_loopback:
        return True
    return _counted(place, address, request.COOKIES.get(settings.CSRF_COOKIE_NAME) or address, rooms, at)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as far as we trust the proxies before us.

    Empty if the server does not say, as behind a socket: then nobody can be told from another.
    """
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def _counted(place: str, address: str, browser: str, rooms: Sequence[Room], at: datetime) -> bool:
    told: list[Any] = [place, _hashed(address), _hashed(browser)]
    told += [[room.most for room in rooms], [room.minutes for room in rooms], [room.of for room in rooms], at]
    return bool(doors.answer(KNOCK, *told))


def _hashed(text: str) -> str:
    return salted_hmac("hearth.core.knocks", text, algorithm="sha256").hexdigest()
