"""Reading who is asked to hold whom."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from hearth.core.actor import Actor
from hearth.holding.codes import RUNNING, UNANSWERED, HandoverStatus
from hearth.holding.models import Handover, Holding
from hearth.organisations.models import SeatHolder

WITH_NAMES = ("sender__worker", "to_team", "to_worker__worker", "to_worker__organisation", "accepted_by__worker")


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


def hops(actor: Actor, *, holding: Holding) -> int:
    """How often this person has been passed on since they last asked: handed over, or pointed on."""
    passed = Q(status=HandoverStatus.COMPLETED) | Q(status=HandoverStatus.DECLINED) | Q(alternative__isnull=False)
    since = Handover.objects.visible_to(actor).filter(person=holding, proposed_at__gte=holding.opened_at)
    return since.exclude(status=HandoverStatus.WITHDRAWN).filter(passed).count()
