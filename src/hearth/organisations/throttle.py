"""Guessing a code is slow, without one visitor's guesses shutting the door on a whole hub."""

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from django.http import HttpRequest

from hearth.core.errors import NotPossible

# A hub shares one address, so the tight count is for this browser at this address; the loose one is for the address.
TRIES = "5/15m/key,60/15m/ip"
TOO_MANY = "That was a lot of tries. Please wait a quarter of an hour, or ask anyone at the hub for a new code."


def count_try(request: HttpRequest) -> ratelimit.RateLimitUsage:
    """Count one guess at a sign-in code; take it back with `.rollback()` if it was right. Raises NotPossible beyond."""
    visitor = f"{get_adapter().get_client_ip(request)}:{request.session.session_key or ''}"
    usage = ratelimit.consume(
        request, app="hearth.organisations", action="sign_in_code", key=visitor, config={"sign_in_code": TRIES}
    )
    if usage is None:
        raise NotPossible(TOO_MANY)
    return usage
