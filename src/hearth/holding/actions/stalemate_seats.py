"""Who is asked in a dispute: a seat of each service at each rung. If whoever sits in it is away, the next one is."""

from datetime import datetime

from django.db.models.functions import Greatest

from hearth.core.actor import Actor
from hearth.holding import queries as holding_queries
from hearth.holding import seat_queries
from hearth.holding import stalemate_queries as queries
from hearth.holding.codes import Ladder
from hearth.holding.models import SeatAsked, Stalemate, StalemateParty, StalemateStep
from hearth.organisations.models import Membership
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship


def reach(actor: Actor, stalemate: Stalemate, rung: Ladder, at: datetime, *, because: str) -> None:
    """The dispute comes to a rung: a seat of each service there is asked, and those asked before stay asked."""
    StalemateStep(person_id=stalemate.person_id, stalemate=stalemate, rung=rung, at=at, because=because).save(
        force_insert=True
    )
    firsts = [
        (party, _first(actor, stalemate, party, rung)) for party in queries.parties_of(actor, stalemate=stalemate)
    ]
    _ask(actor, stalemate, rung, [(party, first) for party, first in firsts if first is not None], at)


def fill(actor: Actor, stalemate: Stalemate, at: datetime) -> None:
    """A seat whose member has gone, is away or has lent it is put to the next one of it. The promise runs on."""
    for seat in queries.seats_of(actor, stalemate=stalemate):
        if seat.answer is not None or not _is_gone(seat):
            continue
        first = _first(actor, stalemate, seat.party, seat.rung)
        if first is not None and first.pk != seat.asked.pk:
            _ask(actor, stalemate, seat.rung, [(seat.party, first)], at)


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


def _first(actor: Actor, stalemate: Stalemate, party: StalemateParty, rung: Ladder) -> Membership | None:
    able = queries.who_answers(actor, organisation=party.organisation, rung=rung, holding=stalemate.person)
    return able[0] if able else None


def _is_gone(seat: queries.SeatNow) -> bool:
    lent = seat_queries.running_loans(organisation=seat.party.organisation, rung=seat.rung)
    return (
        not seat.asked.is_active
        or queries.away().filter(membership=seat.asked).exists()
        or lent.filter(seat__membership=seat.asked).exists()
    )
