"""Putting right what was written: the old version stays readable behind the new one."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.record import permissions, rules
from hearth.record.actions.countersigning import begin_waiting, stop_waiting
from hearth.record.actions.withholding import start_holding_back
from hearth.record.actions.writing import check_words
from hearth.record.codes import EntryStatus, Source, WithholdReason
from hearth.record.models import Entry


class AmendedMeanwhile(NotPossible):
    """Somebody amended this entry first. `theirs` is what stands now; nothing of either is lost."""

    def __init__(self, theirs: Entry) -> None:
        super().__init__("Somebody changed this while you were writing. Both versions are below. Choose what is right.")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of the words: that they tell of others too, and that others told them in confidence."""

    about_others: bool = False
    told_in_confidence: bool = False


@action
def amend_entry(
    actor: Actor,
    /,
    *,
    entry: Entry,
    title: str,
    body: str,
    reason: str,
    at: datetime,
    marks: Marks | None = None,
) -> Entry:
    """Put a new version in the old one's place; the old one stays readable behind it.

    Without `marks` they stay as they are. What is marked as told in confidence is held back from the person from now
    on; taking the mark away lets nobody read it: a second worker says so. Raises NotPermitted, NotPossible, or
    AmendedMeanwhile if somebody amended the same version first.
    """
    permissions.check_amend_entry(actor, entry=entry)
    return _amended(actor, entry, title, body, reason, at, marks)


@action
def amend_as_asked(actor: Actor, /, *, entry: Entry, body: str, reason: str, at: datetime) -> Entry:
    """Put an entry right because the person asked for it: any worker alongside who answers them may do so.

    Raises NotPermitted, also for what came from another record, NotPossible, or AmendedMeanwhile.
    """
    permissions.check_amend_as_asked(actor, entry=entry)
    return _amended(actor, entry, entry.title, body, reason, at, None)


@action
def mark_entered_in_error(actor: Actor, /, *, entry: Entry, reason: str, at: datetime) -> Entry:
    """Say that this entry should not be here. A marker stays in its place, with who said so and why."""
    permissions.check_amend_entry(actor, entry=entry)
    return _replace(actor, entry, EntryStatus.ENTERED_IN_ERROR, entry.title, entry.body, reason, at)


def _amended(
    actor: Actor, entry: Entry, title: str, body: str, reason: str, at: datetime, marks: Marks | None
) -> Entry:
    check_words(title=title, body=body)
    told = marks or Marks(entry.about_others, entry.told_in_confidence)
    version = _replace(actor, entry, EntryStatus.AMENDED, title, body, reason, at, told)
    if told.told_in_confidence and not entry.told_in_confidence and entry.source != Source.TOLD_BY_PERSON:
        start_holding_back(actor, entry=version, reason=WithholdReason.IN_CONFIDENCE, until_at=None, at=at)
    return version


def _replace(
    actor: Actor,
    entry: Entry,
    status: EntryStatus,
    title: str,
    body: str,
    reason: str,
    at: datetime,
    marks: Marks | None = None,
) -> Entry:
    if not reason.strip():
        raise NotPossible("Say in a few words why it changes.")
    version = Entry.objects.get(pk=entry.pk)
    version.pk, version.replaces_id, version.status = new_id(), entry.pk, status
    version.title, version.body, version.amend_reason, version.recorded_at = title, body, reason, at
    if marks is not None:
        version.about_others, version.told_in_confidence = marks.about_others, marks.told_in_confidence
    version.author_id, version.author_name = actor.membership_id, actor.name
    version.needs_countersign = rules.is_countersigned(actor.role)
    version._state.adding = True
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as problem:
        raise AmendedMeanwhile(_newest(entry)) from problem
    if version.needs_countersign:
        begin_waiting(actor, version, at)
    elif entry.needs_countersign:
        # Whoever puts right what a student wrote answers for it by their own name.
        stop_waiting(version, at)
    audit.record(actor, f"record.entry_{status}", subject=version, person_id=entry.person_id, at=at)
    return version


def _newest(entry: Entry) -> Entry:
    return Entry.objects.filter(person_id=entry.person_id, root_id=entry.root_id, amended_by=None).get()
