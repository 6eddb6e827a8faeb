"""What a machine's call may be, in plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.knocks import Room
from hearth.exchange.codes import Door, Fault

# One practice system sends a handful an hour; a city's whole emergency department stays far below this.
ROOMS = (Room(300, 10, "address"), Room(1200, 60, "address"))
# Whoever has no key has no reason to knock often.
STRANGERS = (Room(20, 10, "address"),)
# What says nothing of a referral that was lost: too many at once, and the same again.
NOT_A_LOSS = frozenset({Fault.TOO_MANY, Fault.DUPLICATE, Fault.METHOD, Fault.NOT_FOUND})
WAIT = "More is coming from you than we expect. Wait ten minutes and send the same again; nothing of it is lost."
SEE_FIRST = "Say in a few words what you did about it."


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is not right: where, as a JSON pointer, and a sentence for whoever sends."""

    pointer: str
    says: str


class Refusal(Exception):
    """A call we do not take. `detail` and `wrong` go to the sender and nowhere else: they may quote what was sent.

    `allowed` are the methods that an address does know.
    """

    def __init__(
        self, fault: Fault, detail: str = "", wrong: tuple[Wrong, ...] = (), allowed: tuple[str, ...] = ()
    ) -> None:
        super().__init__(fault)
        self.fault, self.detail, self.wrong, self.allowed = fault, detail, wrong, allowed


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose machine calls, by which key."""

    key_id: UUID
    organisation_id: UUID
    organisation: str
    ods_code: str

    @property
    def actor(self) -> Actor:
        """One of the public, who sees nothing and may only add, with the organisation's name on what is added."""
        return Actor(
            ActorKind.PUBLIC,
            name=self.organisation,
            organisation_id=self.organisation_id,
            organisation_name=self.organisation,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """A call that was not taken, as it is written down. `body` is kept only of a caller we know."""

    door: Door
    fault: Fault
    request_id: str
    key_id: UUID | None
    address: str | None
    body: str = ""


def check_key_name(name: str) -> None:
    """Raises NotPossible unless it says what the key is for."""
    if not name.strip():
        raise NotPossible("Say what this key is for, such as the name of the system that will use it.")


def check_key_goes_on(ended_at: datetime | None) -> None:
    """Raises NotPossible for a key that has ended: an ended key stays ended."""
    if ended_at is not None:
        raise NotPossible("This key has ended already.")


def check_seen_to(words: str, *, is_seen_to: bool) -> None:
    """Raises NotPossible if it says nothing, or somebody has seen to it before."""
    if is_seen_to:
        raise NotPossible("Somebody has seen to this already.")
    if not words.strip():
        raise NotPossible(SEE_FIRST)
