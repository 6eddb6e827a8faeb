"""When services do not agree: somebody holds and somebody pays from the first second, and it ends with a decision."""

from datetime import datetime

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.holding import permissions as holding_permissions
from hearth.holding import rules
from hearth.holding import stalemate_permissions as permissions
from hearth.holding import stalemate_queries as queries
from hearth.holding import stalemate_rules as ladder
from hearth.holding.actions import stalemate_seats as seats
from hearth.holding.actions import stalemate_story as story
from hearth.holding.actions.holders import in_turn, pass_to
from hearth.holding.codes import Ladder, Stand
from hearth.holding.models import Barrier, Holding, SeatAnswer, Stalemate, StalemateParty
from hearth.holding.stalemate_queries import SeatNow
from hearth.holding.stalemate_rules import Decided, Raised
from hearth.organisations.models import Membership, Organisation


@action
def raise_stalemate(
    actor: Actor,
    /,
    *,
    holding: Holding,
    told: Raised,
    between: list[Organisation],
    payer: Organisation,
    at: datetime,
    holder: Membership | None = None,
) -> Stalemate:
    """Two services do not agree. From now on one human holds and one organisation pays, without prejudice to either.

    `holder` is whoever holds meanwhile; without one it is whoever holds now. Nothing stops and nobody is let go.
    Raises NotPermitted, or NotPossible if it does not say what and between whom, or the same is open already.
    """
    permissions.check_raise_stalemate(actor, holding=holding, holder=holder)
    holding = in_turn(actor, holding)
    rules.check_is_held(holding.status)
    ladder.check_raised(told, between=[one.pk for one in between])
    if queries.running(actor).filter(person=holding, kind=told.kind).exists():
        raise NotPossible("This is being settled already. Look at how far it has come.")
    if holder is not None and holder.pk != holding.holder_id:
        holding = pass_to(actor, holding, holder, at)
    stalemate = _write(actor, holding, told, between, payer, at)
    story.tell_raised(actor, stalemate, at)
    return stalemate


def _write(
    actor: Actor, holding: Holding, told: Raised, between: list[Organisation], payer: Organisation, at: datetime
) -> Stalemate:
    stalemate = Stalemate(
        person=holding,
        kind=told.kind,
        about=told.about.strip(),
        person_view=told.person_view.strip(),
        raised_at=at,
        raised_by_id=actor.membership_id,
        interim_holder=holding.holder,
        interim_payer=payer,
    )
    stalemate.save(force_insert=True)
    named = {one.pk: one for one in between}
    StalemateParty.objects.bulk_create(
        [StalemateParty(person=holding, stalemate=stalemate, organisation=one) for one in named.values()]
    )
    for code in ladder.CLOCK_OF.values():
        _promise(stalemate, code, at)
    seats.reach(actor, stalemate, Ladder.WORKERS, at, because="raised")
    audit.record(actor, "holding.stalemate_raised", subject=stalemate, at=at, detail={"kind": told.kind})
    return stalemate


def _promise(stalemate: Stalemate, code: str, at: datetime) -> None:
    clocks.start_clock(
        code=code,
        person_id=stalemate.person_id,
        subject_type="Stalemate",
        subject_id=stalemate.pk,
        owner_id=stalemate.interim_holder_id,
        at=at,
    )


@action
def answer_stalemate(
    actor: Actor,
    /,
    *,
    stalemate: Stalemate,
    stand: Stand,
    words: str,
    at: datetime,
    named_worker: Membership | None = None,
) -> Stalemate:
    """The seat this worker is asked in says what its service will do, or that it has to be settled above.

    `named_worker` is who of the service is part of a joint plan. Once every seat has spoken, and one of them asked for
    it, the next rung is asked at once. Raises NotPermitted for anyone not asked now, or NotPossible.
    """
    stalemate = _in_turn(actor, stalemate)
    ladder.check_running(stalemate.decided_at)
    seat = queries.my_seat(actor, stalemate=stalemate)
    permissions.check_answer_stalemate(actor, asked=seat.asked if seat else None)
    if seat is None:
        raise NotPossible(ladder.OVER)
    ladder.check_words(words)
    _name(seat, named_worker)
    answer = SeatAnswer(
        person_id=stalemate.person_id,
        party=seat.party,
        rung=seat.rung,
        by=seat.asked,
        stand=stand,
        words=words.strip(),
        answered_at=at,
    )
    answer.save(force_insert=True)
    audit.record(actor, "holding.stalemate_answered", subject=stalemate, at=at, detail={"rung": seat.rung})
    _after_answer(actor, stalemate, at)
    return stalemate


def _name(seat: SeatNow, worker: Membership | None) -> None:
    if worker is None:
        return
    if worker.organisation_id != seat.party.organisation_id or not worker.is_active:
        raise NotPossible("Name somebody who works for your service.")
    seat.party.named_worker = worker
    seat.party.save(update_fields=["named_worker"])


