"""Whoever answers for a student or volunteer reads their words too: signs, or asks first. Three working days."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.organisations import queries as organisations
from hearth.record import permissions, rules
from hearth.record.codes import COUNTERSIGN_CLOCK, Countersign
from hearth.record.models import Countersigning, Entry

SIGNED_ALREADY = "Somebody has countersigned this already."


@action
def countersign(actor: Actor, /, *, entry: Entry, at: datetime, words: str = "") -> Countersigning:
    """Read what a student or volunteer wrote, and sign it too. The promise to do so is kept.

    Raises NotPermitted for their own words, another organisation, or a role that does not sign; NotPossible if it is
    signed already or a newer version stands.
    """
    permissions.check_countersign(actor, entry=entry)
    _check_waits(actor, entry)
    signed = _say(actor, entry, Countersign.SIGNED, words.strip(), at)
    stop_waiting(entry, at)
    return signed


@action
def ask_before_signing(actor: Actor, /, *, entry: Entry, question: str, at: datetime) -> Countersigning:
    """Send it back to whoever wrote it, with a question. The clock goes on: nothing a service does stops it.

    Raises NotPermitted, or NotPossible without a question or if it is signed already.
    """
    permissions.check_countersign(actor, entry=entry)
    rules.check_words(question, missing=rules.ASK_IN_WORDS)
    _check_waits(actor, entry)
    return _say(actor, entry, Countersign.ASKED, question.strip(), at)


@action
def answer_question(actor: Actor, /, *, entry: Entry, words: str, at: datetime) -> Countersigning:
    """Whoever wrote it answers what they were asked. Raises NotPermitted for anyone else, or NotPossible."""
    permissions.check_answer_question(actor, entry=entry)
    rules.check_words(words, missing=rules.ANSWER_IN_WORDS)
    _check_waits(actor, entry)
    return _say(actor, entry, Countersign.ANSWERED, words.strip(), at)


def begin_waiting(actor: Actor, entry: Entry, at: datetime) -> None:
    """From now on somebody who answers for the author has three working days. Called by the action that writes."""
    if not entry.needs_countersign or _clocks(entry).filter(stopped_at=None).exists():
        return
    clocks.start_clock(
        code=COUNTERSIGN_CLOCK,
        person_id=entry.person_id,
        subject_type="Entry",
        subject_id=entry.pk,
        owner_id=_owner(actor),
        at=at,
    )


def stop_waiting(entry: Entry, at: datetime) -> None:
    """Nobody waits for a signature under any version of this entry any more."""
    for clock in _clocks(entry).filter(stopped_at=None):
        clocks.add_event(clock, kind="stop", occurred_at=at, at=at)


def _clocks(entry: Entry) -> QuerySet[Clock]:
    versions = Entry.objects.filter(person_id=entry.person_id, root_id=entry.root_id).values("pk")
    return Clock.objects.filter(person_id=entry.person_id, definition=COUNTERSIGN_CLOCK, subject_id__in=versions)


def _owner(actor: Actor) -> UUID | None:
    if actor.membership_id is None:
        return None
    return organisations.who_countersigns(actor.membership_id)


def _check_waits(actor: Actor, entry: Entry) -> None:
    if Entry.objects.visible_to(actor).filter(replaces=entry.pk).exists():
        raise NotPossible("These words have been put right meanwhile. Read them as they are now.")
    if Countersigning.objects.visible_to(actor).filter(entry=entry, said=Countersign.SIGNED).exists():
        raise NotPossible(SIGNED_ALREADY)


def _say(actor: Actor, entry: Entry, said: Countersign, words: str, at: datetime) -> Countersigning:
    by_whom = {"by_id": actor.membership_id, "author_id": entry.author_id}
    row = Countersigning(
        id=new_id(),
        person_id=entry.person_id,
        entry=entry,
        root_id=entry.root_id,
        said=said,
        words=words,
        by_name=actor.name,
        at=at,
        **by_whom,
    )
    Countersigning.objects.bulk_create([row])
    audit.record(actor, f"record.countersign_{said}", subject=entry, person_id=entry.person_id, at=at)
    return row
