"""Everything of one record that may leave without a human reading it first, gathered by Hearth itself."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from hearth.core.actor import SYSTEM
from hearth.core.querysets import Seen
from hearth.exchange import measures
from hearth.exchange.fhir import leaving as fhir
from hearth.exchange.fhir.values import Json
from hearth.people.codes import PersonStatus
from hearth.people.models import Contact, Identifier, Need, Person, PersonName
from hearth.record.codes import EntryStatus
from hearth.record.models import Entry, HealthFact
from hearth.record.policies import ENTRY_MAY_LEAVE
from hearth.sharing.models import Sealing
from hearth.subject_access import document, gathering, rules
from hearth.subject_access.codes import Concern
from hearth.subject_access.document import Chosen, Cover
from hearth.subject_access.found import Found
from hearth.subject_access.rules import Segment

SEALED = "kept sealed by the person"
NOT_IN_FHIR = (
    "Not in the FHIR bundle: earlier versions, their plan, people in their life, safety notes, documents as "
    "files, who held them, their circle and who looked. They are in the page and the PDF as far as they may leave."
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves, in each form; and what was left out, in words, with how often."""

    person_id: UUID
    files: dict[str, bytes]
    left_out: Counter[str] = field(default_factory=Counter)


def leaving(person: Person, kinds: Sequence[str], at: datetime) -> Leaving:
    """One record in these forms: html, pdf, fhir. For Hearth itself, which reads everything once.

    What a human must read first, and what the person keeps sealed, is left out and counted.
    """
    left_out: Counter[str] = Counter()
    sealed = _sealed_sections(person)
    given = [_chosen(one) for one in gathering.everything(SYSTEM, person=person) if _may_leave(one, sealed, left_out)]
    cover = Cover(person.known_as, at, _sentences(left_out))
    forms: dict[str, Callable[[], bytes]] = {
        "html": lambda: document.as_page(cover, given),
        "pdf": lambda: document.as_document(cover, given),
        "fhir": lambda: json.dumps(_bundle(person, at), ensure_ascii=False, indent=1).encode(),
    }
    return Leaving(person.pk, {kind: forms[kind]() for kind in kinds}, left_out)


def _may_leave(found: Found, sections_sealed: bool, left_out: Counter[str]) -> bool:
    concern = rules.concern(found.facts)
    is_sealed = found.sealed or (found.subject_type == "HealthFact" and sections_sealed)
    if is_sealed or concern != Concern.NONE:
        left_out[SEALED if is_sealed else Concern(concern).label.lower()] += 1
        return False
    return True


def _sealed_sections(person: Person) -> bool:
    """Whether a part of the record, or all of it, is sealed: then nothing of the parts leaves by itself."""
    return Sealing.objects.visible_to(SYSTEM).filter(person=person, entry_id=None, lifted_at=None).exists()


def _chosen(found: Found) -> Chosen:
    key = f"{found.subject_type}/{found.subject_id or ''}"
    return Chosen(found.title, [Segment(found.body)], found.happened_at, found.told_by, key=key)


def _sentences(left_out: Counter[str]) -> list[str]:
    told = [
        "What is held about this person and may leave without somebody reading it first, the oldest first.",
        "Where something was changed later, both versions are here.",
    ]
    if left_out:
        told.append(f"{left_out_words(left_out)} The whole, read through by people, is given on request.")
    return told


def left_out_words(left_out: Counter[str]) -> str:
    """What is missing, as a sentence: how much, and why."""
    why = ", ".join(f"{many} {reason}" for reason, many in sorted(left_out.items()))
    return f"Left out: {sum(left_out.values())} ({why})."


def _bundle(person: Person, at: datetime) -> Json:
    may_leave = Q(Seen(ENTRY_MAY_LEAVE, table=Entry._meta.db_table))
    entries = Entry.objects.visible_to(SYSTEM).filter(may_leave, person=person, amended_by=None)
    open_ones = entries.filter(about_others=False, told_in_confidence=False).exclude(source="told-by-other")
    facts = HealthFact.objects.visible_to(SYSTEM).filter(person=person).order_by("said_on", "id")
    # No resource says honestly that somebody takes no medicines; the page and the PDF do.
    said = [_fact(one) for one in facts if one.kind == "allergy" or not one.none_known]
    sealed = _sealed_sections(person)
    told = measures.sittings(person, entries=entries.values("root_id"))
    told += [] if sealed else measures.not_filled(person)
    documents = [_entry(one) for one in open_ones.order_by("occurred_at", "id")]
    return fhir.bundle(_person(person), documents, [] if sealed else said, at, told)


def _person(person: Person) -> fhir.LeavingPerson:
    names = PersonName.objects.visible_to(SYSTEM).filter(person=person, restricted=False).order_by("use", "id")
    numbers = Identifier.objects.visible_to(SYSTEM).filter(person=person, restricted=False).order_by("system")
    ways = Contact.objects.visible_to(SYSTEM).filter(person=person, until_on=None, safe_to_use=True).order_by("id")
    needs = Need.objects.visible_to(SYSTEM).filter(person=person, until_on=None, kind="language").order_by("id")
    return fhir.LeavingPerson(
        id=person.pk,
        known_as=person.known_as,
        names=tuple(names.values_list("use", "given", "family")),
        numbers=tuple(numbers.values_list("system", "value")),
        contacts=tuple(ways.values_list("kind", "value")),
        languages=tuple(needs.values_list("words", flat=True)),
        birth_on=person.birth_on,
        birth_precision=person.birth_precision,
        has_died=person.status == PersonStatus.DIED,
        died_on=person.died_on,
    )


def _entry(entry: Entry) -> fhir.LeavingEntry:
    return fhir.LeavingEntry(
        id=entry.pk,
        kind=entry.get_kind_display(),
        title=entry.title,
        words=entry.body,
        author=entry.author_name,
        organisation=entry.lane,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        in_error=entry.status == EntryStatus.ENTERED_IN_ERROR,
    )


def _fact(fact: HealthFact) -> fhir.LeavingFact:
    return fhir.LeavingFact(
        id=fact.pk,
        kind=fact.kind,
        what=fact.what,
        detail=fact.detail,
        said_by=fact.said_by,
        said_on=fact.said_on,
        ended_on=fact.ended_on,
        none_known=fact.none_known,
    )
