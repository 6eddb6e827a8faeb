"""FHIR's data types, in words a person can read."""

import re
from calendar import month_name
from datetime import date
from html import unescape

from hearth.exchange.fhir.values import LONDON, Around, Json, When, dig, shortened, when
from hearth.exchange.imported import Refused

DEEPEST = 5
SNOMED_TAG = re.compile(
    r" \((?:procedure|finding|disorder|situation|regime/therapy|observable entity|qualifier value|event|record artifact"
    r"|assessment scale|substance|product|physical object|person|environment|morphologic abnormality|body structure)\)$"
)
DATE_LIKE = re.compile(r"\d{4}-\d{2}(-\d{2})?(T.*)?", re.ASCII)
MARKUP = re.compile(r"<[^>]*>")
MONTHS = tuple(month_name)[1:]


def words(value: object, around: Around, depth: int = 0) -> str:
    """Any FHIR value as words on one line; empty if it says nothing a person could read."""
    if depth > DEEPEST or value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, str):
        return _string(value, around.today)
    if isinstance(value, list):
        return "; ".join(filter(None, (words(item, around, depth + 1) for item in value)))
    return _object(value, around, depth) if isinstance(value, dict) else ""


def all_words(of: Json, path: str, around: Around) -> str:
    """The words of everything at a dotted path, each said once."""
    return "; ".join(dict.fromkeys(filter(None, (words(value, around) for value in dig(of, path)))))


def when_words(moment: When) -> str:
    """A moment as far as it is known: 1990; October 1990; 3 October 1990; 3 October 1990, 14:05."""
    local = moment.at.astimezone(LONDON)
    month = f"{MONTHS[local.month - 1]} {local.year}"
    return {
        "year": str(local.year),
        "month": month,
        "day": f"{local.day} {month}",
        "instant": f"{local.day} {month}, {local:%H:%M}",
    }[moment.precision]


def number(value: float) -> str:
    """A measured number without the digits no instrument has: two places, or three figures below one."""
    if isinstance(value, int) or value != value or abs(value) >= 1e15:
        return str(value)
    return f"{value:.3g}" if abs(value) < 1 else f"{value:.2f}".rstrip("0").rstrip(".")


def without_markup(html: object) -> str:
    """The words of a narrative's XHTML."""
    return shortened(unescape(MARKUP.sub(" ", html)), 20_000) if isinstance(html, str) else ""


def _string(value: str, today: date) -> str:
    if DATE_LIKE.fullmatch(value):
        try:
            return when_words(when(value, "date", today))
        except Refused:
            return value
    return " ".join(value.split())


def _object(value: Json, around: Around, depth: int) -> str:
    for told in (_concept, _quantity, _named, _span, _note):
        if said := told(value, around, depth):
            return said
    return ""


def _concept(value: Json, around: Around, depth: int) -> str:
    text = value.get("text")
    if isinstance(text, str) and text.strip():
        return SNOMED_TAG.sub("", " ".join(text.split()))
    for coding in dig(value, "coding"):
        if isinstance(coding, dict) and (said := words(coding, around, depth + 1)):
            return said
    return ""


def _quantity(value: Json, around: Around, depth: int) -> str:
    if isinstance(value.get("value"), int | float) and not isinstance(value["value"], bool):
        parts = (value.get("comparator"), number(value["value"]), value.get("unit") or value.get("code"))
        return " ".join(part for part in parts if isinstance(part, str) and part)
    if isinstance(value.get("numerator"), dict) and isinstance(value.get("denominator"), dict):
        return " in ".join(words(value[part], around, depth + 1) for part in ("numerator", "denominator"))
    return ""


def _named(value: Json, around: Around, depth: int) -> str:
    display = value.get("display")
    if isinstance(display, str) and display.strip():
        return SNOMED_TAG.sub("", " ".join(display.split()))
    if isinstance(value.get("reference"), str):
        return named(value["reference"], around)
    code = value.get("code")
    return code if isinstance(code, str) else ""


def named(reference: str, around: Around) -> str:
    """What the thing is called that this reference points to; empty if nobody has told us."""
    if reference.startswith("#"):
        inner = around.contained.get(reference[1:])
        return name_of(inner, around) if inner else ""
    return around.names(reference)


def name_of(resource: Json, around: Around) -> str:
    """What a supporting resource is called: a worker's, an organisation's, a place's or a medicine's name."""
    name = resource.get("name")
    if isinstance(name, str):
        return shortened(name, 120)
    if isinstance(name, list) and name and isinstance(name[0], dict):
        return human_name(name[0])
    for part in ("code", "practitioner", "type", "deviceName"):
        if said := words(resource.get(part), Around(around.today, around.names), 2):
            return shortened(said, 120)
    return ""


def human_name(name: Json) -> str:
    """A HumanName in the order it is said."""
    parts = [*dig(name, "prefix"), *dig(name, "given"), *dig(name, "family")]
    said = " ".join(part for part in parts if isinstance(part, str))
    text = name.get("text")
    return shortened(said or (text if isinstance(text, str) else ""), 120)


def _span(value: Json, around: Around, depth: int) -> str:
    for low, high, before, after in (("start", "end", "from", "to"), ("low", "high", "from", "to")):
        parts = ((before, value.get(low)), (after, value.get(high)))
        if said := " ".join(f"{word} {words(part, around, depth + 1)}" for word, part in parts if part):
            return said
    return ""


def _note(value: Json, around: Around, depth: int) -> str:
    for field in ("contentString", "title", "description", "url"):
        if isinstance(value.get(field), str):
            return " ".join(value[field].split())
    for field in ("concept", "contentReference", "contentAttachment"):
        if isinstance(value.get(field), dict):
            return words(value[field], around, depth + 1)
    return ""
