"""Guessing a code is slow; asking for help never is."""

from allauth.core import ratelimit
from django.http import HttpRequest

from hearth.core.errors import NotPossible

TOO_OFTEN = "That is a lot of tries. Wait a quarter of an hour, or ring the hub: they can find it for you."


def check_return_attempt(request: HttpRequest) -> None:
    """Ten tries in a quarter of an hour from one address. Raises NotPossible beyond that."""
    allowed = ratelimit.consume(request, action="come_back", key="", config={"come_back": "10/15m/ip"}, limit_get=True)
    if not allowed:
        raise NotPossible(TOO_OFTEN)
