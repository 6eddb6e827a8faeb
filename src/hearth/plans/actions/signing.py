"""The person says: this is mine."""

import hashlib
import json
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.holding.models import Holding
from hearth.people.models import Person
from hearth.plans import permissions, rules
from hearth.plans.actions import pens
from hearth.plans.codes import AFTER_CLOCK, REVIEW_CLOCK, WITNESSED, About, Mark
from hearth.plans.models import Signature
from hearth.plans.queries import versions
from hearth.plans.rules import Marked, Thread
from hearth.record import actions as record
from hearth.record.codes import EntryKind

CHANGED = "Somebody changed it meanwhile. Read it again, then say yes."


@action
def sign(
    actor: Actor, /, *, person: Person, version_ids: Collection[UUID], marked: Marked, at: datetime
) -> list[Signature]:
    """The person says yes to exactly these words, with any mark; the half year until the next look begins anew.

    What was signed before and still stands may be signed again: that is looking at it. Raises NotPermitted, or
    NotPossible for a mark nobody saw, for two versions side by side, or for words that are not the newest.
    """
    membership_id = permissions.check_write_plan(actor, person_id=person.pk)
    marked = _on_page(actor, marked) if membership_id is None else marked
    if membership_id is not None and marked.mark == Mark.PAGE:
        raise NotPossible("How did they say yes? Any mark will do.")
    rules.check_mark(marked.mark, typed=marked.typed, witness=marked.witness)
    chosen = _chosen(actor, person, version_ids)
    act_id = new_id()
    told = {"act_id": act_id, "person_id": person.pk, "signed_at": at, "recorded_by_id": membership_id}
    rows = [_row(about, version, marked, told) for about, version in chosen]
    Signature.objects.bulk_create(rows)
    _begin_anew(person, act_id, at)
    audit.record(
        actor, "plans.signed", subject=rows[0], at=at, detail={"versions": [str(row.version_id) for row in rows]}
    )
    _tell(actor, person, rows, marked, at)
    return rows


def digest(version: Any) -> str:
    """SHA-256 over every word of a version, as canonical JSON."""
    said = {name: str(value) for name, value in pens.contents(version).items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _on_page(actor: Actor, marked: Marked) -> Marked:
    """Whoever sits beside them and types saw it."""
    return Marked(Mark.PAGE, marked.typed.strip()[:120], actor.helped_by)


def _chosen(actor: Actor, person: Person, version_ids: Collection[UUID]) -> list[tuple[About, Any]]:
    wanted = set(version_ids)
    threads = versions.everything(actor, person_id=person.pk)
    touched = [(about, one) for about, one in threads if wanted & _ids(one)]
    for _, one in touched:
        rules.check_settled(one.is_divided)
    chosen = [(about, one.newest) for about, one in touched if one.newest.pk in wanted]
    if len(chosen) != len(wanted) and wanted:
        raise NotPossible(CHANGED)
    if not chosen:
        raise NotPossible(rules.NOTHING_TO_SIGN)
    return chosen


def _ids(thread: Thread[Any]) -> set[UUID]:
    return {thread.stands.pk, *(one.pk for one in thread.waiting)}


def _row(about: About, version: Any, marked: Marked, told: dict[str, Any]) -> Signature:
    return Signature(
        id=new_id(),
        about=about,
        version_id=version.pk,
        digest=digest(version),
        mark=marked.mark,
        typed=marked.typed.strip(),
        witness=marked.witness.strip(),
        **told,
    )


def _begin_anew(person: Person, act_id: UUID, at: datetime) -> None:
    """Looking at it keeps every promise to look at it, and makes the next one."""
    for running in Clock.objects.filter(
        person_id=person.pk, definition__in=(REVIEW_CLOCK, AFTER_CLOCK), stopped_at=None
    ):
        clocks.add_event(running, kind="stop", occurred_at=at, at=at)
    clocks.start_clock(
        code=REVIEW_CLOCK,
        person_id=person.pk,
        subject_type="Signature",
        subject_id=act_id,
        owner_id=holder_of(person),
        at=at,
    )


def holder_of(person: Person) -> UUID | None:
    """Whoever holds them owes it. None for somebody whom nobody holds."""
    return Holding.objects.filter(person=person.pk).values_list("holder_id", flat=True).first()


def _tell(actor: Actor, person: Person, rows: list[Signature], marked: Marked, at: datetime) -> None:
    how = {Mark.NAME: "typed their name", Mark.CROSS: "made a cross", Mark.THUMB: "pressed a thumb on paper"}
    did = how.get(Mark(marked.mark), "said yes aloud")
    seen = f" {marked.witness.strip()} saw it." if marked.mark in WITNESSED else ""
    words = "I read it and said: this is mine." if marked.mark == Mark.PAGE else f"They read it and {did}.{seen}"
    record.write_entry(
        actor,
        person=person,
        kind=EntryKind.PLAN_CHANGE,
        title="This is mine",
        body=words,
        occurred_at=at,
        at=at,
        subject=("Signature", rows[0].pk),
    )
