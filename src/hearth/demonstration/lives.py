"""What is planned of one invented life, as plain values, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from hearth.people.details import ContactDetails, NeedDetails

ELSEWHERE = "elsewhere"
SELF = "self"


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry to be. `by` is a worker's key, `self`, or `elsewhere` for what comes from another record.

    `keeps` is the promise it fulfils; `amended` is (words, reason); `error` says why it should not be here. `until` is
    for what lasted, `drawn` what the picture of the journey asks, as `record.journey.reading` reads it.
    """

    at: datetime
    kind: str
    title: str
    body: str
    by: str
    lane: str = ""
    source: str = "seen"
    about_others: bool = False
    in_confidence: bool = False
    withheld: tuple[str, int] | None = None
    sealed: str = ""
    opens_for: tuple[str, ...] = ()
    amended: tuple[str, str] | None = None
    error: str = ""
    keeps: str = ""
    until: datetime | None = None
    drawn: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """How somebody asked for support, and what was told."""

    route: str
    who: str
    what: str
    by: str = ""
    referrer: str = ""
    referrer_reach: str = ""
    referrer_organisation: str = ""
    knows: str = "yes"
    keep_doing: str = ""
    would_help: str = ""
    good_at: str = ""
    unsafe: bool | None = None


@dataclass(frozen=True, slots=True)
class CircleWish:
    """Whom the person lets know how much. `whom` is a key: an organisation, a worker or another life."""

    kind: str
    whom: str
    level: str
    at: datetime
    how: str
    by: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """An allergy or a medicine; `what` empty means none known."""

    kind: str
    what: str
    detail: str
    said_by: str
    on: date


@dataclass(frozen=True, slots=True)
class InMyLife:
    """Somebody who matters, and the key of their own life if they come here too."""

    name: str
    relation: str
    how_to_reach: str = ""
    informal_carer: bool = False
    emergency: bool = False
    do_not_contact: bool = False
    person: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A break-glass that was told and reviewed."""

    by: str
    at: datetime
    reason: str
    why: str
    told: datetime
    reviewed_by: str
    reviewed: datetime
    outcome: str


@dataclass(frozen=True, slots=True)
class Look:
    by: str
    at: datetime
    what: str
    because: str


@dataclass(frozen=True, slots=True)
class Promise:
    code: str
    owner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UnfinishedWords:
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody, from the day we heard of them until today. Without a hub they are only known from elsewhere."""

    key: str
    known_as: str
    made_at: datetime
    given: str = ""
    family: str = ""
    former: tuple[str, str] | None = None
    status: str = "provisional"
    pronouns: str = ""
    birth_on: date | None = None
    birth_precision: str = "unknown"
    area: str = ""
    living: str = "not-known"
    how_to_talk: str = ""
    confirmed_on: date | None = None
    nhs: str = ""
    nhs_status: str = ""
    nhs_reason: str = ""
    gp: str = ""
    gp_organisation: str = ""
    contacts: tuple[ContactDetails, ...] = ()
    needs: tuple[NeedDetails, ...] = ()
    in_my_life: tuple[InMyLife, ...] = ()
    equality: tuple[tuple[str, str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    hub: str = ""
    holder: str = ""
    first_holder: str = ""
    held_since: datetime | None = None
    standing: str = "supported"
    ask: Ask | None = None
    alongside: tuple[tuple[str, datetime], ...] = ()
    circle: tuple[CircleWish, ...] = ()
    blocks: tuple[tuple[str, str], ...] = ()
    overrides: tuple[Override, ...] = ()
    looks: tuple[Look, ...] = ()
    promises: tuple[Promise, ...] = ()
    unfinished: UnfinishedWords | None = None
    account: str = ""
    journey: tuple[Happening, ...] = ()
    grown: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody here holds them."""
        return bool(self.hub)

    def grow(self, journey: tuple[Happening, ...]) -> "Life":
        """The same life with a journey out of the stories, which is written in bulk."""
        return replace(self, journey=journey, grown=True)
