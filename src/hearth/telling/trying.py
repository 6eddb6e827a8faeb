"""Answers of somebody invented, with whom a form is tried before anybody's is filled. Pure."""

from datetime import date

from hearth.telling.catalogue import BY_CODE
from hearth.telling.codes import AnswerKind, Origin
from hearth.telling.models import FormVersion
from hearth.telling.rules import Answer, fields_from

SAMPLES = {
    "known_as": "Zoë",
    "legal_name": "Zoë Ó’Malley & Sons",
    "birth_on": "3 May 1990",
    "nhs_number": "999 000 0018",
    "phone": "07700 900 123",
    "email": "zoe@example.org",
    "address": "3 Foss Walk, York",
}
BY_KIND = {
    AnswerKind.LINE: "An answer in a few words",
    AnswerKind.WORDS: "An answer of several lines.\nThis is the second of them.",
    AnswerKind.DAY: "3 May 1990",
    AnswerKind.YES_NO: "Yes",
}


def sample_answers(version: FormVersion) -> list[Answer]:
    """An answer for every place of this version."""
    return [
        Answer(
            field.key, field.label, field.fact, _sample(field.fact, field.kind), Origin.KNOWN, "Zoë, 3 May", date.min
        )
        for field in fields_from(version.fields)
    ]


def _sample(fact: str, kind: str) -> str:
    asked = BY_CODE[fact].kind if fact in BY_CODE else AnswerKind(kind)
    return SAMPLES.get(fact) or BY_KIND[asked]
