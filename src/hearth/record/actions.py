"""Writing in somebody's record. The person is the first reader of every word."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.people.models import Person
from hearth.record import permissions
from hearth.record.codes import LEVEL_OF_KIND, EntryKind, EntryStatus, Source
from hearth.record.models import Draft, Entry

OWN_WORDS = "my own words"


class AmendedMeanwhile(NotPossible):
    """Somebody amended this entry first. `theirs` is what stands now; nothing of either is lost."""

    def __init__(self, theirs: Entry) -> None:
        super().__init__("Somebody changed this while you were writing. Both versions are below. Choose what is right.")
        self.theirs = theirs


@action
def write_entry(
    actor: Actor,
    /,
    *,
    person: Person,
    kind: EntryKind,
    body: str,
    occurred_at: datetime,
    at: datetime,
    title: str = "",
    source: Source = Source.SEEN,
    about_others: bool = False,
    told_in_confidence: bool = False,
    withheld_reason: str = "",
    withheld_until: datetime | None = None,
    subject: tuple[str, UUID] | None = None,
    lane: str = "",
) -> Entry:
    """Add one entry to the journey. Both times are kept: when it happened and when it was written down.

    Raises NotPermitted, or NotPossible if it says nothing or lies in the future.
    """
    permissions.check_write_entry(actor, kind=kind)
    check_entry(title=title, body=body, occurred_at=occurred_at, at=at)
    return _add(
        actor,
        lane=lane,
        subject=subject,
        person=person,
        kind=kind,
        occurred_at=occurred_at,
        recorded_at=at,
        source=source,
        title=title,
        body=body,
        about_others=about_others,
        told_in_confidence=told_in_confidence,
        withheld_reason=withheld_reason,
        withheld_until=withheld_until,
    )


def _add(actor: Actor, *, lane: str, subject: tuple[str, UUID] | None, **told: Any) -> Entry:
    entry_id, (subject_type, subject_id) = new_id(), subject or ("", None)
    about = {"subject_type": subject_type, "subject_id": subject_id, **authorship(actor, lane)}
    min_level = LEVEL_OF_KIND.get(told["kind"], Level.FULL)
    entry = Entry(id=entry_id, root_id=entry_id, min_level=min_level, **about, **told)
    entry.save(force_insert=True)
    detail = {"kind": entry.kind}
    audit.record(
        actor, "record.entry_written", subject=entry, person_id=entry.person_id, at=entry.recorded_at, detail=detail
    )
    return entry


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


@action
def keep_draft(actor: Actor, /, *, place: str, fields: dict[str, str], person_id: UUID | None, at: datetime) -> Draft:
    """Keep what is being typed, for this account, in this place. Raises NotPossible for someone not signed in."""
    if actor.account_id is None:
        raise NotPossible("Sign in first, so that we know whose words to keep.")
    fields = {name: words.replace("\x00", "") for name, words in fields.items()}  # which no database keeps
    draft, _ = Draft.objects.update_or_create(
        account_id=actor.account_id, place=place, defaults={"fields": fields, "person_id": person_id, "saved_at": at}
    )
    audit.record(actor, "record.draft_kept", subject=draft, person_id=person_id, at=at)
    return draft


@action
def drop_draft(actor: Actor, /, *, place: str, at: datetime) -> None:
    """The words have found their place, or their writer let them go."""
    for draft in Draft.objects.filter(account=actor.account_id, place=place):
        draft.delete()
    audit.record(actor, "record.draft_dropped", subject=_Place(place), at=at)


class _Place:
    def __init__(self, pk: str) -> None:
        self.pk = pk


def check_entry(*, title: str, body: str, occurred_at: datetime, at: datetime) -> None:
    """Raises NotPossible if there is nothing to keep, or it has not happened yet."""
    check_words(title=title, body=body)
    check_moment(occurred_at=occurred_at, at=at)


def check_words(*, title: str, body: str) -> None:
    """Raises NotPossible if there is nothing to keep."""
    if not (title.strip() or body.strip()):
        raise NotPossible("Write a few words first. There is nothing to keep yet.")


def check_moment(*, occurred_at: datetime, at: datetime) -> None:
    """Raises NotPossible for something that has not happened yet."""
    if occurred_at > at:
        raise NotPossible("That time has not come yet. When did it happen?")


def authorship(actor: Actor, lane: str = "") -> dict[str, Any]:
    """Who writes, acting as what, for whom: stamped on every entry (DOMAIN 2)."""
    if actor.kind is ActorKind.PERSON:
        return {"author_name": actor.name, "acting_as": OWN_WORDS, "lane": lane or "In my own words"}
    if actor.kind is ActorKind.PUBLIC:
        return {"author_name": "whoever asked", "acting_as": "online", "lane": lane}
    return {
        "author_id": actor.membership_id,
        "author_name": actor.name,
        "acting_as": actor.role_words or actor.kind.value,
        "organisation_id": actor.organisation_id,
        "lane": lane or actor.organisation_name or "The hub",
    }


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
