"""Who is asked in a dispute: a seat of each service at each rung. If whoever sits in it is away, the next one is."""

from datetime import datetime

from django.db.models.functions import Greatest

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.holding import queries as holding_queries
from hearth.holding import stalemate_permissions as permissions
from hearth.holding import stalemate_queries as queries
from hearth.holding.codes import Ladder
from hearth.holding.models import LadderSeat, SeatAsked, Stalemate, StalemateParty, StalemateStep
from hearth.organisations.models import Membership, Organisation
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship


def reach(actor: Actor, stalemate: Stalemate, rung: Ladder, at: datetime, *, because: str) -> None:
    """The dispute comes to a rung: a seat of each service there is asked, and those asked before stay asked."""
    StalemateStep(person_id=stalemate.person_id, stalemate=stalemate, rung=rung, at=at, because=because).save(
        force_insert=True
    )
    parties = list(queries.parties_of(actor, stalemate=stalemate))
    _ask(actor, stalemate, rung, [(party, _first(actor, stalemate, party, rung)) for party in parties], at)


def fill(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    """A seat whose member has gone or is away is put to the next one of it. The promise runs on."""
    for seat in queries.seats_of(actor, stalemate=stalemate):
        if seat.answer is None and _is_gone(seat.asked):
            _ask(actor, stalemate, seat.rung, [(seat.party, _first(actor, stalemate, seat.party, seat.rung))], at)


def no_longer_asked(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    """What being asked let them know ends with the dispute, unless they are asked for another reason."""
    asked = SeatAsked.objects.visible_to(actor).filter(party__stalemate=stalemate).values("membership")
    others = queries.still_asked(actor, person_id=stalemate.person_id).values("membership")
    handover = holding_queries.running_handover(actor, person_id=stalemate.person_id)
    ending = Relationship.objects.visible_to(actor).filter(
        person_id=stalemate.person_id, kind=RelationshipKind.ASKED, until_at=None, membership__in=asked
    )
    if handover is not None:
        ending = ending.exclude(membership=handover.to_worker_id)
    ending.exclude(membership__in=others).update(until_at=Greatest("from_at", at))
    sharing.rewrite_sight(person_id=stalemate.person_id, at=at)


@action
def name_seat(
    actor: Actor, /, *, organisation: Organisation, rung: Ladder, membership: Membership, at: datetime
) -> LadderSeat:
    """Who answers for a service at a rung when services do not agree; named later means asked later.

    Raises NotPermitted, or NotPossible for somebody who does not work there or sits there already.
    """
    permissions.check_name_seat(actor, organisation=organisation)
    if membership.organisation_id != organisation.pk or not membership.is_active:
        raise NotPossible("Name somebody who works there.")
    there = LadderSeat.objects.filter(organisation=organisation, rung=rung)
    if there.filter(membership=membership).exists():
        raise NotPossible("They answer there already.")
    seat = LadderSeat(
        organisation=organisation,
        rung=rung,
        membership=membership,
        place=there.count() + 1,
        named_by_id=actor.membership_id,
        named_at=at,
    )
    seat.save(force_insert=True)
    audit.record(actor, "holding.ladder_seat_named", subject=seat, at=at, detail={"rung": rung})
    return seat


def _ask(
    actor: Actor, stalemate: Stalemate, rung: Ladder, seats: list[tuple[StalemateParty, Membership]], at: datetime
) -> None:
    if not seats:
        return
    person_id = stalemate.person_id
    SeatAsked.objects.bulk_create(
        [SeatAsked(person_id=person_id, party=party, rung=rung, membership=one, asked_at=at) for party, one in seats]
    )
    known = Relationship.objects.visible_to(actor).filter(
        person_id=person_id, kind=RelationshipKind.ASKED, until_at=None
    )
    already = set(known.values_list("membership_id", flat=True))
    whom = {one.pk for _, one in seats} - already
    Relationship.objects.bulk_create(
        [
            Relationship(person_id=person_id, kind=RelationshipKind.ASKED, membership_id=one, from_at=at)
            for one in sorted(whom)
        ]
    )
    sharing.rewrite_sight(person_id=person_id, at=at)


def _first(actor: Actor, stalemate: Stalemate, party: StalemateParty, rung: Ladder) -> Membership:
    able = queries.who_answers(actor, organisation=party.organisation, rung=rung, holding=stalemate.person)
    return next(iter(able))


def _is_gone(membership: Membership) -> bool:
    return not membership.is_active or queries.away().filter(membership=membership).exists()
