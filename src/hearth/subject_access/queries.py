"""What is asked for, what waits for whom, and what the person gets of each item."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from hearth.core.actor import Actor
from hearth.organisations.models import Membership
from hearth.subject_access import rules
from hearth.subject_access.codes import RUNNING, Concern, Outcome
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest, ItemAsked, ItemDecision, Package
from hearth.subject_access.rules import Decided, Segment

GUARDIANS = "guardian"
READ_NOTHING = ("administrator", "commissioner", "finance")


@dataclass(frozen=True, slots=True)
class PartNow:
    """One part and how far it is: how many items there are, how many a human must look at, how many still wait."""

    part: AccessPart
    name: str
    items: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ItemNow:
    """One item, what stands of it, and what the person gets."""

    item: AccessItem
    decision: ItemDecision | None
    given: list[Segment]

    @property
    def waits(self) -> bool:
        """Whether a human still has to look."""
        return self.item.concern != Concern.NONE and self.decision is None


def requests_of(actor: Actor, *, person_id: UUID) -> QuerySet[AccessRequest]:
    """Every time somebody asked for this record, the newest first."""
    found = AccessRequest.objects.visible_to(actor).filter(person=person_id).order_by("-asked_at", "-id")
    return found.select_related("answers__worker", "answers__organisation", "identity", "extension", "handing")


def running_request(actor: Actor, *, person_id: UUID, asked_by: str) -> AccessRequest | None:
    """The request that is under way for whoever asks, if there is one."""
    return requests_of(actor, person_id=person_id).filter(asked_by=asked_by, status__in=RUNNING).first()


def requests_under_way(actor: Actor) -> QuerySet[AccessRequest]:
    """For guardians: everything that is under way, the soonest due first. Raises NotPermitted for anyone else."""
    actor.check("record.give")
    running = AccessRequest.objects.visible_to(actor).filter(status__in=RUNNING).order_by("due_at", "id")
    return running.select_related("answers__worker", "extension")


def my_parts(actor: Actor) -> QuerySet[AccessPart]:
    """Parts this worker was named for and has not read through, the soonest due first."""
    mine = AccessPart.objects.visible_to(actor).filter(reviewer=actor.membership_id, reviewed_at=None)
    under_way = mine.filter(request__status__in=RUNNING)
    return under_way.select_related("request", "organisation").order_by("request__due_at", "id")


def asked_of(actor: Actor) -> QuerySet[ItemAsked]:
    """Single items this worker was asked about and nobody has decided since."""
    since = ItemDecision.objects.visible_to(actor).filter(item=OuterRef("item"), decided_at__gte=OuterRef("asked_at"))
    mine = ItemAsked.objects.visible_to(actor).filter(membership=actor.membership_id)
    return mine.filter(~Exists(since)).select_related("item__request", "asked_by__worker").order_by("asked_at")


def is_asked(actor: Actor, *, item: AccessItem) -> bool:
    """Whether this worker was asked about this item."""
    return ItemAsked.objects.visible_to(actor).filter(item=item, membership=actor.membership_id).exists()


def parts(actor: Actor, *, request: AccessRequest) -> list[PartNow]:
    """Each organisation's part of a request, and how far it is."""
    items = AccessItem.objects.visible_to(actor).filter(request=request)
    decisions = ItemDecision.objects.visible_to(actor).filter(item=OuterRef("pk"))
    waiting = items.exclude(concern=Concern.NONE).exclude(Exists(decisions))
    many = Counter(items.values_list("part_id", flat=True))
    wait = Counter(waiting.values_list("part_id", flat=True))
    rows = AccessPart.objects.visible_to(actor).filter(request=request).order_by("id")
    named = rows.select_related("organisation", "reviewer__worker", "reviewed_by__worker")
    return [PartNow(part, part_name(part), many[part.pk], wait[part.pk]) for part in named]


def part_name(part: AccessPart) -> str:
    """Whose part it is."""
    return part.organisation.name if part.organisation else "Hearth itself, and their own words"


def items(actor: Actor, *, part: AccessPart) -> list[ItemNow]:
    """What is in a part, the oldest first; what a human must look at before the rest."""
    found = AccessItem.objects.visible_to(actor).filter(part=part).select_related("part")
    now = items_now(actor, found.order_by("happened_at", "id"))
    return sorted(now, key=lambda one: one.item.concern == Concern.NONE)


def items_now(actor: Actor, found: Iterable[AccessItem]) -> list[ItemNow]:
    """Each with the decision that stands and what the person gets of it."""
    wanted = list(found)
    rows = ItemDecision.objects.visible_to(actor).filter(item__in=wanted).select_related("decided_by__worker")
    newest = {row.item_id: row for row in rows.order_by("decided_at", "id")}
    return [ItemNow(item, newest.get(item.pk), given(item, newest.get(item.pk))) for item in wanted]


def given(item: AccessItem, decision: ItemDecision | None) -> list[Segment]:
    """The words of an item as the person reads them."""
    return rules.segments(item.body, decided(decision))


def decided(decision: ItemDecision | None) -> Decided:
    """A decision as the rules take it; without one an item is given."""
    if decision is None:
        return Decided(Outcome.GIVE)
    places = tuple((begins, ends) for begins, ends in decision.spans)
    return Decided(Outcome(decision.outcome), decision.reason, decision.why, decision.said, places)


def package_of(actor: Actor, *, request_id: UUID) -> Package | None:
    """What the person gets, for whoever may have it."""
    return Package.objects.visible_to(actor).filter(request=request_id).select_related("request").first()


def guardians() -> list[Membership]:
    """Everybody who may answer, the longest here first."""
    found = Membership.objects.filter(role=GUARDIANS, is_active=True).select_related("worker", "organisation")
    return list(found.order_by("started_at", "id"))


def reviewers_for(part: AccessPart) -> QuerySet[Membership]:
    """Who may read a part through: those who work for its organisation; for Hearth's own part, guardians."""
    here = Membership.objects.filter(is_active=True).select_related("worker", "organisation")
    if part.organisation_id is None:
        return here.filter(role=GUARDIANS).order_by("worker__given_name")
    readers = here.filter(organisation=part.organisation_id).exclude(role__in=READ_NOTHING)
    return readers.order_by("worker__given_name")


def health_professionals() -> QuerySet[Membership]:
    """Who may say that reading something could seriously harm somebody."""
    here = Membership.objects.filter(role="clinician", is_active=True)
    return here.select_related("worker", "organisation").order_by("worker__given_name")


def last_reviewer(actor: Actor, *, organisation_id: UUID | None, at: datetime) -> Membership | None:
    """Who read the last part of this organisation, if they still work there: the first to be asked again."""
    earlier = AccessPart.objects.visible_to(actor).filter(organisation=organisation_id, reviewer__is_active=True)
    last = earlier.filter(named_at__lte=at).select_related("reviewer").order_by("-named_at").first()
    return last.reviewer if last else None
