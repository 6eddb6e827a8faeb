"""What the person reads while services do not agree: what is disputed, that it is not their fault, who is there."""

from datetime import datetime

from hearth.core.actor import Actor
from hearth.core.clocks import LONDON
from hearth.holding import stalemate_queries as queries
from hearth.holding.actions.telling import send_news, tell
from hearth.holding.codes import Dispute, Ladder
from hearth.holding.models import Holding, Stalemate

DISPUTED = {
    Dispute.WHO_FUNDS: "Services do not agree yet who pays for your support.",
    Dispute.WHICH_TEAM: "Services do not agree yet which team is the right one for you.",
    Dispute.CO_OCCURRING: "You need two kinds of support together, and the services have to plan it together.",
    Dispute.AREA: "Services do not agree yet which area you belong to.",
    Dispute.AGE: "Services for younger people and for adults do not agree yet whose turn it is.",
    Dispute.HOUSING_OR_CARE: "Services do not agree yet whether housing or care comes first.",
    Dispute.DIAGNOSIS: "Services wait for each other, because it is not clear what your difficulties are called.",
}
WHO_TALKS = {
    Ladder.WORKERS: "Their workers talk with each other",
    Ladder.MANAGERS: "Their managers settle it",
    Ladder.DECISION: "It is decided, with reasons you can read,",
}
NOT_YOUR_FAULT = "This is not your fault, and nothing you have stops."


def tell_raised(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    """What is disputed, between whom, and who is there meanwhile."""
    _tell(actor, stalemate, "Services have to agree about your support", [_disputed(stalemate), stalemate.about], at)


def tell_went_up(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    """That it goes to the next ones, who they are, and that nothing changes meanwhile."""
    title = f"{Ladder(stalemate.rung).label} are asked now"
    _tell(actor, stalemate, title, [_disputed(stalemate)], at)


def tell_decided(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    """What was decided, why and by whom, and who pays from now on."""
    payer = stalemate.payer.name if stalemate.payer else ""
    plan = [f"Your plan together: {stalemate.joint_plan}"] if stalemate.joint_plan else []
    sentences = [
        stalemate.decision,
        f"Why: {stalemate.reasons}",
        *plan,
        f"{payer} pays from now on.",
        f"{_holder(stalemate)} holds you as before.",
        f"If this is not right for you, tell {_holder(stalemate)}: it can be looked at again.",
    ]
    subject = ("Stalemate", stalemate.pk)
    tell(actor, stalemate.person_id, title=f"{actor.name} decided", sentences=sentences, subject=subject, at=at)
    send_news(actor, stalemate.person_id, key=f"stalemate/{stalemate.pk}/decided", subject=subject, at=at)


def _tell(actor: Actor, stalemate: Stalemate, title: str, first: list[str], at: datetime) -> None:
    due = queries.due_points(stalemate)[Ladder(stalemate.rung)].astimezone(LONDON)
    sentences = [
        *first,
        NOT_YOUR_FAULT,
        f"{_holder(stalemate)} holds you.",
        f"{stalemate.interim_payer.name} pays meanwhile.",
        f"{WHO_TALKS[Ladder(stalemate.rung)]} by {due:%A} {due.day} {due:%B}.",
    ]
    subject = ("Stalemate", stalemate.pk)
    tell(actor, stalemate.person_id, title=title, sentences=sentences, subject=subject, at=at)
    send_news(actor, stalemate.person_id, key=f"stalemate/{stalemate.pk}/{stalemate.rung}", subject=subject, at=at)


def _disputed(stalemate: Stalemate) -> str:
    return DISPUTED[Dispute(stalemate.kind)]


def _holder(stalemate: Stalemate) -> str:
    """Whoever holds them now: it may be another one than on the first day."""
    holding = Holding.objects.select_related("holder__worker").get(pk=stalemate.person_id)
    return holding.holder.worker.name if holding.holder else stalemate.interim_holder.worker.name
