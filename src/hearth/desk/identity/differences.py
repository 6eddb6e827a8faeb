"""Two versions of the same thing, side by side in words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from hearth.people.codes import Answer, BirthPrecision, Characteristic, LivingSituation
from hearth.people.details import EqualityAnswer

LABELS = {
    "known_as": "Called",
    "pronouns": "Pronouns",
    "birth_on": "Born",
    "birth_precision": "How exactly that is known",
    "area": "Lives near",
    "how_to_talk": "How to talk with them",
    "living_situation": "Lives",
    "household": "Who lives there too",
    "gp": "Surgery",
    "given": "First names",
    "family": "Family name",
    "gender": "Gender",
    "holds_from": "From",
    "on_papers": "On letters and papers",
    "number": "NHS number",
}
CODES: dict[str, Any] = {"birth_precision": BirthPrecision, "living_situation": LivingSituation}  # choices of any kind


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two people wrote differently; empty where nothing stands."""

    label: str
    theirs: str
    mine: str


def differences(theirs: object, mine: object) -> list[Difference]:
    """What differs between two values of one kind, or two lists of equality answers."""
    return [
        Difference(label, old, new)
        for (label, old), (_, new) in zip(_in_words(theirs), _in_words(mine), strict=True)
        if old != new
    ]


def answer_words(answer: EqualityAnswer) -> str:
    """What they told us, or which kind of unknown it is."""
    return answer.words if answer.answer == Answer.STATED else answer.answer.label


def _in_words(version: Any) -> Iterator[tuple[str, str]]:  # a dataclass, or a list of answers
    if isinstance(version, list):
        yield from ((Characteristic(one.characteristic).label, answer_words(one)) for one in version)
        return
    for field in fields(version):
        value = getattr(version, field.name)
        words = CODES[field.name](value).label if field.name in CODES else str(value or "")
        yield LABELS[field.name], words
