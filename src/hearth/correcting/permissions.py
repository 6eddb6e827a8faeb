"""Who may answer a correction, move what stands in the wrong record, and decide who is told."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.sight import Level
from hearth.correcting.models import CorrectionRequest, Move, Recipient
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.record.permissions import check_alongside, check_say_for_them
from hearth.sharing.permissions import acts_for, check_act_for, level_of


def check_ask_correction(actor: Actor, *, entry: Entry) -> None:
    """The person whose record it is, whoever acts for them and may know everything, or a worker alongside who writes
    it down with them. Raises NotPermitted.
    """
    if acts_for(actor, person_id=entry.person_id):
        check_act_for(actor, person_id=entry.person_id, level=Level.FULL)
    else:
        check_say_for_them(actor, entry=entry)


def check_answer_correction(actor: Actor, *, request: CorrectionRequest, entry: Entry, answers: UUID | None) -> UUID:
    """Whoever is to answer, whoever wrote the entry, and whoever leads: as which they do. Raises NotPermitted."""
    check_alongside(actor, request.person_id)
    if actor.membership_id is None:
        raise NotPermitted("correction.answer")
    if actor.membership_id not in (answers, entry.author_id):
        actor.check("holding.move")
    return actor.membership_id


def check_tell_recipient(actor: Actor, *, recipient: Recipient) -> UUID:
    """Whoever is alongside and may write: as which they do. Raises NotPermitted."""
    check_alongside(actor, recipient.person_id)
    actor.check("record.write")
    if actor.membership_id is None:
        raise NotPermitted("correction.tell")
    return actor.membership_id


def check_propose_move(actor: Actor, *, right_person: Person) -> UUID:
    """A worker who may know everything of both, or a guardian who may read the entry: as which they do.

    That they read the entry is asked before, by finding it. Raises NotPermitted.
    """
    if actor.membership_id is None:
        raise NotPermitted("move.propose")
    if not actor.may("audit.read"):
        check_alongside(actor, right_person.pk)
    return actor.membership_id


def check_decide_move(actor: Actor, *, move: Move) -> UUID:
    """Another worker than the one who proposed it, who may know everything of both. Raises NotPermitted."""
    check_alongside(actor, move.person_id)
    check_alongside(actor, move.right_person_id)
    if actor.membership_id is None or move.proposed_by.worker_id == actor.worker_id:
        raise NotPermitted("somebody else than who proposed it moves it")
    return actor.membership_id


def check_decide_exposure(actor: Actor) -> UUID:
    """A guardian. Raises NotPermitted."""
    actor.check("audit.read")
    if actor.membership_id is None:
        raise NotPermitted("audit.read")
    return actor.membership_id


def may_know_everything(actor: Actor, *, person: Person) -> bool:
    """Whether this worker may know everything of somebody now."""
    return actor.kind is ActorKind.WORKER and level_of(actor, person=person) >= Level.FULL
