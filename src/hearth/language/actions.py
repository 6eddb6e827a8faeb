"""Keeping the word list. It suggests; it never blocks and never rewrites."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.language import permissions, queries, rules
from hearth.language.models import Phrase
from hearth.language.rules import Entry

MEANWHILE = "Somebody changed this entry while you were writing. What stands now is below."


@action
def add_phrase(actor: Actor, /, *, entry: Entry, owner_id: UUID | None, owner_name: str, at: datetime) -> Phrase:
    """Look for one more phrase. Raises NotPermitted, or NotPossible if it is not whole or is in the list already."""
    permissions.check_add_phrase(actor)
    rules.check_entry(entry, on=day_of(at))
    _check_new(entry)
    added = _version(actor, entry, owner_id, owner_name, at)
    added.root_id = added.pk
    added.save(force_insert=True)
    audit.record(actor, "language.phrase_added", subject=added, at=at)
    return added


@action
def change_phrase(
    actor: Actor, /, *, phrase: Phrase, entry: Entry, owner_id: UUID | None, owner_name: str, at: datetime
) -> Phrase:
    """Say it otherwise from now on; what stood before stays readable.

    Raises NotPermitted, or NotPossible if it is not whole or somebody changed the same version first.
    """
    permissions.check_change_phrase(actor, phrase=phrase)
    rules.check_entry(entry, on=day_of(at))
    version = _version(actor, entry, owner_id, owner_name, at)
    version.root_id, version.replaces_id, version.source = phrase.root_id, phrase.pk, phrase.source
    return _put_in_place(actor, version, "language.phrase_changed")


@action
def end_phrase(actor: Actor, /, *, phrase: Phrase, because: str, at: datetime) -> Phrase:
    """Look for it no longer. Raises NotPermitted, or NotPossible without a reason."""
    permissions.check_change_phrase(actor, phrase=phrase)
    if not because.strip():
        raise NotPossible("Say in a few words why it leaves the list.")
    told = {name: getattr(phrase, name) for name in ("phrase", "suggestion", "why", "review_on")}
    entry = Entry(audiences=tuple(phrase.audiences), also=tuple(phrase.also), **told)
    version = _version(actor, entry, phrase.owner_id, phrase.owner_name, at)
    version.root_id, version.replaces_id, version.source = phrase.root_id, phrase.pk, phrase.source
    version.ended_because = because.strip()
    return _put_in_place(actor, version, "language.phrase_ended")


def _check_new(entry: Entry) -> None:
    same = queries.phrases().filter(phrase__iexact=entry.phrase.strip(), audiences__overlap=list(entry.audiences))
    if same.exists():
        raise NotPossible("This phrase is in the list already. Open it there and change it.")


def _version(actor: Actor, entry: Entry, owner_id: UUID | None, owner_name: str, at: datetime) -> Phrase:
    told: dict[str, Any] = {**asdict(entry), "audiences": list(entry.audiences), "also": list(entry.also)}
    by = {"decided_by_id": actor.membership_id, "decided_by_name": actor.name, "decided_at": at}
    return Phrase(id=new_id(), owner_id=owner_id, owner_name=owner_name, **told, **by)


def _put_in_place(actor: Actor, version: Phrase, event: str) -> Phrase:
    with first_come(MEANWHILE):
        version.save(force_insert=True)
    audit.record(actor, event, subject=version, at=version.decided_at)
    return version
