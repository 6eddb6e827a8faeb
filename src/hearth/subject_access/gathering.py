"""Everything that is held about somebody, as things to read. For Hearth itself: it reads everything, once, for them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet

from hearth.core.actor import Actor
from hearth.core.helping import helped
from hearth.holding.models import HolderChange
from hearth.outcomes import queries as measures
from hearth.outcomes.models import Fill
from hearth.people.codes import NHS_NUMBER
from hearth.people.models import Contact, Identifier, Need, Person, PersonName, Relation
from hearth.record.journey.facts import When, precision
from hearth.record.models import Document, Entry, HealthFact, MyView, SafetyNote
from hearth.sharing.models import CircleChoice, Look, Sealing
from hearth.subject_access.found import NOTHING_KNOWN, Found
from hearth.subject_access.of_feedback import of_feedback
from hearth.subject_access.of_messages import of_messages
from hearth.subject_access.of_plans import of_plan
from hearth.subject_access.rules import Facts


def everything(actor: Actor, *, person: Person) -> Iterator[Found]:
    """All of it, for Hearth itself: who they are, what was written in every version, who held them, who looked."""
    yield from _who(actor, person)
    yield from _relations(actor, person)
    yield from _health(actor, person)
    yield from _safety_notes(actor, person)
    yield from _entries(actor, person)
    yield from _views(actor, person)
    yield from _measures(actor, person)
    yield from of_plan(actor, person)
    yield from of_feedback(actor, person)
    yield from of_messages(actor, person)
    yield from _around(actor, person)


def _who(actor: Actor, person: Person) -> Iterator[Found]:
    names = list(_of(PersonName.objects.visible_to(actor), person))
    numbers = list(_of(Identifier.objects.visible_to(actor), person))
    contacts = _of(Contact.objects.visible_to(actor), person)
    needs = _of(Need.objects.visible_to(actor), person)
    lines = [
        f"Called: {person.known_as}",
        *([f"Born: {_day(person.birth_on)}"] if person.birth_on else []),
        *(_name(name) for name in names if not name.restricted),
        *(_number(number) for number in numbers if not number.restricted),
        *(f"{contact.get_kind_display()}: {contact.value}" for contact in contacts),
        *(f"{need.get_kind_display()}: {need.words}" for need in needs),
        *([f"How to talk with them: {person.how_to_talk}"] if person.how_to_talk else []),
    ]
    yield Found("Person", person.pk, "Who you are to us", "\n".join(lines))
    # What only its custodians see, a name or a number of before, is read by nobody else for this.
    kept = [_name(name) for name in names if name.restricted]
    kept += [_number(number) for number in numbers if number.restricted]
    if kept:
        yield Found("PersonName", None, "What we show to nobody", "\n".join(kept), sealed=True)


def _number(number: Identifier) -> str:
    of = "NHS number" if number.system == NHS_NUMBER else f"Number, {number.system}"
    return f"{of}: {number.value}"


def _name(name: PersonName) -> str:
    return f"{name.get_use_display()}: {name.given} {name.family}".strip()


def _relations(actor: Actor, person: Person) -> Iterator[Found]:
    for one in _of(Relation.objects.visible_to(actor), person):
        words = ". ".join(part for part in (f"{one.name}, {one.relation}", one.how_to_reach) if part)
        yield Found("Relation", one.pk, "Somebody in your life", words, facts=Facts(about_others=True))


def _health(actor: Actor, person: Person) -> Iterator[Found]:
    for fact in _of(HealthFact.objects.visible_to(actor), person):
        words = "None known" if fact.none_known else f"{fact.what} {fact.detail}".strip()
        told = f"{fact.said_by}, {_day(fact.said_on)}"
        yield Found("HealthFact", fact.pk, fact.get_kind_display(), words, told)


def _safety_notes(actor: Actor, person: Person) -> Iterator[Found]:
    notes = _of(SafetyNote.objects.visible_to(actor).select_related("author"), person)
    for note in notes:
        words = f"{note.fact}\n{note.what_helps}".strip()
        yield Found(
            "SafetyNote",
            note.pk,
            f"What to know before a visit, {_day(note.happened_on)}",
            words,
            note.source,
            organisation_id=note.author.organisation_id,
            facts=Facts(safety=True),
        )


def _entries(actor: Actor, person: Person) -> Iterator[Found]:
    whole, one_by_one = _sealed(actor, person)
    files = {file.entry_id: file for file in Document.objects.visible_to(actor).filter(person=person)}
    # Any: what is added to a row has no type of its own.
    held_back = Func(F("person_id"), F("root_id"), function="record_is_withheld", output_field=BooleanField())
    every: Any = Entry.objects.visible_to(actor).filter(person=person).annotate(held_back=held_back)
    for entry in every.order_by("occurred_at", "recorded_at", "id").iterator(chunk_size=1000):
        told_by = f"{entry.author_name}, {entry.acting_as}, {entry.lane}. {entry.get_source_display()}."
        closed = whole or entry.root_id in one_by_one
        moment = None if precision(entry.coded) is When.UNKNOWN else entry.occurred_at
        about = (told_by, moment, entry.organisation_id, _facts(entry), closed, entry.rough_when)
        yield Found("Entry", entry.pk, entry.get_kind_display(), _words(entry), *about)
        if entry.pk in files:
            yield Found("Document", files[entry.pk].pk, "A file", _in_file(files[entry.pk]), *about)


def _facts(entry: Any) -> Facts:
    return Facts(
        held_back=entry.held_back,
        in_confidence=entry.told_in_confidence and entry.source != "told-by-person",
        about_others=entry.about_others,
        by_others=entry.source == "told-by-other",
    )


def _in_file(file: Document) -> str:
    """Its name and the words that could be read in it. The file itself is among their documents."""
    pages = file.texts.order_by("page").values_list("text", flat=True)
    return "\n".join([file.file_name, *pages])


def _words(entry: Entry) -> str:
    """All that somebody typed stands in one text, so that words left out are left out of all of it."""
    version = {"entered-in-error": "Written in error", "amended": "A later version"}.get(entry.status, "Changed")
    because = [f"{version}: {entry.amend_reason}"] if entry.amend_reason else []
    return "\n".join(part for part in (entry.title, entry.body, *because) if part)


def _views(actor: Actor, person: Person) -> Iterator[Found]:
    """Their own view of an entry is as closed as the entry is."""
    whole, one_by_one = _sealed(actor, person)
    for view in MyView.objects.visible_to(actor).filter(person=person).exclude(words="").order_by("said_at"):
        closed = whole or view.root_id in one_by_one
        yield Found(
            "MyView", view.pk, "Your own view", view.words, view.said_by + helped(view), view.said_at, sealed=closed
        )


def _measures(actor: Actor, person: Person) -> Iterator[Found]:
    """Every measure they finished, answer by answer, and what was talked through; as closed as its entry is."""
    whole, one_by_one = _sealed(actor, person)
    done = Fill.objects.visible_to(actor).filter(person=person, status="done")
    for fill in done.select_related("wording", "recorded_by__worker").order_by("answered_on", "begun_at"):
        told_by = f"{fill.get_mode_display()}. {fill.get_filled_by_display()}."
        closed = whole or fill.entry_id in one_by_one
        title = f"{measures.instrument_of(fill).name}, {_day(fill.answered_on)}"
        yield Found("Fill", fill.pk, title, _answers(actor, fill), told_by, fill.finished_at, sealed=closed)


def _answers(actor: Actor, fill: Fill) -> str:
    """The numbers of the items, their answers and results: the words of a licensed measure are not ours to give."""
    result = measures.result(actor, fill=fill)
    scores = [f"{score.scale.name}: {score.words or score.reason}" for score in result.scores]
    answers = [f"Item {item}: {value}" for item, value in sorted(result.answers.items())]
    talked = [
        f"Item {area.item}, talked through: {area.understanding} {area.looking_forward} {area.options} {area.actions}"
        for area in measures.areas_of(actor, fill=fill)
    ]
    back = [f"Taken back: {fill.retraction.reason}"] if hasattr(fill, "retraction") else []
    return "\n".join([*scores, *answers, *talked, *back])


def _sealed(actor: Actor, person: Person) -> tuple[bool, set[UUID | None]]:
    live = list(Sealing.objects.visible_to(actor).filter(person=person, lifted_at=None))
    whole = any(one.entry_id is None and not one.section for one in live)
    return whole, {one.entry_id for one in live if one.entry_id}


def _around(actor: Actor, person: Person) -> Iterator[Found]:
    holders = HolderChange.objects.visible_to(actor).filter(person=person).select_related("holder__worker")
    held = [f"{_day(one.from_at)}: {one.holder.worker.name}" for one in holders.order_by("from_at") if one.holder]
    yield from _list("HolderChange", "Who held you, and from when", held)
    choices = CircleChoice.objects.visible_to(actor).filter(person=person).order_by("from_at")
    chosen = [f"{_day(one.from_at)}: {one.get_whom_kind_display()}, {one.get_level_display()}" for one in choices]
    yield from _list("CircleChoice", "What you chose others may know", chosen)
    whose = (F("person_id"), F("membership_id"), F("at"))
    untold = Func(*whose, function="sharing_is_untold", output_field=BooleanField())
    looks: list[Any] = list(Look.objects.visible_to(actor).filter(person=person).annotate(untold=untold).order_by("at"))
    yield from _list("Look", "Who looked at your record", [_look(one) for one in looks if not one.untold])
    # A guardian wrote down why the person is not told of these now; they are looked at again here.
    kept = [_look(one) for one in looks if one.untold]
    yield from _list("Look", "Who else looked at your record", kept, Facts(held_back=True))


def _list(subject_type: str, title: str, lines: list[str], facts: Facts = NOTHING_KNOWN) -> Iterator[Found]:
    if lines:
        yield Found(subject_type, None, title, "\n".join(lines), facts=facts)


def _look(one: Look) -> str:
    return f"{_day(one.at)}: {one.name}, {one.role_words}, {one.organisation_name}: {one.reason}"


def _of(rows: QuerySet, person: Person) -> QuerySet:  # type: ignore[type-arg]  # any rows with a person
    return rows.filter(person=person).order_by("pk")


def _day(value: date | datetime) -> str:
    return f"{value.day} {value:%B %Y}"
