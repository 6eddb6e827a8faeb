"""Guessing a code is slow; asking for help never is."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from hearth.core.errors import NotPossible

TRIES = "10/15m/ip"
TOO_OFTEN = "That is a lot of tries. Wait a quarter of an hour, or ring the hub: they can find it for you."


def check_return_attempt(request: HttpRequest) -> None:
    """Ten tries in a quarter of an hour from one address. Raises NotPossible beyond that."""
    if ratelimit.consume(request, app="hearth.front_door", action="come_back", config={"come_back": TRIES}) is None:
        raise NotPossible(TOO_OFTEN)
