"""May this message go now, and how? One pure function, asked at the instant of sending (DOMAIN 7, hazards 8 and 27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from hearth.core.clocks import LONDON
from hearth.messaging.codes import AddresseeKind, Channel, MessageState

DISTURBING = (Channel.TEXT, Channel.EMAIL)
NO_WAY_YET = "Nothing is set up here yet to send it. It waits."
PAST = "It was past its time, so it was not sent."
TOO_LATE_BY_LETTER = "A letter would come too late."
TO_THE_PERSON = (Channel.TEXT, Channel.EMAIL, Channel.LETTER)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach the person as it stands now. `leaves` is whether words may be left where others might look."""

    channel: Channel
    route: str
    safe: bool
    shared: bool
    leaves: bool

    @property
    def may_be_used(self) -> bool:
        """A text is a message left on a phone; a shared mailbox or door needs the same word that it is safe."""
        guarded = self.channel == Channel.TEXT or self.shared
        return self.safe and (self.leaves or not guarded)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known at the instant of sending. `stopped` are the channels on which they asked us not to write;
    `can` those that this place has; `quiet` begins and ends in local time. From `good_until_at`
    on the words are past their time; a letter would be."""

    at: datetime
    to: AddresseeKind
    died: bool = False
    ways: tuple[Way, ...] = ()
    stopped: frozenset[str] = frozenset()
    works_here: bool = False
    address: str = ""
    can: frozenset[str] = frozenset()
    quiet: tuple[time, time] = (time(21), time(8))
    good_until_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """SENDING by a channel to a route; or HELD or WAITING until a moment; or NOT_SENT or TO_TELL, because."""

    state: MessageState
    words: str = ""
    channel: str = ""
    route: str = ""
    until_at: datetime | None = None


def decide(facts: Facts) -> Decision:
    """What becomes of a message now. Whoever has died gets nothing, and nobody is told anything more about them."""
    if facts.to == AddresseeKind.WORKER:
        return _to_a_worker(facts)
    if facts.died:
        return _not_sent("They have died. Nothing more is sent.")
    if facts.good_until_at is not None and facts.at >= facts.good_until_at:
        return _not_sent(PAST)
    return _to_the_person(facts) if facts.to == AddresseeKind.PERSON else _to_an_address(facts)


def quiet_until(at: datetime, quiet: tuple[time, time]) -> datetime | None:
    """When the quiet hours that `at` lies in are over; None outside them. Equal ends mean there are none.

    The clock on the wall counts, so a night of a clock change is an hour longer or shorter.
    """
    begins, ends = quiet
    local = at.astimezone(LONDON)
    clock = local.time().replace(fold=0)
    if not _within(clock, begins, ends):
        return None
    day = local.date() if clock < ends else local.date() + timedelta(days=1)
    over = datetime.combine(day, ends, LONDON)
    # An end between one and two comes twice in the night the clocks go back.
    if over.astimezone(UTC) <= at.astimezone(UTC):
        over = over.replace(fold=1)
    return over.astimezone(UTC)


def _within(clock: time, begins: time, ends: time) -> bool:
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends


def _to_the_person(facts: Facts) -> Decision:
    if facts.stopped.issuperset(TO_THE_PERSON):
        return _not_sent("They asked us not to write.")
    usable = [way for way in _in_order(facts.ways) if way.may_be_used]
    wanted = [way for way in usable if way.channel not in facts.stopped]
    if not wanted:
        return Decision(MessageState.TO_TELL, _no_way(facts.ways, usable))
    wanted = [way for way in wanted if facts.good_until_at is None or way.channel != Channel.LETTER]
    if not wanted:
        return Decision(MessageState.TO_TELL, TOO_LATE_BY_LETTER)
    way = next((way for way in wanted if way.channel in facts.can), None)
    if way is None:
        return _wait(facts)
    until = quiet_until(facts.at, facts.quiet) if way.channel in DISTURBING else None
    if until is not None:
        return Decision(MessageState.HELD, f"It waits until {until.astimezone(LONDON):%H:%M}.", until_at=until)
    return Decision(MessageState.SENDING, channel=way.channel, route=way.route)


def _in_order(ways: Iterable[Way]) -> list[Way]:
    return sorted(ways, key=lambda way: TO_THE_PERSON.index(way.channel))


def _no_way(ways: tuple[Way, ...], usable: list[Way]) -> str:
    if usable:
        return "They asked us not to write the only ways that are safe."
    return "No way to write to them is marked as safe." if ways else "We know no way to write to them."


def _to_an_address(facts: Facts) -> Decision:
    if Channel.EMAIL in facts.stopped:
        return _not_sent("They asked us not to write to this address.")
    return _by_email(facts)


def _to_a_worker(facts: Facts) -> Decision:
    if not facts.works_here:
        return _not_sent("They no longer work here.")
    if not facts.address:
        return _not_sent("They have no e-mail address here.")
    return _by_email(facts)


def _by_email(facts: Facts) -> Decision:
    if Channel.EMAIL not in facts.can:
        return _wait(facts)
    return Decision(MessageState.SENDING, channel=Channel.EMAIL, route=facts.address)


def _wait(facts: Facts) -> Decision:
    return Decision(MessageState.WAITING, NO_WAY_YET, until_at=facts.at + timedelta(minutes=10))


def _not_sent(because: str) -> Decision:
    return Decision(MessageState.NOT_SENT, because)
