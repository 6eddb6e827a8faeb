"""Guessing a code is slow; asking for help is slowed only in a flood, and never for whoever works here."""

from datetime import datetime

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from hearth.core.actor import ActorKind
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.knocks import has_room
from hearth.core.views import ActorRequest
from hearth.front_door import limits

TRIES = "10/15m/ip"
TOO_OFTEN = "That is a lot of tries. Wait a quarter of an hour, or ring the hub: they can find it for you."


def check_return_attempt(request: HttpRequest) -> None:
    """Ten tries in a quarter of an hour from one address. Raises NotPossible beyond that."""
    if ratelimit.consume(request, app="hearth.front_door", action="come_back", config={"come_back": TRIES}) is None:
        raise NotPossible(TOO_OFTEN)


class TooManyAtOnce(NotPossible):
    """More at once from one address than people ask for."""


def check_room(request: ActorRequest, code: str, *, phone: str, at: datetime) -> None:
    """Raises TooManyAtOnce, with a number to ring, if what `limits` allows for is used up. Workers always have room."""
    if request.actor.kind is ActorKind.WORKER:
        return
    if not has_room(request, place=code, rooms=limits.rooms(code, on=day_of(at)), at=at):
        ring = f"ring us on {phone}" if phone else "ring us"
        raise TooManyAtOnce(
            f"Very much is coming from where you are just now. Your words are still here. Send them again in ten "
            f"minutes, or {ring}: that works at once."
        )
