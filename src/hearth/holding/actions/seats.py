"""Who answers for a service when services do not agree: named, put in order, and handed to a colleague for a while."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.holding import seat_queries as queries
from hearth.holding import stalemate_permissions as permissions
from hearth.holding.actions import hands
from hearth.holding.codes import Ladder
from hearth.holding.models import LadderSeat, SeatLoan
from hearth.organisations.models import Membership, Organisation


@action
def name_seat(
    actor: Actor, /, *, organisation: Organisation, rung: Ladder, membership: Membership, at: datetime
) -> LadderSeat:
    """Who answers for a service at a rung when services do not agree; named later means asked later.

    Raises NotPermitted, or NotPossible for somebody who does not work there or sits there already.
    """
    permissions.check_name_seat(actor, organisation=organisation)
    _check_works_there(membership, organisation)
    there = queries.in_turn(organisation, rung)
    if any(seat.membership_id == membership.pk for seat in there):
        raise NotPossible("They answer there already.")
    seat = LadderSeat(
        organisation=organisation,
        rung=rung,
        membership=membership,
        place=max((one.place for one in there), default=0) + 1,
        named_by_id=actor.membership_id,
        named_at=at,
    )
    seat.save(force_insert=True)
    audit.record(actor, "holding.ladder_seat_named", subject=seat, at=at, detail={"rung": rung})
    return seat


@action
def ask_earlier(actor: Actor, /, *, seat: LadderSeat, at: datetime) -> LadderSeat:
    """Whoever sits here is asked before whoever was asked before them. Nobody who is asked already is asked anew.

    Raises NotPermitted, or NotPossible for whoever is asked first as it is.
    """
    permissions.check_name_seat(actor, organisation=seat.organisation)
    there = [one for one in queries.in_turn(seat.organisation, seat.rung) if one.membership.is_active]
    here = next((number for number, one in enumerate(there) if one.pk == seat.pk), 0)
    if here == 0:
        raise NotPossible("They are asked first already.")
    before, mine = there[here - 1], there[here]
    before.place, mine.place = mine.place, before.place
    LadderSeat.objects.bulk_update([before, mine], ["place"])
    audit.record(actor, "holding.ladder_seat_moved", subject=seat, at=at, detail={"rung": seat.rung})
    return mine


@action
def lend_seat(actor: Actor, /, *, seat: LadderSeat, to: Membership, at: datetime) -> SeatLoan:
    """A colleague sits there until whoever it belongs to is back. What waits for an answer there is put to them.

    Raises NotPermitted for anyone but whoever sits there and whoever may name them, or NotPossible.
    """
    permissions.check_lend_seat(actor, seat=seat)
    _check_works_there(to, seat.organisation)
    if to.pk == seat.membership_id:
        raise NotPossible("Name a colleague. Nobody stands in for themselves.")
    if hands.stand_in(to) != to:
        raise NotPossible(f"{to.worker.name} is away too. Name somebody who is there.")
    queries.in_turn(seat.organisation, seat.rung)
    if SeatLoan.objects.filter(seat=seat, ended_at=None).exists():
        raise NotPossible("A colleague sits there already.")
    loan = SeatLoan(seat=seat, to=to, lent_by_id=actor.membership_id, lent_at=at)
    loan.save(force_insert=True)
    audit.record(actor, "holding.ladder_seat_lent", subject=loan, at=at, detail={"rung": seat.rung})
    return loan


@action
def take_seat_back(actor: Actor, /, *, seat: LadderSeat, at: datetime) -> SeatLoan:
    """Whoever the seat belongs to answers there again. What the colleague was asked meanwhile, they answer.

    Raises NotPermitted, or NotPossible if nobody sits there for them.
    """
    permissions.check_lend_seat(actor, seat=seat)
    queries.in_turn(seat.organisation, seat.rung)
    loan = SeatLoan.objects.filter(seat=seat, ended_at=None).first()
    if loan is None:
        raise NotPossible("Nobody sits there for them.")
    loan.ended_at, loan.ended_by_id = at, actor.membership_id
    loan.save(update_fields=["ended_at", "ended_by"])
    audit.record(actor, "holding.ladder_seat_taken_back", subject=loan, at=at, detail={"rung": seat.rung})
    return loan


def _check_works_there(membership: Membership, organisation: Organisation) -> None:
    if membership.organisation_id != organisation.pk or not membership.is_active:
        raise NotPossible("Name somebody who works there.")
