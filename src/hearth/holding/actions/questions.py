"""The question a handover puts: to whom, who may know of it, and by when there is an answer."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Greatest

from hearth.core import audit, clocks
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.holding import rules
from hearth.holding import stalemate_queries as stalemates
from hearth.holding.actions import hands
from hearth.holding.codes import HandoverStatus
from hearth.holding.models import Handover, Holding
from hearth.holding.rules import Proposal
from hearth.organisations.models import Membership, Team
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship

ANSWER = "handover-answer"
TALK = "second-hop-talk"


def check_target(holding: Holding, to: Team | Membership) -> None:
    """Raises NotPossible if it asks somebody who has left, or who holds the person already."""
    if isinstance(to, Team):
        return
    if not to.is_active:
        raise NotPossible(f"{to.worker.name} no longer works there and cannot hold anyone.")
    here = hands.stand_in(to)
    if here != to:
        instead = f" {here.worker.name} stands in for them." if here else ""
        raise NotPossible(f"{to.worker.name} is away at the moment.{instead}")
    if holding.holder_id == to.pk:
        raise NotPossible(f"{to.worker.name} holds them already.")


def check_not_asked_before(actor: Actor, handover: Handover, to: Team | Membership) -> None:
    """Nobody is sent round in a circle: raises NotPossible if they were asked in this chain already."""
    if Handover.objects.visible_to(actor).filter(root_id=handover.root_id, **target(to)).exists():
        raise NotPossible("They were asked already, and pointed on. Name somebody who was not, or raise a stalemate.")


def ask(
    actor: Actor, holding: Holding, to: Team | Membership, told: Proposal, *, root_id: UUID, row_id: UUID, at: datetime
) -> Handover:
    """Write the question, and let those who are asked know whom it is about."""
    by_whom = {"sender_id": holding.holder_id, "proposed_by_id": actor.membership_id}
    handover = Handover(
        id=row_id,
        root_id=root_id,
        person=holding,
        proposed_at=at,
        **by_whom,
        **target(to),
        **asdict(rules.tidy(told)),
    )
    handover.save(force_insert=True)
    whom = {"team": to} if isinstance(to, Team) else {"membership": to}
    Relationship.objects.bulk_create(
        [Relationship(person_id=holding.pk, kind=RelationshipKind.ASKED, from_at=at, **whom)]
    )
    sharing.rewrite_sight(person_id=holding.pk, at=at)
    audit.record(actor, "holding.handover_proposed", subject=handover, at=at)
    return handover


def target(to: Team | Membership) -> dict[str, Any]:
    """The columns that name whoever is asked."""
    return {"to_team": to} if isinstance(to, Team) else {"to_worker": to}


def as_asked(handover: Handover, *, reason: str) -> Proposal:
    """What was told with a question, to be told again further on for another reason: nobody writes it twice."""
    told = Proposal(**{name: getattr(handover, name) for name in Proposal.__dataclass_fields__})
    return replace(told, reason=reason.strip())


def promise_answer(handover: Handover, *, hop: int, at: datetime) -> None:
    """An answer within two working days; on a second hop, a talk of all of them in the same week (DOMAIN 4.4)."""
    for code in [ANSWER, *([TALK] if hop >= rules.TALK_HOP else [])]:
        clocks.start_clock(
            code=code,
            person_id=handover.person_id,
            subject_type="Handover",
            subject_id=handover.root_id,
            owner_id=handover.to_worker_id or handover.sender_id,
            at=at,
        )


def keep_answer(actor: Actor, handover: Handover, at: datetime) -> None:
    """The person has their answer."""
    for clock in Clock.objects.filter(definition=ANSWER, subject_id=handover.root_id, stopped_at=None):
        clocks.add_event(clock, kind="stop", occurred_at=at, at=at)


def settle_earlier(actor: Actor, handover: Handover, at: datetime) -> None:
    """Whoever was asked before and pointed on: somebody else has said yes instead, and this is who."""
    _earlier(actor, handover).update(status=HandoverStatus.DECLINED, alternative=handover, ended_at=at)


def end_earlier(actor: Actor, handover: Handover, at: datetime, *, because: str) -> None:
    """Whoever was asked before and pointed on: the question was taken back."""
    _earlier(actor, handover).update(status=HandoverStatus.WITHDRAWN, ended_because=because, ended_at=at)


def no_longer_asked(actor: Actor, handover: Handover, at: datetime) -> None:
    """What being asked let them know ends with the question, unless a dispute asks them too.

    `sharing.rewrite_sight` makes it so at once.
    """
    in_dispute = stalemates.still_asked(actor, person_id=handover.person_id).values("membership")
    asked = Relationship.objects.visible_to(actor).filter(
        person_id=handover.person_id, kind=RelationshipKind.ASKED, until_at=None
    )
    asked.exclude(membership__in=in_dispute).update(until_at=Greatest("from_at", at))
    sharing.rewrite_sight(person_id=handover.person_id, at=at)


def _earlier(actor: Actor, handover: Handover) -> Any:
    chain = Handover.objects.visible_to(actor).filter(root_id=handover.root_id, ended_at=None)
    return chain.exclude(pk=handover.pk)
