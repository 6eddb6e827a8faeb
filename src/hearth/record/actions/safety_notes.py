"""What to know before a visit: a fact with its day, its source and its author, which runs out unless it is renewed."""

from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.record import permissions, rules
from hearth.record.actions.writing import write_entry
from hearth.record.codes import EntryKind, Said
from hearth.record.models import NoteWord, SafetyNote
from hearth.record.safe_rules import FACT_FIRST, SOURCE_FIRST, WHY_NOT_NEEDED, WHY_STILL, ToldNote


@action
def write_note(actor: Actor, /, *, person: Person, told: ToldNote, at: datetime) -> SafetyNote:
    """Write down a fact to know before a visit, for twelve months at most.

    Raises NotPermitted, or NotPossible if it says nothing, comes from nobody, lies in the future or runs too long.
    """
    permissions.check_keep_note(actor)
    rules.check_words(told.fact, missing=FACT_FIRST)
    rules.check_words(told.source, missing=SOURCE_FIRST)
    rules.check_day(told.happened_on, today=_today(at))
    rules.check_review(told.review_on, today=_today(at))
    by_whom = {"author_id": actor.membership_id}
    note = SafetyNote(
        id=new_id(),
        person=person,
        fact=told.fact.strip(),
        what_helps=told.what_helps.strip(),
        happened_on=told.happened_on,
        source=told.source.strip(),
        looked_on=_today(at),
        review_on=told.review_on,
        **by_whom,
    )
    SafetyNote.objects.bulk_create([note])
    _keep(actor, note, Said.TOLD, at, review_on=note.review_on)
    _tell(actor, note, "Something to know before a visit was written down. It stands on the first page.", at)
    return note


@action
def renew_note(actor: Actor, /, *, note: SafetyNote, review_on: date, why: str, at: datetime) -> SafetyNote:
    """Look at it again and let it hold until another day, twelve months from now at most.

    One that has run out can be renewed too. Raises NotPermitted, or NotPossible without a reason or if it was ended.
    """
    permissions.check_keep_note(actor)
    rules.check_stands(note.ended_on)
    rules.check_words(why, missing=WHY_STILL)
    rules.check_review(review_on, today=_today(at))
    note.looked_on, note.review_on = _today(at), review_on
    note.save(update_fields=["looked_on", "review_on"])
    _keep(actor, note, Said.CONFIRMED, at, review_on=review_on, why=why.strip())
    _tell(actor, note, "Something to know before a visit was looked at again, and kept for now.", at)
    return note


@action
def end_note(actor: Actor, /, *, note: SafetyNote, why: str, at: datetime) -> SafetyNote:
    """It is no longer needed. It stays readable, with who ended it and why.

    Raises NotPermitted, or NotPossible without a reason or if it was ended already.
    """
    permissions.check_keep_note(actor)
    rules.check_stands(note.ended_on)
    rules.check_words(why, missing=WHY_NOT_NEEDED)
    note.ended_on = _today(at)
    note.save(update_fields=["ended_on"])
    _keep(actor, note, Said.ENDED, at, why=why.strip())
    _tell(actor, note, "Something to know before a visit is no longer needed, and was ended.", at)
    return note


def _keep(
    actor: Actor, note: SafetyNote, said: Said, at: datetime, *, review_on: date | None = None, why: str = ""
) -> None:
    by_whom = {"by_id": actor.membership_id}
    word = NoteWord(
        id=new_id(),
        person_id=note.person_id,
        note=note,
        said=said,
        review_on=review_on,
        why=why,
        at=at,
        **by_whom,
    )
    NoteWord.objects.bulk_create([word])
    audit.record(actor, f"record.note_{said}", subject=note, person_id=note.person_id, at=at)


def _tell(actor: Actor, note: SafetyNote, words: str, at: datetime) -> None:
    """The journey says that it happened, never what stands there: somebody may seal these notes as a whole."""
    write_entry(
        actor,
        person=Person(pk=note.person_id),
        kind=EntryKind.KEEPING_SAFE,
        title="Before a visit",
        body=words,
        occurred_at=at,
        at=at,
        subject=("SafetyNote", note.pk),
    )


def _today(at: datetime) -> date:
    return day_of(at)
