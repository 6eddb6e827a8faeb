"""What the picture of a journey is drawn from, as plain values."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearth.core.clocks import day_of
from hearth.record.codes import EntryKind

# Where an entry keeps what only the picture asks of it.
KEY = "journey"
A_DAY = timedelta(days=1)


class Shape(StrEnum):
    """How a thing is drawn. Shape before colour: each can be told from the others in grey."""

    CONTACT = "contact"
    MISSED = "missed"
    TRIED = "tried"
    CRISIS = "crisis"
    STEPPED_IN = "stepped-in"
    STAY = "stay"
    PASSED = "passed"
    NOTED = "noted"


SHAPE_WORDS = {
    Shape.CONTACT: "contact",
    Shape.MISSED: "did not make it",
    Shape.TRIED: "what was tried",
    Shape.CRISIS: "crisis",
    Shape.STEPPED_IN: "somebody stepped in",
    Shape.STAY: "a stay",
    Shape.PASSED: "passed on",
    Shape.NOTED: "written down",
}


class When(StrEnum):
    """How exactly it is known when something was."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    UNKNOWN = "unknown"


OF_KIND = {
    EntryKind.CONVERSATION: Shape.CONTACT,
    EntryKind.CALL: Shape.CONTACT,
    EntryKind.VISIT: Shape.CONTACT,
    EntryKind.GROUP: Shape.CONTACT,
    EntryKind.ATTENDANCE: Shape.CONTACT,
    EntryKind.DID_NOT_MAKE_IT: Shape.MISSED,
    EntryKind.CONTACT_ATTEMPT: Shape.TRIED,
    EntryKind.CRISIS: Shape.CRISIS,
}
# FHIR R4, v3-ActCode, class of an encounter: in hospital, and come to an emergency department.
IN_HOSPITAL = {"IMP", "ACUTE", "NONAC"}
EMERGENCY = {"EMER"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. None says that nobody has written whether it was so.

    `passed_to` is where somebody was passed on to (empty if it does not say), `yes` whether anybody there said yes,
    `told_again` whether the story had to be told again, `helped` what helped in a crisis, `tried` what was done about
    an appointment that was missed. `said` is when it was in the words of whoever told it, `from_on` and `last_on` the
    days between which it lies, `told_by` who told it.
    """

    id: UUID
    at: datetime
    lane: str
    kind: str
    shape: Shape
    title: str = ""
    body: str = ""
    by: str = ""
    source: str = ""
    until: datetime | None = None
    when: When = When.DAY
    passed_to: str = ""
    yes: bool | None = None
    told_again: bool | None = None
    assessment: bool | None = None
    helped: str = ""
    tried: str = ""
    said: str = ""
    until_said: str = ""
    from_on: date | None = None
    last_on: date | None = None
    told_by: str = ""

    @property
    def on(self) -> date:
        """The day it was, where we are."""
        return day_of(self.at)

    @property
    def lies_between(self) -> tuple[date, date] | None:
        """The first and the last day it may have been; None where the day is known, or nothing is."""
        if self.when is When.YEAR:
            return date(self.on.year, 1, 1), date(self.on.year, 12, 31)
        if self.when is When.MONTH:
            return self.on.replace(day=1), self.on.replace(day=monthrange(self.on.year, self.on.month)[1])
        return (self.from_on, self.last_on) if self.when is When.ABOUT and self.from_on and self.last_on else None

    @property
    def is_meeting(self) -> bool:
        """Whether somebody was there for them who could have gone on: not in a crisis, and not the police."""
        return self.shape in {Shape.CONTACT, Shape.STAY} or (self.shape is Shape.PASSED and self.yes is True)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody of us who held the person: their first name, whom they work for, since when, until when."""

    name: str
    lane: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one reader may know of one journey: in the order of time; undated things stand apart."""

    happenings: tuple[Happening, ...]
    undated: tuple[Happening, ...]
    hands: tuple[Hand, ...]
    now: datetime

    @property
    def held_since(self) -> datetime | None:
        """Since when somebody of us holds them; None for somebody nobody here holds."""
        return self.hands[0].from_at if self.hands else None


def facts(happenings: list[Happening], *, hands: list[Hand], now: datetime) -> Facts:
    """Put in order what was read in any."""
    dated = sorted((one for one in happenings if one.when is not When.UNKNOWN), key=lambda one: (one.at, one.id))
    undated = tuple(one for one in happenings if one.when is When.UNKNOWN)
    return Facts(tuple(dated), undated, tuple(sorted(hands, key=lambda hand: hand.from_at)), now)


def shape_of(kind: str, coded: Mapping[str, Any], *, lasted: bool) -> Shape:
    """How an entry is drawn: as it says itself, as the other record's codes say, else as its kind is."""
    told = told_in(coded)
    if said := told.get("what"):
        return Shape(said) if said in set(Shape) else Shape.NOTED
    if "passed_to" in told or "yes" in told:
        return Shape.PASSED
    if "resource" in coded:
        return _of_resource(coded, lasted=lasted)
    return OF_KIND.get(EntryKind(kind), Shape.NOTED)


def precision(coded: Mapping[str, Any]) -> When:
    """How exactly it is known when it was. Another record may give a year alone, or nothing.

    Source: FHIR R4, dateTime: YYYY, YYYY-MM, YYYY-MM-DD or a moment.
    """
    said = told_in(coded).get("precision")
    if said in set(When):
        return When(said)
    if "resource" not in coded:
        return When.DAY
    written = str(coded.get("when", ""))
    if not written:
        return When.UNKNOWN
    return {4: When.YEAR, 7: When.MONTH}.get(len(written), When.DAY)


def told_in(coded: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an entry says for the picture alone."""
    told = coded.get(KEY)
    return told if isinstance(told, Mapping) else {}


def _of_resource(coded: Mapping[str, Any], *, lasted: bool) -> Shape:
    resource, status = coded["resource"], coded.get("status")
    if resource == "Appointment":
        return {"noshow": Shape.MISSED, "fulfilled": Shape.CONTACT}.get(str(status), Shape.NOTED)
    if resource != "Encounter":
        return Shape.NOTED
    classes = {code.get("code") for code in coded.get("codes", ()) if code.get("of") == "class"}
    if classes & EMERGENCY:
        return Shape.STEPPED_IN
    return Shape.STAY if classes & IN_HOSPITAL and lasted else Shape.CONTACT
