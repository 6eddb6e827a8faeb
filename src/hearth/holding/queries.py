"""Reading who is asked to hold whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.moments import start_of_today
from hearth.holding.codes import OPEN, RUNNING, UNANSWERED, HandoverStatus
from hearth.holding.models import Absence, Handover, HolderChange, Holding
from hearth.organisations.models import SeatHolder

WITH_NAMES = (
    "sender__worker",
    "to_team",
    "to_worker__worker",
    "to_worker__organisation",
    "to_organisation",
    "accepted_by__worker",
)


def running_handover(actor: Actor, *, person_id: UUID) -> Handover | None:
    """The question that waits for its next step, if there is one."""
    running = Handover.objects.visible_to(actor).filter(person_id=person_id, status__in=RUNNING, alternative=None)
    return running.select_related("person", *WITH_NAMES).first()


def handovers_of(actor: Actor, *, person_id: UUID) -> QuerySet[Handover]:
    """Every question ever put about this person that the actor may know of, the oldest first."""
    return Handover.objects.visible_to(actor).filter(person_id=person_id).select_related(*WITH_NAMES).order_by("id")


def asked_of(actor: Actor) -> QuerySet[Handover]:
    """Questions this worker may answer with a yes, longest waiting first, with whom they are about and who asks."""
    teams = SeatHolder.objects.filter(membership=actor.membership_id).values("seat__team")
    mine = Q(to_worker=actor.membership_id) | Q(to_team__in=teams)
    unanswered = Handover.objects.visible_to(actor).filter(mine, status__in=UNANSWERED, alternative=None)
    names = {"known_as": F("person__person__known_as"), "asker": F("sender__worker__given_name")}
    return unanswered.annotate(**names, team_name=F("to_team__name")).order_by("proposed_at")


def held_by(actor: Actor, *, membership_id: UUID) -> QuerySet[Holding]:
    """Everyone this worker holds whom the actor may see, longest first, with what they are called."""
    held = Holding.objects.visible_to(actor).filter(holder=membership_id, status__in=OPEN)
    return held.annotate(known_as=F("person__known_as")).order_by("since_at")


def whom_i_hold() -> list[UUID]:
    """The people whoever acts now holds, and nothing else of them; nobody for whoever is no worker."""
    return [person_id for (person_id,) in doors.rows("SELECT holding_mine()")]


def from_today(actor: Actor) -> QuerySet[Holding]:
    """Whom this worker holds since today because somebody else did before, newest first."""
    held = Holding.objects.visible_to(actor).filter(holder=actor.membership_id, status__in=OPEN)
    held = held.filter(since_at__gte=start_of_today())
    return held.filter(since_at__gt=F("opened_at")).annotate(known_as=F("person__known_as")).order_by("-since_at")


def running_absence(*, membership_id: UUID) -> Absence | None:
    """When this worker is away now; None while they are here."""
    running = Absence.objects.filter(membership=membership_id, begun_at__isnull=False, ended_at=None)
    return running.select_related("cover__worker", "membership__worker").first()


def absences_of(*, membership_id: UUID) -> QuerySet[Absence]:
    """What is planned and what was, the newest first."""
    return Absence.objects.filter(membership=membership_id).select_related("cover__worker").order_by("-from_at")


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody who moved to a colleague while a worker was away."""

    person_id: UUID
    known_as: str
    held_by: str


def moved_meanwhile(absence: Absence) -> list[Moved]:
    """Whom the worker who was away may take back. Empty for anyone else: the database answers only them."""
    return [Moved(*row) for row in doors.rows("SELECT * FROM holding_moved(%s)", absence.pk)]


@dataclass(frozen=True, slots=True)
class Hand:
    """One pair of hands: whose, how long, and how it went on: handed over together, or moved for another reason."""

    name: str
    from_at: datetime
    until_at: datetime | None
    days: int
    leads: str
    how: str


@dataclass(frozen=True, slots=True)
class HopLine:
    """Through whose hands somebody went since they last asked: how often passed on, and how many days it is."""

    hands: list[Hand]
    hops: int
    days: int


def hop_line(actor: Actor, *, holding: Holding, at: datetime) -> HopLine:
    """The way of one person from hand to hand, since they last asked. Whole days, rounded down."""
    changes = HolderChange.objects.visible_to(actor).filter(person_id=holding.pk, holder__isnull=False)
    rows = changes.select_related("holder__worker").order_by("id")
    each: list[HolderChange] = []
    for row in rows:
        if not each or row.holder_id != each[-1].holder_id:
            each.append(row)
    met = handovers_of(actor, person_id=holding.pk).filter(status=HandoverStatus.COMPLETED)
    together = set(met.values_list("ended_at", flat=True))
    ends = [*(row.from_at for row in each[1:]), None]
    hands = [_hand(row, until, together, at) for row, until in zip(each, ends, strict=True)]
    return HopLine(hands, hops(actor, holding=holding), (at - holding.opened_at).days)


def _hand(row: HolderChange, until: datetime | None, together: set[datetime | None], at: datetime) -> Hand:
    met = until in together
    how = "" if until is None else "handed over together" if met else "moved to other hands"
    name = row.holder.worker.name if row.holder else ""
    return Hand(name, row.from_at, until, ((until or at) - row.from_at).days, "together" if met else "passed", how)


def hops(actor: Actor, *, holding: Holding) -> int:
    """How often this person has been passed on since they last asked: handed over, or pointed on."""
    passed = Q(status=HandoverStatus.COMPLETED) | Q(status=HandoverStatus.DECLINED) | Q(alternative__isnull=False)
    since = Handover.objects.visible_to(actor).filter(person=holding, proposed_at__gte=holding.opened_at)
    return since.exclude(status=HandoverStatus.WITHDRAWN).filter(passed).count()
