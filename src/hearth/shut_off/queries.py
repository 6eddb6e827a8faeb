"""Reading when everyone was shut out, and what somebody may name besides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce, Concat, Trim

from hearth.core.actor import Actor
from hearth.core.sight import Level
from hearth.people.models import Contact, Person, Relation
from hearth.sharing import queries as sharing
from hearth.sharing.codes import WhomKind
from hearth.shut_off.models import ShutOff

Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Nameable:
    """What may be named besides, as (key, words): whoever sees something, each worker, each way, each person."""

    places: list[Named]
    workers: list[Named]
    ways: list[Named]
    safe: list[str]
    relations: list[Named]
    close: list[str]


def nameable(actor: Actor, *, person: Person, at: datetime) -> Nameable:
    """What the form offers. `safe` are the ways nobody shares, `close` those with a page of their own here."""
    circle = sharing.circle(actor, person=person, at=at)
    seeing = [place for place in circle if place.whom_kind != WhomKind.SUPPORTER and place.level > Level.NOTHING]
    workers = sharing.workers_to_choose(actor, person=person, at=at)
    ways = list(Contact.objects.visible_to(actor).filter(person=person, until_on=None).order_by("kind", "id"))
    relations = list(Relation.objects.visible_to(actor).filter(person=person, until_on=None).order_by("name"))
    return Nameable(
        places=[(str(one.whom_id), f"{one.name}, {one.words}".strip(", ")) for one in seeing],
        workers=[(str(key), words) for key, words in workers],
        ways=[(str(way.pk), _way(way)) for way in ways],
        safe=[str(way.pk) for way in ways if way.safe_to_use and not way.shared_with],
        relations=[(str(one.pk), f"{one.name}, {one.relation}") for one in relations],
        close=[str(one.pk) for one in relations if one.related_person_id or one.do_not_contact],
    )


def shut_offs(actor: Actor, *, person_id: UUID) -> QuerySet[ShutOff]:
    """When everyone was shut out of this record, the newest first; `with_whom` is the worker with them, if any."""
    found = ShutOff.objects.visible_to(actor).filter(person=person_id).order_by("-done_at")
    called = Concat("recorded_by__worker__given_name", Value(" "), "recorded_by__worker__family_name")
    return found.annotate(with_whom=Coalesce(Trim(called), Value("")))


def _way(way: Contact) -> str:
    return f"{way.value}, shared with {way.shared_with}" if way.shared_with else way.value
