"""Who acts for somebody now, and whether a young person decides themselves."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.people.models import Person, Relation
from hearth.sharing.proxy_models import Competence, Proxy


def proxies(actor: Actor, *, person: Person, at: datetime) -> list[Proxy]:
    """Who acts for this person now."""
    live = _live(Proxy.objects.visible_to(actor).filter(person=person), at)
    return list(live.select_related("choice", "checked_by__worker").order_by("name", "id"))


def acting_for(actor: Actor, *, people: Iterable[UUID]) -> dict[UUID, Proxy]:
    """For whom of these the reader acts now: the lock of the table lets them see it only while it holds."""
    mine = Proxy.objects.visible_to(actor).filter(supporter_id=actor.person_id, person_id__in=list(people))
    return {one.person_id: one for one in mine.order_by("checked_at")}


def could_act(actor: Actor, *, person: Person) -> list[Relation]:
    """Those in their life who have a page of their own here, by name."""
    there = Relation.objects.visible_to(actor).filter(person=person, until_on=None, do_not_contact=False)
    return list(there.filter(related_person__isnull=False).order_by("name", "id"))


def competence(actor: Actor, *, person: Person) -> list[Competence]:
    """What was thought about whether they decide themselves, the newest first."""
    found = Competence.objects.visible_to(actor).filter(person=person)
    return list(found.select_related("decided_by__worker").order_by("-decided_at"))


def thought(actor: Actor, *, person: Person) -> list[tuple[date, bool]]:
    """The same as days and answers."""
    return [(day_of(one.decided_at), one.can_decide) for one in competence(actor, person=person)]


def _live(rows: QuerySet[Proxy], at: datetime) -> QuerySet[Proxy]:
    return rows.filter(choice__from_at__lte=at).filter(Q(choice__until_at=None) | Q(choice__until_at__gt=at))
