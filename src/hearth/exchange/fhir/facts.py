"""Allergies and medicines. 'None known' is a fact of its own; silence is not."""

import re
from datetime import date

from hearth.exchange.fhir.values import Around, Json, dig, reference, shortened, when
from hearth.exchange.fhir.words import all_words, named, words
from hearth.exchange.imported import ImportedHealthFact, Refused

# SNOMED CT: no known allergy, no known drug allergy, no known environmental allergy, no known food allergy.
NONE_KNOWN = frozenset({"716186003", "409137002", "428607008", "429625007"})
SAYS_NONE = re.compile(r"\bno known\b.*\ballerg", re.I)
MEDICINE_OVER = frozenset({"stopped", "completed", "cancelled", "ended", "not-taken"})
ALLERGY_OVER = frozenset({"inactive", "resolved"})
WITHDRAWN = {
    "entered-in-error": "The other record says this was written by mistake.",
    "refuted": "The other record says this was ruled out.",
}


def allergy_from(resource: Json, around: Around) -> ImportedHealthFact:
    """One AllergyIntolerance. Raises Refused if it says neither what it is to nor that none is known."""
    what = shortened(words(resource.get("code"), around), 200)
    none_known = bool(SAYS_NONE.search(what)) or any(
        code in NONE_KNOWN for code in dig(resource, "code.coding.code") if isinstance(code, str)
    )
    if not what and not none_known:
        raise Refused("It does not say what the allergy is to.")
    ended = any(code in ALLERGY_OVER for code in dig(resource, "clinicalStatus.coding.code") if isinstance(code, str))
    return ImportedHealthFact(
        kind="allergy",
        what="" if none_known else what,
        detail=_reactions(resource, around),
        said_by=_said_by(resource, around, "asserter", "recorder"),
        said_on=_on(resource, around, "recordedDate", "onsetDateTime"),
        none_known=none_known,
        ended=ended,
        ended_on=_on(resource, around, "abatementDateTime") if ended else None,
        withdrawn=_withdrawn(dig(resource, "verificationStatus.coding.code")),
    )


def medicine_from(resource: Json, around: Around) -> ImportedHealthFact:
    """One MedicationRequest or MedicationStatement. Raises Refused if it names no medicine."""
    what = words(resource.get("medicationCodeableConcept"), around)
    what = what or named(reference(resource, "medicationReference"), around)
    what = what or words(resource.get("medicationReference"), around)
    if not what:
        raise Refused("It does not name the medicine.")
    doses = all_words(resource, "dosageInstruction.text", around) or all_words(resource, "dosage.text", around)
    over = str(resource.get("status")) in MEDICINE_OVER
    return ImportedHealthFact(
        kind="medicine",
        what=shortened(what, 200),
        detail=shortened(doses, 200),
        said_by=_said_by(resource, around, "requester", "informationSource", "recorder"),
        said_on=_on(resource, around, "authoredOn", "dateAsserted", "effectiveDateTime", "effectivePeriod.start"),
        ended=over,
        ended_on=_on(resource, around, "effectivePeriod.end") if over else None,
        withdrawn=_withdrawn([resource.get("status")]),
    )


def _withdrawn(said: list[object]) -> str:
    return next((WITHDRAWN[word] for word in said if isinstance(word, str) and word in WITHDRAWN), "")


def _reactions(resource: Json, around: Around) -> str:
    parts = (all_words(resource, path, around) for path in ("reaction.manifestation", "reaction.severity", "note.text"))
    return shortened("; ".join(filter(None, parts)), 200)


def _said_by(resource: Json, around: Around, *fields: str) -> str:
    said = next((said for field in fields if (said := words(resource.get(field), around))), "")
    return shortened(said or around.source, 120)


def _on(resource: Json, around: Around, *paths: str) -> date | None:
    for path in paths:
        for value in dig(resource, path):
            return when(value, path, around.today).on
    return None
