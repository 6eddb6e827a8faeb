"""What somebody filled in, as FHIR R4: the answers, what they come to, and why there are none. Pure.

No words of a measure are in it that belong to others: its items go by their numbers. Source: FHIR R4 (4.0.1)
QuestionnaireResponse, Observation; SNOMED CT codes of scores: `outcomes/data`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid5

from hearth.exchange.fhir.values import Json

ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
SNOMED = "http://snomed.info/sct"
MEASURES, MEASURE, EXTENSION = "urn:hearth:measures", "urn:hearth:measure:", "urn:hearth:extension:"
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class LeavingScore:
    """One result: its value, or why there is none; how many left-out answers the rule let the mean stand for.

    `missing_rule` says that rule in words, `unchecked` which rules of the scoring nobody has compared yet.
    """

    scale: str
    name: str
    value: Fraction | None
    reason: str
    supplied: int
    missing_rule: str
    snomed: str
    unchecked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeavingMeasure:
    """One sitting with one version of one measure. `words` are those of its items, where they are our own.

    `written_by` is who wrote it down, empty where they did it themselves; `taken_back` why it counts for nothing.
    """

    id: UUID
    code: str
    version: int
    name: str
    answered_on: date
    finished_at: datetime
    mode: str
    filled_by: str
    by_somebody_close: bool
    helped_by: str
    language: str
    written_by: str
    answers: Mapping[int, int]
    words: Mapping[int, str]
    scores: tuple[LeavingScore, ...]
    taken_back: str


@dataclass(frozen=True, slots=True)
class LeavingOffer:
    """Why a measure was not filled in: what came of offering it, as a code of FHIR where there is one, and in words."""

    id: UUID
    code: str
    name: str
    absent: str
    said: str
    words: str
    at: datetime


def measured(whose: UUID, sitting: LeavingMeasure) -> list[Json]:
    """The answers as they were given, and a result for each scale, each pointing at the answers."""
    return [_answers(whose, sitting), *(_result(whose, sitting, score) for score in sitting.scores)]


def not_filled(whose: UUID, offer: LeavingOffer) -> Json:
    """That nothing was filled in, and why."""
    because: Json = {"text": offer.said}
    if offer.absent:
        because["coding"] = [{"system": ABSENT, "code": offer.absent}]
    return {
        "resourceType": "Observation",
        "id": str(offer.id),
        "status": "final",
        "code": {"coding": [{"system": MEASURES, "code": offer.code}], "text": offer.name},
        "subject": _of(whose),
        "effectiveDateTime": offer.at.isoformat(),
        "dataAbsentReason": because,
        **({"note": [{"text": offer.words}]} if offer.words else {}),
    }


def _answers(whose: UUID, sitting: LeavingMeasure) -> Json:
    how = {
        "mode": sitting.mode,
        "filled-by": sitting.filled_by,
        "helped-by": sitting.helped_by,
        "asked-in-language": sitting.language,
        "answered-on": sitting.answered_on.isoformat(),
        "taken-back": sitting.taken_back,
    }
    somebody_close: Json = {"display": sitting.filled_by}
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(sitting.id),
        "extension": [{"url": EXTENSION + name, "valueString": said} for name, said in how.items() if said],
        "questionnaire": f"{MEASURE}{sitting.code}|{sitting.version}",
        "status": _status(sitting, "completed"),
        "subject": _of(whose),
        "authored": sitting.finished_at.isoformat(),
        "author": {"display": sitting.written_by} if sitting.written_by else _of(whose),
        "source": somebody_close if sitting.by_somebody_close else _of(whose),
        "item": [_item(number, value, sitting.words) for number, value in sorted(sitting.answers.items())],
    }


def _item(number: int, value: int, words: Mapping[int, str]) -> Json:
    said = {"text": words[number]} if number in words else {}
    return {"linkId": str(number), **said, "answer": [{"valueInteger": value}]}


def _result(whose: UUID, sitting: LeavingMeasure, score: LeavingScore) -> Json:
    coding = [{"system": f"{MEASURE}{sitting.code}", "version": str(sitting.version), "code": score.scale}]
    if score.snomed:
        coding.append({"system": SNOMED, "code": score.snomed})
    value: Json = {"dataAbsentReason": {"text": score.reason}}
    if score.value is not None:
        value = {"valueQuantity": {"value": _number(score.value)}}
    return {
        "resourceType": "Observation",
        "id": str(uuid5(sitting.id, score.scale)),
        "status": _status(sitting, "final"),
        "code": {"coding": coding, "text": score.name},
        "subject": _of(whose),
        "effectiveDateTime": sitting.answered_on.isoformat(),
        **value,
        "method": {"text": score.missing_rule},
        "note": [{"text": words} for words in _notes(sitting, score)],
        "derivedFrom": [{"reference": f"urn:uuid:{sitting.id}"}],
    }


def _notes(sitting: LeavingMeasure, score: LeavingScore) -> list[str]:
    """What a reader must know beside the number. There is always one."""
    left = "1 answer was" if score.supplied == 1 else f"{score.supplied} answers were"
    told = [f"{sitting.name}, version {sitting.version}."]
    told += [f"{left} left out; the mean of the others stands in."] if score.supplied else []
    told += [f"Taken back, and counts for nothing: {sitting.taken_back}"] if sitting.taken_back else []
    return told + [f"Not checked: {words}" for words in score.unchecked]


def _number(value: Fraction) -> int | float:
    """Whole where it is whole; else to four places."""
    if value.denominator == 1:
        return value.numerator
    return float((Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES))


def _status(sitting: LeavingMeasure, otherwise: str) -> str:
    return "entered-in-error" if sitting.taken_back else otherwise


def _of(whose: UUID) -> Json:
    return {"reference": f"urn:uuid:{whose}"}