def _after_answer(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    here = queries.seats_here(actor, stalemate=stalemate)
    said = [seat.answer.stand for seat in here if seat.answer]
    if len(said) < len(here):
        return
    _keep(stalemate, [ladder.CLOCK_OF[Ladder(stalemate.rung)]] if stalemate.rung != Ladder.DECISION else [], at)
    above = ladder.next_rung(stalemate.rung)
    if above and Stand.ASK_ABOVE in said:
        _go_up(actor, stalemate, above, at, because="asked for by those below")


@action
def go_up_when_due(actor: Actor, /, *, at: datetime) -> int:
    """Every dispute whose rung has run out of time is put to the next one, and every empty seat is filled.

    Returns how many went up. Nothing ends by time: moving up only adds people who must answer. Raises NotPermitted.
    """
    holding_permissions.check_hearth_itself(actor)
    moved = 0
    for stalemate in list(queries.running(actor).select_related("person__person")):
        seats.fill(actor, stalemate, at)
        rungs = queries.ladder(actor, stalemate=stalemate)
        here = next(one for one in rungs if one.rung == stalemate.rung)
        due = ladder.rung_due(
            stalemate.rung, answered=here.answered, due_at={one.rung: one.due_at for one in rungs}, at=at
        )
        if due != stalemate.rung:
            _go_up(actor, stalemate, due, at, because="time was up")
            moved += 1
    audit.record(
        actor, "holding.stalemates_looked_at", subject=audit.Whole("the ladder"), at=at, detail={"moved": moved}
    )
    return moved


def _go_up(actor: Actor, stalemate: Stalemate, to: Ladder, at: datetime, *, because: str) -> None:
    """Every rung on the way is reached, so that nobody is left out."""
    while stalemate.rung != to:
        rung = ladder.next_rung(stalemate.rung) or to
        stalemate.rung = rung
        stalemate.save(update_fields=["rung"])
        seats.reach(actor, stalemate, rung, at, because=because)
        audit.record(actor, "holding.stalemate_went_up", subject=stalemate, at=at, detail={"rung": rung})
    story.tell_went_up(actor, stalemate, at)


@action
def decide_stalemate(
    actor: Actor, /, *, stalemate: Stalemate, told: Decided, payer: Organisation, at: datetime
) -> Stalemate:
    """What is to be, with reasons, by name; and who pays from now on. Who holds changes only by handing over.

    Raises NotPermitted, or NotPossible while a service has not answered, without reasons, or, for two kinds of
    support together, without the plan they share and a worker of each.
    """
    stalemate = _in_turn(actor, stalemate)
    ladder.check_running(stalemate.decided_at)
    here = queries.seats_here(actor, stalemate=stalemate)
    permissions.check_decide_stalemate(actor, stalemate=stalemate, asked=[seat.asked.pk for seat in here])
    stands = [seat.answer.stand for seat in here if seat.answer]
    ladder.check_may_end(stalemate.rung, stands=stands, seats=len(here))
    parties = queries.parties_of(actor, stalemate=stalemate)
    both_named = not parties.filter(named_worker=None).exists()
    ladder.check_decided(told, kind=stalemate.kind, both_named=both_named)
    told = ladder.tidy(told)
    stalemate.decision, stalemate.reasons, stalemate.joint_plan = told.decision, told.reasons, told.joint_plan
    stalemate.decided_at, stalemate.decided_by_id, stalemate.payer = at, actor.membership_id, payer
    stalemate.save(update_fields=["decision", "reasons", "joint_plan", "decided_at", "decided_by", "payer"])
    _keep(stalemate, list(ladder.CLOCK_OF.values()), at)
    audit.record(actor, "holding.stalemate_decided", subject=stalemate, at=at)
    story.tell_decided(actor, stalemate, at)
    seats.no_longer_asked(actor, stalemate, at)
    return stalemate


@action
def name_for_joint_plan(
    actor: Actor, /, *, stalemate: Stalemate, party: StalemateParty, worker: Membership, at: datetime
) -> StalemateParty:
    """Who of a service is part of the plan. For whoever may decide, and for those asked. Raises as they do."""
    asked = [seat.asked.pk for seat in queries.seats_of(actor, stalemate=stalemate)]
    permissions.check_name_for_joint_plan(actor, stalemate=stalemate, asked=asked)
    ladder.check_running(stalemate.decided_at)
    if worker.organisation_id != party.organisation_id or not worker.is_active:
        raise NotPossible(f"Name somebody who works for {party.organisation.name}.")
    party.named_worker = worker
    party.save(update_fields=["named_worker"])
    audit.record(actor, "holding.joint_worker_named", subject=party, at=at)
    return party


@action
def keep_barrier(actor: Actor, /, *, stalemate: Stalemate, at: datetime) -> Barrier:
    """What got in the way, for those who can change it: kinds, how far up, how long and in which month, no more.

    Raises NotPermitted, or NotPossible before it is decided or a second time.
    """
    permissions.check_keep_barrier(actor)
    if stalemate.decided_at is None or stalemate.barrier_kept_at is not None:
        raise NotPossible("This is kept once, after it is decided.")
    kinds = queries.parties_of(actor, stalemate=stalemate).values_list("organisation__kind", flat=True)
    barrier = Barrier.objects.create(
        kind=stalemate.kind,
        rungs=ladder.RUNGS.index(Ladder(stalemate.rung)) + 1,
        days=(stalemate.decided_at - stalemate.raised_at).days,
        between=sorted(kinds),
        area=stalemate.person.hub.name,
        month=stalemate.decided_at.date().replace(day=1),
    )
    stalemate.barrier_kept_at = at
    stalemate.save(update_fields=["barrier_kept_at"])
    # The trail names the dispute and not the barrier: from one nobody finds the other.
    audit.record(actor, "holding.barrier_kept", subject=stalemate, at=at)
    return barrier


def _in_turn(actor: Actor, stalemate: Stalemate) -> Stalemate:
    """The dispute as it is once everyone else who was changing it has finished. Raises NotPossible if unseen."""
    found = Stalemate.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=stalemate.pk).first()
    if found is None:
        raise NotPossible("You are not part of this any more.")
    return found


def _keep(stalemate: Stalemate, codes: list[str], at: datetime) -> None:
    for clock in Clock.objects.filter(subject_id=stalemate.pk, definition__in=codes, stopped_at=None):
        clocks.add_event(clock, kind="stop", occurred_at=at, at=at)
