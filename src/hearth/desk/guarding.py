"""What waits for a guardian, and for whoever answers complaints: they see none of these people by it."""

from collections.abc import Iterator
from datetime import datetime

from hearth.core.actor import Actor
from hearth.correcting import move_queries as moves
from hearth.desk.reviewing import ToLookAt, due_of
from hearth.identity import queries as identity
from hearth.outcomes.feedback import queries as feedback
from hearth.record import withholding_queries as withheld
from hearth.sharing import queries as sharing
from hearth.subject_access import queries as subject_access

SOMEBODY = "Somebody"


def waits_for(actor: Actor, *, at: datetime) -> list[ToLookAt]:
    """Everything that waits for this guardian, or for whoever answers complaints, the first due first; else nothing."""
    found = [
        *(_opened(actor) if actor.may("break_glass.review") else ()),
        *(_held_back(actor, at) if actor.may("audit.read") else ()),
        *(_moved(actor) if actor.may("audit.read") else ()),
        *(_asked_for(actor) if actor.may("record.give") else ()),
        *(_may_be_one(actor) if actor.may("identity.keep") else ()),
        *(_complained(actor) if actor.may("feedback.answer") else ()),
    ]
    return [
        ToLookAt(whose, words, href, due_at, due_at < at)
        for whose, words, href, due_at in sorted(found, key=lambda one: one[3])
    ]


Waiting = Iterator[tuple[str, str, str, datetime]]


def _opened(actor: Actor) -> Waiting:
    for one in sharing.overrides_to_review(actor):
        words = f"was opened in an emergency by {one.override.membership.worker.name}"
        yield one.known_as or SOMEBODY, words, f"/overrides/{one.override.pk}/review", one.due_at


def _held_back(actor: Actor, at: datetime) -> Waiting:
    for one in withheld.held_back(actor, at=at):
        if one.looked_at is None:
            yield one.known_as or SOMEBODY, "has an entry held back from them", "/withheld", one.review_by


def _moved(actor: Actor) -> Waiting:
    for one in moves.moves(actor):
        if one.undecided and one.decision is not None:
            whose = f"{one.known_as} and {one.right_known_as}"
            due_at = due_of("wrong-record", one.decision.decided_at)
            yield whose, "had words in the wrong record: who is told?", f"/moves/{one.move.pk}", due_at


def _asked_for(actor: Actor) -> Waiting:
    for one in subject_access.requests_under_way(actor):
        if one.answers_id in (None, actor.membership_id):
            words = "asked for their record" if one.answers_id else "asked for their record, and nobody answers yet"
            yield one.called, words, f"/subject-access/{one.pk}", one.due_at


def _may_be_one(actor: Actor) -> Waiting:
    waiting = identity.waiting(actor)
    for one in waiting.proposed:
        if not one.mine:
            words = f"are one person, says {one.by}"
            whose = f"{one.joined.known_as} and {one.goes_on.known_as}"
            yield whose, words, f"/identities/merges/{one.id}", due_of("possible-duplicate", one.at)
    for one in waiting.partings:
        if not one.mine:
            words = f"are two people after all, says {one.by}"
            whose = f"{one.joined.known_as} and {one.goes_on.known_as}"
            yield whose, words, f"/identities/merges/{one.id}/parting", due_of("possible-duplicate", one.at)
    if waiting.pairs:
        since = min(pair.found_at for pair in waiting.pairs)
        many = f"{waiting.of} pairs of records" if waiting.of > 1 else "Two records"
        yield many, "may be one person", "/identities", due_of("possible-duplicate", since)


def _complained(actor: Actor) -> Waiting:
    for said, due_at in feedback.waits_for(actor):
        words = "complains: tell them by name that it has arrived"
        yield said.called or SOMEBODY, words, f"/desk/feedback/{said.pk}", due_at
