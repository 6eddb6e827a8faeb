"""What is said of a sitting before it begins, and of the licence that words come with."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hearth.organisations.models import Organisation
from hearth.outcomes.codes import Compared, FilledBy, Mode


@dataclass(frozen=True, slots=True)
class Sitting:
    """How a measure is filled in: by whom, with whose help, in which language, on which day; and what it is about.

    Without a language it is filled in on paper, by the numbers of items and answers. `about` is (type, id).
    """

    mode: Mode
    filled_by: FilledBy = FilledBy.THEMSELVES
    helped_by: str = ""
    language: str = ""
    answered_on: date | None = None
    about: tuple[str, UUID] | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """Who holds the licence, its name or number as it must be credited, from when until when."""

    held_by: Organisation
    words: str
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True)
class Comparison:
    """A rule was compared, with what (such as a page of the licence pack), by whom, on which day. No rule: all."""

    rule: str
    outcome: Compared
    compared_with: str
    compared_by: str
    compared_on: date
