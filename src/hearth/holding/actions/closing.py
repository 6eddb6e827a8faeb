"""Closing a hub for the night: nobody who has just come, or is not safe, is left with a phone number alone."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.holding import closing_queries as queries
from hearth.holding import closing_rules as rules
from hearth.holding import permissions
from hearth.holding.actions import hands
from hearth.holding.actions.telling import tell
from hearth.holding.models import EveningPlan, Holding, ShiftClosing
from hearth.messaging import actions as messaging
from hearth.messaging.rules import Wording, worker
from hearth.organisations.models import Hub, HubStatus, Membership, Organisation
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship


@action
def plan_evening(
    actor: Actor,
    /,
    *,
    holding: Holding,
    evening_holder: Membership,
    night_service: Organisation,
    spoken_to: str,
    morning_at: datetime,
    morning_with: Membership,
    at: datetime,
) -> EveningPlan:
    """Who is there this evening, who said yes for the night, and who is in touch in the morning.

    The evening holder may open the record until the morning; whoever holds goes on holding.
    Raises NotPermitted, or NotPossible without a name at the night service, or for a hub that never closes.
    """
    permissions.check_plan_evening(actor)
    evening = rules.closing(holding.hub.opens, holding.hub.closes, at)
    if evening is None:
        raise NotPossible("This hub never closes, so nobody is left alone for the night.")
    rules.check_evening(spoken_to=spoken_to, morning_at=morning_at, at=at)
    _check_there(evening_holder, morning_with)
    if EveningPlan.objects.visible_to(actor).filter(person=holding, hub=holding.hub, on=evening.on).exists():
        raise NotPossible("There is a plan for tonight already.")
    plan = EveningPlan(
        person=holding,
        hub=holding.hub,
        on=evening.on,
        evening_holder=evening_holder,
        night_service=night_service,
        spoken_to=spoken_to.strip(),
        morning_at=morning_at,
        morning_with=morning_with,
        made_by_id=actor.membership_id,
        made_at=at,
    )
    plan.save(force_insert=True)
    _begin(actor, plan, at)
    return plan


def _check_there(*named: Membership) -> None:
    for one in named:
        if hands.stand_in(one) != one:
            raise NotPossible(f"{one.worker.name} is away. Name somebody who is there.")


def _begin(actor: Actor, plan: EveningPlan, at: datetime) -> None:
    _let_see(plan, at)
    _promise_morning(plan, at)
    _tell(actor, plan, at)
    audit.record(actor, "holding.evening_planned", subject=plan, person_id=plan.person_id, at=at)


@action
def in_touch_in_the_morning(actor: Actor, /, *, plan: EveningPlan, at: datetime) -> EveningPlan:
    """Somebody has been in touch, as was promised for the morning. Raises NotPermitted, or NotPossible twice."""
    permissions.check_plan_evening(actor)
    _keep_morning(actor, plan, occurred_at=at, at=at)
    return plan


def keep_morning_by_writing(actor: Actor, *, person_id: UUID, kind: str, occurred_at: datetime, at: datetime) -> int:
    """What this worker has just written down keeps the morning they promised, if it was one. Returns how many.

    Called by the action that writes, whose permission it needs and no other.
    """
    kept = [
        plan
        for plan in queries.promised_by_me(actor, person_id=person_id)
        if rules.keeps_morning(kind, occurred_at=occurred_at, morning_at=plan.morning_at)
    ]
    for plan in kept:
        _keep_morning(actor, plan, occurred_at=occurred_at, at=at)
    return len(kept)


def _keep_morning(actor: Actor, plan: EveningPlan, *, occurred_at: datetime, at: datetime) -> None:
    open_ = Clock.objects.filter(subject_id=plan.pk, definition=queries.MORNING, stopped_at=None).first()
    if open_ is None:
        raise NotPossible("Somebody has been in touch already.")
    clocks.add_event(open_, kind="stop", occurred_at=occurred_at, at=at)
    audit.record(actor, "holding.in_touch_in_the_morning", subject=plan, person_id=plan.person_id, at=at)


@action
def close_shift(actor: Actor, /, *, hub: Hub, at: datetime) -> ShiftClosing:
    """Close the hub for the night. Raises NotPermitted, or NotPossible while anyone has nobody for the night."""
    permissions.check_close_shift(actor, hub=hub)
    evening = rules.closing(hub.opens, hub.closes, at)
    waiting = queries.need_a_plan(actor, hub=hub, evening=evening).count() if evening else 0
    closed = evening is not None and queries.is_closed(hub=hub, evening=evening)
    rules.check_may_close(evening=evening, waiting=waiting, closed=closed, at=at)
    closing = ShiftClosing(hub=hub, on=evening.on if evening else at.date(), closed_by=_myself(actor), closed_at=at)
    closing.save(force_insert=True)
    audit.record(actor, "holding.shift_closed", subject=closing, at=at)
    return closing


@action
def tell_who_did_not_close(actor: Actor, /, *, at: datetime) -> int:
    """Hub managers hear of a shift that was not closed at closing time. Once each. Returns how many hubs.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    late = 0
    for hub in Hub.objects.filter(status=HubStatus.OPEN, closes__isnull=False):
        evening = rules.closing(hub.opens, hub.closes, at)
        if evening is None or at <= evening.closes_at or queries.is_closed(hub=hub, evening=evening):
            continue
        waiting = queries.need_a_plan(actor, hub=hub, evening=evening).count()
        managers = Membership.objects.filter(hub=hub, role="hub-manager", is_active=True)
        for manager in managers:
            wording = Wording(
                f"{hub.name} has not closed its shift",
                f"It is past closing time at {hub.name}, and the shift has not been closed. "
                f"People who still need somebody for the night: {waiting}.",
            )
            key = f"closing/{hub.pk}/{evening.on}/{manager.pk}"
            to, subject = worker(manager.pk), ("Hub", hub.pk)
            messaging.queue_message(actor, to=to, about=None, wording=wording, key=key, subject=subject, at=at)
        late += 1
    audit.record(actor, "holding.closings_looked_at", subject=audit.Whole("every hub"), at=at, detail={"late": late})
    return late


def _myself(actor: Actor) -> Membership:
    return Membership.objects.get(pk__in=[actor.membership_id])


def _let_see(plan: EveningPlan, at: datetime) -> None:
    for whom in {plan.evening_holder_id, plan.morning_with_id}:
        on_call = Relationship(
            person_id=plan.person_id,
            kind=RelationshipKind.ON_CALL,
            membership_id=whom,
            from_at=at,
            until_at=plan.morning_at + clocks.ELAPSED["h"] * 12,
        )
        on_call.save(force_insert=True)
    sharing.rewrite_sight(person_id=plan.person_id, at=at)


def _promise_morning(plan: EveningPlan, at: datetime) -> None:
    clocks.start_clock(
        code=queries.MORNING,
        person_id=plan.person_id,
        subject_type="EveningPlan",
        subject_id=plan.pk,
        owner_id=plan.morning_with_id,
        at=at,
    )


def _tell(actor: Actor, plan: EveningPlan, at: datetime) -> None:
    morning = plan.morning_at.astimezone(LONDON)
    tell(
        actor,
        plan.person_id,
        title="Tonight and tomorrow",
        sentences=[
            f"{plan.evening_holder.worker.name} is there for you this evening.",
            f"{plan.night_service.name} knows of you for the night: {plan.spoken_to} said yes.",
            f"{plan.morning_with.worker.name} is in touch with you on {morning:%A} at {morning:%H:%M}.",
        ],
        subject=("EveningPlan", plan.pk),
        at=at,
    )
