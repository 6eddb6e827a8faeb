"""Who may raise a dispute, answer in it, decide it, and say who answers for a service."""

from collections.abc import Collection
from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.holding.codes import Ladder
from hearth.holding.models import Holding, LadderSeat, Stalemate
from hearth.holding.permissions import check_move_holder
from hearth.organisations.models import Membership, Organisation


def check_raise_stalemate(actor: Actor, *, holding: Holding, holder: Membership | None = None) -> None:
    """The person, and every worker who may write in their record. Naming another holder is for who leads.

    Raises NotPermitted.
    """
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != holding.pk or holder is not None:
            raise NotPermitted("raise a stalemate")
        return
    if actor.kind is ActorKind.SYSTEM:
        return
    actor.check("record.write")
    if holder is not None and holder.pk != holding.holder_id:
        check_move_holder(actor)


def check_answer_stalemate(actor: Actor, *, asked: Membership | None) -> None:
    """Whoever is asked now in a seat of this rung. Raises NotPermitted."""
    if asked is None or asked.pk != actor.membership_id:
        raise NotPermitted("answer a stalemate")


def check_decide_stalemate(actor: Actor, *, stalemate: Stalemate, asked: Collection[UUID]) -> None:
    """Those asked on this rung; below the last one also whoever holds the person or leads. Raises NotPermitted."""
    if not may_decide_stalemate(actor, stalemate=stalemate, asked=asked):
        raise NotPermitted("decide a stalemate")


def may_decide_stalemate(actor: Actor, *, stalemate: Stalemate, asked: Collection[UUID]) -> bool:
    """Whether this worker may write the decision on this rung."""
    if actor.membership_id is None:
        return False
    if actor.membership_id in asked:
        return True
    leads = actor.membership_id == stalemate.person.holder_id or actor.may("holding.move")
    return stalemate.rung != Ladder.DECISION and leads


def check_name_for_joint_plan(actor: Actor, *, stalemate: Stalemate, asked: Collection[UUID]) -> None:
    """Whoever is asked on any rung so far, holds the person, or leads. Raises NotPermitted."""
    if actor.membership_id is None or not (
        actor.membership_id in asked or actor.membership_id == stalemate.person.holder_id or actor.may("holding.move")
    ):
        raise NotPermitted("name a worker for the plan")


def check_keep_barrier(actor: Actor) -> None:
    """Every worker who may write in records; which one it was about is not kept. Raises NotPermitted."""
    actor.check("record.write")


def check_name_seat(actor: Actor, *, organisation: Organisation) -> None:
    """Whoever leads at the service itself, or keeps organisations in order. Raises NotPermitted."""
    if not may_name_seat(actor, organisation=organisation):
        raise NotPermitted("name a seat")


def may_name_seat(actor: Actor, *, organisation: Organisation) -> bool:
    """Whether this worker may name who answers for this service, and in which order they are asked."""
    leads_there = actor.may("team.manage") and actor.organisation_id == organisation.pk
    return actor.kind is ActorKind.SYSTEM or actor.may("organisation.manage") or leads_there


def check_lend_seat(actor: Actor, *, seat: LadderSeat) -> None:
    """Whoever sits there, and whoever may name them. Raises NotPermitted."""
    if actor.membership_id is None or actor.membership_id != seat.membership_id:
        check_name_seat(actor, organisation=seat.organisation)


def check_see_seats(actor: Actor, *, organisation: Organisation, sits: bool) -> None:
    """Whoever sits in one of them, and whoever may name them. Raises NotPermitted."""
    if not sits:
        check_name_seat(actor, organisation=organisation)
