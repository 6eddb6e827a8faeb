"""Moving what stands in the wrong person's record: proposed by one worker, done by another."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.core.scope import all_or_nothing
from hearth.correcting import move_queries, permissions, queries
from hearth.correcting.actions.corrections import answer_as_taken_out
from hearth.correcting.actions.exposures import note_exposures
from hearth.correcting.models import Move, MoveDecision
from hearth.holding.models import Holding
from hearth.messaging import actions as messaging
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, worker
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryStatus
from hearth.record.documents.moving import own_file
from hearth.record.models import Entry

KIND = "Move"


@action
def propose_move(actor: Actor, /, *, entry: Entry, right_person: Person, reason: str, at: datetime) -> Move:
    """Say that an entry is about somebody else. Nothing moves until another worker says so too.

    Raises NotPermitted, or NotPossible without a reason, for the same person, for an entry that belongs to something
    else, was written in error, or for which it is proposed already.
    """
    proposer = permissions.check_propose_move(actor, right_person=right_person)
    _check(actor, entry, right_person, reason)
    move = Move(
        id=new_id(),
        person_id=entry.person_id,
        right_person=right_person,
        root_id=entry.root_id,
        reason=reason.strip(),
        proposed_by_id=proposer,
        proposed_at=at,
    )
    move.save(force_insert=True)
    audit.record(actor, "correcting.move_proposed", subject=move, at=at)
    return move


@action
def do_move(actor: Actor, /, *, move: Move, at: datetime) -> MoveDecision:
    """Move the entry: markers on both sides, who saw it written down for a guardian, both holders told, nobody named.

    A correction that was asked about it is answered by this. Raises NotPermitted, or NotPossible once it is decided.
    """
    decider = permissions.check_decide_move(actor, move=move)
    entry = queries.standing(actor, person_id=move.person_id, root_id=move.root_id)
    if entry is None:
        raise NotPossible("It does not stand there any more.")
    first = Entry.objects.visible_to(actor).get(pk=move.root_id)
    with all_or_nothing():
        for request in queries.waiting_about(actor, person_id=move.person_id, root_id=move.root_id):
            answer_as_taken_out(actor, decider, request, at)
        moved = record.move_entry(actor, entry=entry, to=move.right_person, subject=(KIND, move.pk), at=at)
        decision = _decide(actor, decider, move, moved.pk, "", at)
    note_exposures(move, since=first.recorded_at, until=at)
    _tell(actor, move, entry, at)
    return decision


@action
def leave_move(actor: Actor, /, *, move: Move, words: str, at: datetime) -> MoveDecision:
    """Leave the entry where it is, and say why. Raises NotPermitted, or NotPossible."""
    decider = permissions.check_decide_move(actor, move=move)
    if not words.strip():
        raise NotPossible("Say in a few words why it stays where it is.")
    return _decide(actor, decider, move, None, words.strip(), at)


def _check(actor: Actor, entry: Entry, right_person: Person, reason: str) -> None:
    if entry.person_id == right_person.pk:
        raise NotPossible("It stands in their record already.")
    if not reason.strip():
        raise NotPossible("Say in a few words how you know.")
    if entry.subject_type and own_file(actor, entry=entry) is None:
        raise NotPossible("This belongs to something else here, such as a handover. It is put right where it was made.")
    if entry.status == EntryStatus.ENTERED_IN_ERROR:
        raise NotPossible("This is marked as written in error already.")
    if move_queries.proposals_about(actor, person_id=entry.person_id, root_id=entry.root_id).exists():
        raise NotPossible("Somebody has proposed this already. It waits for a second worker.")


def _decide(actor: Actor, decider: UUID, move: Move, moved_id: UUID | None, words: str, at: datetime) -> MoveDecision:
    decision = MoveDecision(
        id=new_id(),
        move=move,
        person_id=move.person_id,
        right_person_id=move.right_person_id,
        moved_id=moved_id,
        words=words,
        proposed_by_id=move.proposed_by_id,
        decided_by_id=decider,
        decided_at=at,
    )
    with first_come("Somebody has decided this already."):
        decision.save(force_insert=True)
    audit.record(actor, "correcting.move_decided", subject=decision, at=at, detail={"moved": moved_id is not None})
    return decision


def _tell(actor: Actor, move: Move, entry: Entry, at: datetime) -> None:
    """Each holder hears of the one they hold, and of nobody else; the guardian where to look at who saw it."""
    sides = (
        (move.person_id, "Something in the record of somebody you hold was about another person. It is taken out"),
        (move.right_person_id, "Something about somebody you hold stood in another place. It stands in their record"),
    )
    organisations: set[UUID | None] = {entry.organisation_id}
    for person_id, words in sides:
        held = Holding.objects.visible_to(actor).filter(person_id=person_id).select_related("holder").first()
        if held is not None and held.holder is not None:
            organisations.add(held.holder.organisation_id)
            where = absolute(f"/people/{person_id}/journey")
            _send(
                actor, held.holder.pk, person_id, Wording("Something was put right", f"{words}:\n\n{where}"), move, at
            )
    where = absolute(f"/moves/{move.pk}")
    wording = Wording("Something stood in the wrong record", f"Please look at who read it there:\n\n{where}")
    for guardian in move_queries.guardians(organisations):
        _send(actor, guardian, None, wording, move, at)


def _send(actor: Actor, to: UUID, about: UUID | None, wording: Wording, move: Move, at: datetime) -> None:
    key, subject = f"move:{move.pk}:{to}:{about or 'guardian'}", (KIND, move.pk)
    messaging.queue_message(actor, to=worker(to), about=about, wording=wording, key=key, subject=subject, at=at)
