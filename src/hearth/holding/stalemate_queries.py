"""Reading disputes: whose turn it is, what was said, how long it has lasted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from hearth.core.actor import Actor
from hearth.core.models import Clock
from hearth.holding import stalemate_rules as rules
from hearth.holding.codes import Ladder
from hearth.holding.models import (
    Absence,
    Holding,
    LadderSeat,
    SeatAnswer,
    SeatAsked,
    Stalemate,
    StalemateParty,
    StalemateStep,
)
from hearth.holding.seat_queries import running_loans
from hearth.organisations.models import Membership, Organisation
from hearth.organisations.queries import ROLES_THAT_HOLD
from hearth.sharing.models import Relationship

WITH_NAMES = (
    "interim_payer",
    "payer",
    "interim_holder__worker",
    "raised_by__worker",
    "decided_by__worker",
    "decided_by__organisation",
)


@dataclass(frozen=True, slots=True)
class SeatNow:
    """One service at one rung: who is asked, who was asked before them, and what was said."""

    party: StalemateParty
    rung: Ladder
    asked: Membership
    earlier: list[Membership]
    answer: SeatAnswer | None


@dataclass(frozen=True, slots=True)
class RungNow:
    """One rung: by when it is due, when it was reached and why, and its seats."""

    rung: Ladder
    due_at: datetime
    step: StalemateStep | None
    seats: list[SeatNow]

    @property
    def answered(self) -> bool:
        """Whether every seat of it has said something."""
        return bool(self.seats) and all(seat.answer for seat in self.seats)


def stalemates_of(actor: Actor, *, person_id: UUID) -> QuerySet[Stalemate]:
    """Every dispute about this person that the actor may know of, those not decided first, then the newest."""
    found = Stalemate.objects.visible_to(actor).filter(person_id=person_id).select_related(*WITH_NAMES)
    return found.order_by(F("decided_at").desc(nulls_first=True), "-raised_at")


def running(actor: Actor) -> QuerySet[Stalemate]:
    """Disputes that are not decided yet, the oldest first."""
    return Stalemate.objects.visible_to(actor).filter(decided_at=None).order_by("raised_at")


def ladder(actor: Actor, *, stalemate: Stalemate) -> list[RungNow]:
    """The three rungs from the nearest to the person up, each with what happened there."""
    due = due_points(stalemate)
    steps = {step.rung: step for step in StalemateStep.objects.visible_to(actor).filter(stalemate=stalemate)}
    seats = seats_of(actor, stalemate=stalemate)
    return [
        RungNow(rung, due[rung], steps.get(rung), [seat for seat in seats if seat.rung == rung]) for rung in rules.RUNGS
    ]


def due_points(stalemate: Stalemate) -> dict[Ladder, datetime]:
    """By when each rung answers, from its promise."""
    clocks = Clock.objects.filter(subject_id=stalemate.pk, subject_type="Stalemate")
    due = {clock.definition: clock.due_at for clock in clocks}
    return {rung: due[code] for rung, code in rules.CLOCK_OF.items()}


def seats_of(actor: Actor, *, stalemate: Stalemate) -> list[SeatNow]:
    """Every seat that was asked so far, by service."""
    parties = {party.pk: party for party in parties_of(actor, stalemate=stalemate)}
    answers = {
        (answer.party_id, answer.rung): answer
        for answer in SeatAnswer.objects.visible_to(actor)
        .filter(party__in=parties)
        .select_related("by__worker", "by__organisation")
    }
    asked: dict[tuple[UUID, str], list[Membership]] = {}
    rows = SeatAsked.objects.visible_to(actor).filter(party__in=parties)
    for row in rows.select_related("membership__worker", "membership__organisation").order_by("asked_at", "id"):
        asked.setdefault((row.party_id, row.rung), []).append(row.membership)
    return [
        SeatNow(parties[party], Ladder(rung), some[-1], some[:-1], answers.get((party, rung)))
        for (party, rung), some in asked.items()
    ]


def parties_of(actor: Actor, *, stalemate: Stalemate) -> QuerySet[StalemateParty]:
    """The services in it, by name."""
    parties = StalemateParty.objects.visible_to(actor).filter(stalemate=stalemate)
    return parties.select_related("organisation", "named_worker__worker").order_by("organisation__name")


def seats_here(actor: Actor, *, stalemate: Stalemate) -> list[SeatNow]:
    """The seats of the rung it stands on."""
    return [seat for seat in seats_of(actor, stalemate=stalemate) if seat.rung == stalemate.rung]


def my_seat(actor: Actor, *, stalemate: Stalemate) -> SeatNow | None:
    """The seat in which this worker is asked and has not answered, the highest first; None if there is none.

    Whoever was asked on a rung below still answers: going up takes nobody out.
    """
    if stalemate.decided_at is not None:
        return None
    open_ = [seat for seat in seats_of(actor, stalemate=stalemate) if seat.answer is None]
    mine = [seat for seat in open_ if seat.asked.pk == actor.membership_id]
    return max(mine, key=lambda seat: rules.RUNGS.index(seat.rung), default=None)


def asked_in(actor: Actor) -> QuerySet[Stalemate]:
    """Disputes in which this worker is the one asked now, longest waiting first, with whom they are about."""
    newest = SeatAsked.objects.visible_to(actor).filter(party=OuterRef("party"), rung=OuterRef("rung"))
    answered = SeatAnswer.objects.visible_to(actor).filter(party=OuterRef("party"), rung=OuterRef("rung"))
    mine = (
        SeatAsked.objects.visible_to(actor)
        .filter(membership=actor.membership_id, party__stalemate=OuterRef("pk"))
        .filter(~Exists(answered), pk=Subquery(newest.order_by("-asked_at", "-id").values("pk")[:1]))
    )
    return running(actor).filter(Exists(mine)).annotate(known_as=F("person__person__known_as"))


def still_asked(actor: Actor, *, person_id: UUID) -> QuerySet[SeatAsked]:
    """Everybody who was asked in a dispute about this person that is not decided yet."""
    return SeatAsked.objects.visible_to(actor).filter(person_id=person_id, party__stalemate__decided_at=None)


def who_answers(actor: Actor, /, *, organisation: Organisation, rung: Ladder, holding: Holding) -> list[Membership]:
    """Everybody who could sit in a service's seat, the first to be asked first.

    A colleague sits in the place of whoever lent it. For a service that has nobody here yet it is whoever leads the
    hub that holds the person: they ask there. Where all of them are away at once, they are asked nevertheless: a seat
    goes to the next one as soon as somebody is back, and is never nobody's. Empty only where nobody is left at all.
    """
    theirs = Q(organisation=organisation)
    ours = Q(hub=holding.hub_id, role__in=["hub-manager", "shift-lead"]) | Q(pk=holding.holder_id)
    for condition, away_too in ((theirs, False), (ours, False), (theirs, True), (ours, True)):
        members = _could_answer(condition, away_too=away_too)
        if members:
            candidates = _candidates(members, organisation, rung, _alongside(actor, holding))
            by_key = {member.pk: member for member in members}
            order = rules.in_order(candidates, rung if condition is theirs else Ladder.MANAGERS)
            return [by_key[key] for key in order]
    return []


def away() -> QuerySet[Absence]:
    """Who is away now."""
    return Absence.objects.filter(begun_at__isnull=False, ended_at=None)


def _could_answer(condition: Q, *, away_too: bool) -> list[Membership]:
    here = Q() if away_too else ~Exists(away().filter(membership=OuterRef("pk")))
    found = Membership.objects.filter(condition, here, is_active=True, role__in=ROLES_THAT_HOLD)
    return list(found.select_related("worker", "organisation"))


def _candidates(
    members: Iterable[Membership], organisation: Organisation, rung: Ladder, with_them: set[UUID | None]
) -> list[rules.Candidate]:
    seats = LadderSeat.objects.filter(organisation=organisation, rung=rung)
    places: dict[UUID, int | None] = dict(seats.values_list("membership_id", "place"))
    loans = list(running_loans(organisation=organisation, rung=rung))
    for loan in loans:
        places[loan.to_id] = min(loan.seat.place, places.get(loan.to_id) or loan.seat.place)
    lent = {loan.seat.membership_id for loan in loans}
    return [
        rules.Candidate(one.pk, places.get(one.pk), one.role, one.pk in with_them, one.started_at)
        for one in [one for one in members if one.pk not in lent] or members
    ]


def _alongside(actor: Actor, holding: Holding) -> set[UUID | None]:
    found = Relationship.objects.visible_to(actor).filter(person_id=holding.pk, until_at=None, membership__isnull=False)
    return {holding.holder_id, *found.values_list("membership_id", flat=True)}
