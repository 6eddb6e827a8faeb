"""What a form may ask, when it may be confirmed and sent, and which questions nobody had to ask again. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.telling.catalogue import BY_CODE
from hearth.telling.codes import AnswerKind, FillingStatus, Origin

STALE_AFTER = timedelta(days=183)
MOST_FIELDS = 120
LONGEST_ANSWER = 8000
MOVES = {
    FillingStatus.OPEN: {FillingStatus.CONFIRMED, FillingStatus.LET_GO},
    FillingStatus.CONFIRMED: {FillingStatus.OPEN, FillingStatus.SENT, FillingStatus.LET_GO},
}


@dataclass(frozen=True, slots=True)
class Field:
    """One place in a partner's form: its name there, our label, which fact fills it, and whether it must be filled."""

    key: str
    label: str
    fact: str
    required: bool = False
    kind: str = AnswerKind.LINE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """What a form is called, to whom it goes and why, where a link to it is sent, and which organisation that is."""

    name: str
    goes_to: str
    purpose: str
    send_to: str = ""
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A partner's own file."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one fact, who told it and when. `entry_root` is the entry whose words it is, if it is one's."""

    words: str
    source: str = ""
    given_on: date | None = None
    entry_root: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it stands in a form."""

    key: str
    label: str
    fact: str
    words: str
    origin: str
    source: str = ""
    given_on: date | None = None


def fields_from(told: Iterable[Mapping[str, Any]]) -> list[Field]:
    """The fields of a mapping as it is kept."""
    return [Field(**one) for one in told]


def kept(fields: Iterable[Field]) -> list[dict[str, Any]]:
    """The fields as they are kept."""
    return [asdict(field) for field in fields]


def check_fields(fields: Sequence[Field]) -> None:
    """Raises NotPossible, with a sentence naming the field, for a mapping that could not be filled."""
    if not fields:
        raise NotPossible("A form asks at least one thing. Add a field.")
    if len(fields) > MOST_FIELDS:
        raise NotPossible(f"That is {len(fields)} fields. {MOST_FIELDS} is the most a form may have.")
    for field in fields:
        if not field.label.strip():
            raise NotPossible(f"Say what “{field.key}” asks, in words the person reads.")
        if field.fact not in BY_CODE:
            raise NotPossible(f"Choose where the answer to “{field.label}” comes from.")
    keys = [field.key for field in fields]
    double = next((key for key in keys if keys.count(key) > 1), None)
    if double:
        raise NotPossible(f"Two fields are called “{double}”. Each place in the form is named once.")


def check_fits(fields: Sequence[Field], places: Sequence[str]) -> None:
    """Raises NotPossible if the partner's file has a place nothing fills, or a field has no place in it."""
    named = {field.key for field in fields}
    unfilled = [place for place in places if place not in named]
    if unfilled:
        raise NotPossible(f"The file has a place called “{unfilled[0]}” that nothing fills yet.")
    lost = [field.label for field in fields if field.key not in places]
    if lost:
        raise NotPossible(f"The file has no place for “{lost[0]}”. Take the field out, or choose another file.")


def check_move(now: str, then: FillingStatus) -> None:
    """Raises NotPossible for a move a form cannot make.

    | from      | to        | when                                                  |
    |-----------|-----------|-------------------------------------------------------|
    | open      | confirmed | the person said that it is right                      |
    | confirmed | open      | an answer changed: they have not seen that            |
    | confirmed | sent      | it left                                               |
    | either    | let go    | it is not wanted any more                             |
    """
    if then not in MOVES.get(FillingStatus(now), set()):
        raise NotPossible("This form was sent or let go already. Begin a new one.")


def missing(answers: Iterable[Answer], fields: Iterable[Field]) -> list[Field]:
    """The fields that must be filled and are not."""
    words = {answer.key: answer.words for answer in answers}
    return [field for field in fields if field.required and not words.get(field.key, "").strip()]


def check_complete(answers: Iterable[Answer], fields: Iterable[Field]) -> None:
    """Raises NotPossible while something that must be filled is not."""
    open_ones = missing(answers, fields)
    if open_ones:
        raise NotPossible(f"“{open_ones[0].label}” has no answer yet. Ask it first; nobody has to ask it again.")


def check_answer(words: str) -> None:
    """Raises NotPossible for an answer longer than any form takes."""
    if len(words) > LONGEST_ANSWER:
        raise NotPossible(f"That is {len(words)} characters. There is room for {LONGEST_ANSWER} here.")


def can_be_asked(fact: str) -> bool:
    """Whether there is a question for it: the rest is written where it belongs in the record."""
    return bool(BY_CODE[fact].question)


def is_stale(given_on: date | None, *, on: date) -> bool:
    """Whether an answer was given so long ago that one asks whether it still holds: more than half a year."""
    return given_on is not None and on - given_on > STALE_AFTER


def digest_of(answers: Iterable[Answer]) -> str:
    """A hash of what the person confirms: every label and every answer, in their order."""
    told = [[answer.key, answer.label, answer.words] for answer in answers]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def questions_saved(answers: Iterable[Answer]) -> int:
    """How many questions nobody had to ask again: answers told earlier and confirmed as they stood.

    What was asked or changed for this form, what stayed empty, and what nobody ever tells (today's date, who fills it
    in) do not count.
    """
    return sum(
        answer.origin == Origin.KNOWN and bool(answer.words.strip()) and BY_CODE[answer.fact].told for answer in answers
    )


def questions_in(answers: Iterable[Answer]) -> int:
    """Of how many: every answer that somebody told, earlier or for this form."""
    return sum(bool(answer.words.strip()) and BY_CODE[answer.fact].told for answer in answers)
