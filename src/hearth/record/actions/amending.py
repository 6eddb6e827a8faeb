"""Putting right what was written: the old version stays readable behind the new one."""

from datetime import datetime

from django.db import IntegrityError, transaction

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.record import permissions
from hearth.record.actions.writing import check_words
from hearth.record.codes import EntryStatus
from hearth.record.models import Entry


class AmendedMeanwhile(NotPossible):
    """Somebody amended this entry first. `theirs` is what stands now; nothing of either is lost."""

    def __init__(self, theirs: Entry) -> None:
        super().__init__("Somebody changed this while you were writing. Both versions are below. Choose what is right.")
        self.theirs = theirs


@action
def amend_entry(actor: Actor, /, *, entry: Entry, title: str, body: str, reason: str, at: datetime) -> Entry:
    """Put a new version in the old one's place; the old one stays readable behind it.

    Raises NotPermitted, NotPossible, or AmendedMeanwhile if somebody amended the same version first.
    """
    permissions.check_amend_entry(actor, entry=entry)
    check_words(title=title, body=body)
    return _replace(actor, entry, EntryStatus.AMENDED, title, body, reason, at)


@action
def mark_entered_in_error(actor: Actor, /, *, entry: Entry, reason: str, at: datetime) -> Entry:
    """Say that this entry should not be here. A marker stays in its place, with who said so and why."""
    permissions.check_amend_entry(actor, entry=entry)
    return _replace(actor, entry, EntryStatus.ENTERED_IN_ERROR, entry.title, entry.body, reason, at)


def _replace(
    actor: Actor, entry: Entry, status: EntryStatus, title: str, body: str, reason: str, at: datetime
) -> Entry:
    if not reason.strip():
        raise NotPossible("Say in a few words why it changes.")
    version = Entry.objects.get(pk=entry.pk)
    version.pk, version.replaces_id, version.status = new_id(), entry.pk, status
    version.title, version.body, version.amend_reason, version.recorded_at = title, body, reason, at
    version.author_id, version.author_name = actor.membership_id, actor.name
    version._state.adding = True
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as problem:
        raise AmendedMeanwhile(_newest(entry)) from problem
    audit.record(actor, f"record.entry_{status}", subject=version, person_id=entry.person_id, at=at)
    return version


def _newest(entry: Entry) -> Entry:
    return Entry.objects.filter(person_id=entry.person_id, root_id=entry.root_id, amended_by=None).get()
