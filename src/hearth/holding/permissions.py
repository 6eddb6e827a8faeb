"""Who may take hold of somebody, and who may move them to other hands."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.holding.models import Handover, Holding, ShiftChange
from hearth.organisations.models import Hub, SeatHolder


def check_take_in(actor: Actor) -> None:
    """Anyone may bring somebody to the door; a worker's role must receive people. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER:
        actor.check("referral.receive")


def check_move_holder(actor: Actor) -> None:
    """Leading a shift or a hub. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("holding.move")


def check_worker_leaves(actor: Actor) -> None:
    """Whoever leads the team or keeps the sign-ins. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("worker.leave")


def check_hearth_itself(actor: Actor) -> None:
    """Hearth's own housekeeping. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("housekeeping")


def check_hand_over(actor: Actor, *, holding: Holding) -> None:
    """The holder themselves, and whoever leads. Raises NotPermitted."""
    if not may_hand_over(actor, holding=holding):
        raise NotPermitted("hand over")


def may_hand_over(actor: Actor, *, holding: Holding) -> bool:
    """Whether this worker holds the person, or leads those who do."""
    holds = actor.membership_id is not None and actor.membership_id == holding.holder_id
    return (holds and actor.may("holding.hold")) or actor.may("holding.move")


def check_change_standing(actor: Actor, *, holding: Holding) -> None:
    """Whoever writes in the record, and the person about themselves. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER:
        actor.check("record.write")
    elif not (actor.kind is ActorKind.PERSON and actor.person_id == holding.pk):
        raise NotPermitted("change where somebody stands")


def check_answer(actor: Actor, *, handover: Handover) -> None:
    """Whoever is asked, by name or through a seat in the team that is. Raises NotPermitted."""
    if not may_answer(actor, handover=handover):
        raise NotPermitted("answer")


def may_answer(actor: Actor, *, handover: Handover) -> bool:
    """Whether the question is put to this worker."""
    if actor.membership_id is None or not actor.may("holding.hold"):
        return False
    if handover.to_worker_id:
        return handover.to_worker_id == actor.membership_id
    return SeatHolder.objects.filter(seat__team=handover.to_team_id, membership=actor.membership_id).exists()


def check_answer_by_link(actor: Actor) -> None:
    """Somebody at the door with a link; whoever is signed in answers on the desk. Raises NotPermitted."""
    if actor.kind is not ActorKind.PUBLIC:
        raise NotPermitted("answer by link")


def check_take_part(actor: Actor, *, handover: Handover) -> None:
    """Either side of a handover. Raises NotPermitted."""
    if not may_answer(actor, handover=handover):
        check_hand_over(actor, holding=handover.person)


def check_plan_evening(actor: Actor) -> None:
    """Everyone who may hold people. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check("holding.hold")


def check_see_closing(actor: Actor, *, hub: Hub) -> None:
    """Those who work at this hub. Raises NotPermitted."""
    actor.check("hub.read")
    if actor.hub_id != hub.pk:
        raise NotPermitted("another hub")


def check_close_shift(actor: Actor, *, hub: Hub) -> None:
    """Whoever leads at this hub. Raises NotPermitted."""
    if not may_close_shift(actor, hub=hub):
        raise NotPermitted("close the shift")


def may_close_shift(actor: Actor, *, hub: Hub) -> bool:
    """Whether this worker leads at this hub."""
    return actor.hub_id == hub.pk and actor.may("holding.move")


def check_offer_shift(actor: Actor, *, hub: Hub) -> UUID:
    """Whoever works at this hub and may hold people. Returns as whom they act. Raises NotPermitted."""
    check_see_closing(actor, hub=hub)
    actor.check("holding.hold")
    if actor.membership_id is None:
        raise NotPermitted("offer a shift")
    return actor.membership_id


def check_take_shift(actor: Actor, *, change: ShiftChange) -> None:
    """A yes is one's own: whoever is asked, and nobody for them. Raises NotPermitted."""
    if actor.membership_id is None or actor.membership_id != change.taker_id:
        raise NotPermitted("take a shift")


def check_call_off_shift(actor: Actor, *, change: ShiftChange) -> None:
    """Whoever goes, whoever was asked, and whoever leads at that hub. Raises NotPermitted."""
    if actor.membership_id is None or actor.membership_id not in (change.giver_id, change.taker_id):
        check_close_shift(actor, hub=change.hub)
