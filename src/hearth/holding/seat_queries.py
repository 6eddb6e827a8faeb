"""Reading who answers for a service when services do not agree. None of this is about the people who come."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from hearth.core.actor import Actor
from hearth.holding.codes import Ladder
from hearth.holding.models import LadderSeat, SeatLoan
from hearth.holding.stalemate_rules import RUNGS
from hearth.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class SeatsNamed:
    """Who answers for a service at one rung, the first to be asked first."""

    rung: Ladder
    seats: list[LadderSeat]


def seats_named(*, organisation: Organisation) -> list[SeatsNamed]:
    """The three rungs from the nearest to the person up, each with those who were named and still work there."""
    in_order = list(_named(LadderSeat.objects.filter(organisation=organisation, membership__is_active=True)))
    return [SeatsNamed(rung, [seat for seat in in_order if seat.rung == rung]) for rung in RUNGS]


def seats_of(actor: Actor) -> QuerySet[LadderSeat]:
    """The seats in which this worker answers for their service."""
    return _named(LadderSeat.objects.filter(membership=actor.membership_id, membership__is_active=True))


def seat(seat_id: UUID, *, organisation: Organisation) -> LadderSeat | None:
    """One seat of this service; None if it has no such seat."""
    return _named(LadderSeat.objects.filter(pk=seat_id, organisation=organisation)).first()


def before_and_after(found: LadderSeat) -> tuple[LadderSeat | None, LadderSeat | None]:
    """Who is asked just before and just after whoever sits here."""
    (there,) = (one.seats for one in seats_named(organisation=found.organisation) if one.rung == found.rung)
    here = next((number for number, one in enumerate(there) if one.pk == found.pk), None)
    if here is None:
        return None, None
    return (there[here - 1] if here else None), (there[here + 1] if here + 1 < len(there) else None)


def in_turn(organisation: Organisation, rung: str) -> list[LadderSeat]:
    """Every seat of a service at a rung in their order, once everyone else who was changing them has finished."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    there = LadderSeat.objects.filter(organisation=organisation, rung=rung).select_related("membership")
    return list(there.order_by("place", "named_at"))


def running_loans(*, organisation: Organisation, rung: str) -> QuerySet[SeatLoan]:
    """The colleagues who sit for somebody at this rung of this service now."""
    here = SeatLoan.objects.filter(seat__organisation=organisation, seat__rung=rung, ended_at=None)
    return here.select_related("seat").order_by("seat__place")


def loans_at(organisation: Organisation) -> dict[UUID, SeatLoan]:
    """The colleague who sits there now, by seat."""
    running = SeatLoan.objects.filter(seat__organisation=organisation, ended_at=None).select_related("to__worker")
    return {loan.seat_id: loan for loan in running}


def _named(seats: QuerySet[LadderSeat]) -> QuerySet[LadderSeat]:
    return seats.select_related("membership__worker", "organisation").order_by("rung", "place", "named_at")
