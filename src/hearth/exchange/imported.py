"""What another record tells us, in plain values. Whatever it was written in, it arrives here as these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hearth.core.values import NhsNumber


class Refused(Exception):
    """This item cannot be brought in. The message is one sentence for whoever reads the report."""


@dataclass(frozen=True, slots=True)
class ImportedName:
    use: str
    given: str
    family: str
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedContact:
    """A way to reach somebody. It is not safe to use until the person has said so here."""

    kind: str
    value: str
    safe_to_use: bool = False
    safe_to_leave_message: bool = False
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedNeed:
    kind: str
    words: str
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class ImportedRelation:
    name: str
    relation: str
    how_to_reach: str = ""
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class ImportedAnswer:
    """One answer of the equality set, with which kind of unknown if it is unknown."""

    characteristic: str
    answer: str
    words: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    known_as: str
    given: str = ""
    family: str = ""
    other_names: tuple[ImportedName, ...] = ()
    birth_on: date | None = None
    birth_precision: str = "unknown"
    nhs_number: str = ""
    nhs_number_verified: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()
    contacts: tuple[ImportedContact, ...] = ()
    needs: tuple[ImportedNeed, ...] = ()
    relations: tuple[ImportedRelation, ...] = ()
    answers: tuple[ImportedAnswer, ...] = ()
    pronouns: str = ""
    area: str = ""
    how_to_talk: str = ""
    living_situation: str = "not-known"
    gp: str = ""
    died: bool = False
    died_on: date | None = None


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """Something that happened, as the other record tells it. `occurred_at` is None when that record does not say."""

    kind: str
    title: str
    body: str
    occurred_at: datetime | None
    ended_at: datetime | None
    lane: str
    author_name: str
    in_error: bool = False
    coded: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedHealthFact:
    """An allergy or a medicine. `withdrawn` says why the other record no longer stands by it."""

    kind: str
    what: str
    detail: str
    said_by: str
    said_on: date | None
    none_known: bool = False
    ended: bool = False
    ended_on: date | None = None
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Supporting:
    """A worker, an organisation or a place: told about only by its name, on what it took part in."""

    name: str


About = ImportedEntry | ImportedHealthFact | ImportedRelation


def checked_nhs_number(written: str) -> str:
    """The ten digits. Raises Refused, naming the number, if it is none."""
    try:
        return NhsNumber.parse(written).digits
    except ValueError:
        raise Refused(
            f"{written[:20]} is not an NHS number: ten digits, of which the last checks the others."
        ) from None
