"""Writing an entry: what every package calls to tell somebody's story."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.people.models import Person
from hearth.record import permissions, rules
from hearth.record.actions.countersigning import begin_waiting
from hearth.record.actions.withholding import start_holding_back
from hearth.record.codes import FOR_THEM, LEVEL_OF_KIND, OWN_WORDS, EntryKind, Source, WithholdReason
from hearth.record.models import Entry
from hearth.record.withholding_rules import check_hold_back, is_held_back_by_being_told
from hearth.sharing.permissions import acts_for


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
    ended_at: datetime | None = None,
    coded: Mapping[str, Any] | None = None,
) -> Entry:
    """Add one entry to the journey. Both times are kept: when it happened and when it was written down.

    `ended_at` is for what lasted, such as a stay; `coded` for what the picture of the journey draws, as
    `record.journey.facts` writes it. With a `withheld_reason` the person does not read it until `withheld_until`;
    what others told in confidence they do not read until a second worker says so. Raises NotPermitted, or NotPossible
    if it says nothing, lies in the future or would be held back too long.
    """
    permissions.check_write_entry(actor, kind=kind)
    check_entry(title=title, body=body, occurred_at=ended_at or occurred_at, at=at)
    if withheld_reason:
        check_hold_back(reason=withheld_reason, until_at=withheld_until, at=at)
    told = {"title": title, "body": body, "source": source}
    marks = {"about_others": about_others, "told_in_confidence": told_in_confidence}
    times = {"occurred_at": occurred_at, "ended_at": ended_at, "recorded_at": at}
    entry = _add(actor, lane, subject, person=person, kind=kind, coded=dict(coded or {}), **told, **marks, **times)
    _hold_back(actor, entry, withheld_reason, withheld_until, at)
    return entry


def _hold_back(actor: Actor, entry: Entry, reason: str, until_at: datetime | None, at: datetime) -> None:
    if reason:
        start_holding_back(actor, entry=entry, reason=reason, until_at=until_at, at=at)
    if is_held_back_by_being_told(told_in_confidence=entry.told_in_confidence, source=entry.source):
        start_holding_back(actor, entry=entry, reason=WithholdReason.IN_CONFIDENCE, until_at=None, at=at)


def _add(actor: Actor, lane: str, subject: tuple[str, UUID] | None, **told: Any) -> Entry:
    entry_id, (subject_type, subject_id) = new_id(), subject or ("", None)
    about = {"subject_type": subject_type, "subject_id": subject_id, **_authorship_of(actor, told["person"], lane)}
    told["min_level"] = LEVEL_OF_KIND.get(told["kind"], Level.FULL)
    if actor.helped_by:
        told["coded"] = {**told["coded"], "helped_by": actor.helped_by}
    needs = rules.is_countersigned(actor.role)
    entry = Entry(id=entry_id, root_id=entry_id, needs_countersign=needs, **about, **told)
    entry.save(force_insert=True)
    if needs:
        begin_waiting(actor, entry, entry.recorded_at)
    detail = {"kind": entry.kind}
    audit.record(
        actor, "record.entry_written", subject=entry, person_id=entry.person_id, at=entry.recorded_at, detail=detail
    )
    return entry


@action
def note_helper(actor: Actor, /, *, person: Person, helper: str, at: datetime) -> Entry:
    """The person says who sits beside them and types; the journey says so too. Raises NotPermitted, NotPossible."""
    return write_entry(
        actor,
        person=person,
        kind=EntryKind.LIFE_EVENT,
        title="Somebody helps me here",
        body=f"{helper} helps me with my pages today. What we write says so.",
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_PERSON,
    )


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


def _authorship_of(actor: Actor, person: Person, lane: str) -> dict[str, Any]:
    if acts_for(actor, person_id=person.pk):
        return {"author_name": actor.name, "acting_as": FOR_THEM, "lane": lane or "In their name"}
    return authorship(actor, lane)


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
