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
from hearth.holding.models import Handover, HandoverLink, Holding
from hearth.holding.rules import Outside, Proposal
from hearth.messaging import actions as messaging
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, by_email
from hearth.organisations.models import Membership, Team
from hearth.organisations.secret_words import hashed_link, link_secret
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship

Whom = Team | Membership | Outside
ANSWER = "handover-answer"
TALK = "second-hop-talk"


def check_target(holding: Holding, to: Whom) -> None:
    """Raises NotPossible if it asks somebody who has left, or who holds the person already."""
    if isinstance(to, Team):
        return
    if isinstance(to, Outside):
        rules.check_name(to.name)
        by_email(AddresseeKind.PARTNER, to.email)
        return
    if not to.is_active:
        raise NotPossible(f"{to.worker.name} no longer works there and cannot hold anyone.")
    here = hands.stand_in(to)
    if here != to:
        instead = f" {here.worker.name} stands in for them." if here else ""
        raise NotPossible(f"{to.worker.name} is away at the moment.{instead}")
    if holding.holder_id == to.pk:
        raise NotPossible(f"{to.worker.name} holds them already.")


def check_not_asked_before(actor: Actor, handover: Handover, to: Whom) -> None:
    """Nobody is sent round in a circle: raises NotPossible if they were asked in this chain already."""
    if Handover.objects.visible_to(actor).filter(root_id=handover.root_id, **target(to)).exists():
        raise NotPossible("They were asked already, and pointed on. Name somebody who was not, or raise a stalemate.")


def ask(
    actor: Actor, holding: Holding, to: Whom, told: Proposal, *, root_id: UUID, row_id: UUID, at: datetime
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
    audit.record(actor, "holding.handover_proposed", subject=handover, at=at)
    if isinstance(to, Outside):
        write_to(actor, handover, to, at)
        return handover
    whom = {"team": to} if isinstance(to, Team) else {"membership": to}
    Relationship.objects.bulk_create(
        [Relationship(person_id=holding.pk, kind=RelationshipKind.ASKED, from_at=at, **whom)]
    )
    sharing.rewrite_sight(person_id=holding.pk, at=at)
    return handover


def write_to(actor: Actor, handover: Handover, to: Outside, at: datetime) -> None:
    """Send the way to the question. It says who asks and nothing of whom it is about."""
    secret = link_secret()
    link = HandoverLink(
        person=handover.person,
        handover=handover,
        email=to.email.strip(),
        secret_hash=hashed_link(secret),
        made_by_id=actor.membership_id,
        made_at=at,
    )
    link.save(force_insert=True)
    wording = Wording(
        "Will you look at a question?",
        f"{to.name},\n\n{actor.name} asks whether you, at {to.organisation_name}, would hold somebody from now on. "
        f"Who it is and why stands here, once you have said who you are:\n\n{absolute(f'/h/{secret}')}\n\n"
        "Nobody has said yes for you, and nothing happens until you do. The link works for one yes.",
    )
    whom, subject = by_email(AddresseeKind.PARTNER, to.email), ("Handover", handover.root_id)
    key = f"handover-link/{link.pk}"
    messaging.queue_message(actor, to=whom, about=handover.person_id, wording=wording, key=key, subject=subject, at=at)


def target(to: Whom) -> dict[str, Any]:
    """The columns that name whoever is asked."""
    if isinstance(to, Outside):
        return {"to_organisation_id": to.organisation_id, "to_name": to.name.strip()}
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
