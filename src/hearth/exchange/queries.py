"""What is known here already of what another record tells."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core.actor import Actor
from hearth.exchange.models import Arrival, HeldRow
from hearth.exchange.rules import Known
from hearth.people.codes import PersonStatus
from hearth.people.models import Identifier, Person, PersonName


def arrivals(actor: Actor, *, source_system: str, keys: Collection[str]) -> dict[str, Arrival]:
    """What has arrived before under these keys."""
    found = Arrival.objects.visible_to(actor).filter(source_system=source_system, source_key__in=list(keys))
    return {arrival.source_key: arrival for arrival in found}


def waiting(actor: Actor, *, source_system: str, keys: Collection[str]) -> dict[str, HeldRow]:
    """Who waits for a human under these keys."""
    found = HeldRow.objects.visible_to(actor).waiting().filter(source_system=source_system, source_key__in=list(keys))
    return {held.source_key: held for held in found}


def name_of_arrival(actor: Actor, *, source_system: str, key: str) -> str:
    """What the thing that arrived under this key is called; empty if nothing did."""
    found = Arrival.objects.visible_to(actor).filter(source_system=source_system, source_key=key)
    return found.values_list("name", flat=True).first() or ""


def known_people(actor: Actor, *, codes: Collection[tuple[str, str]], births: Collection[date]) -> dict[UUID, Known]:
    """Everybody who has one of these numbers or was born on one of these days. Three statements."""
    people = Person.objects.visible_to(actor).filter(
        Q(birth_on__in=list(births), birth_precision="day") | Q(id__in=_owners(actor, codes))
    )
    # Whoever was joined is known by the record that goes on.
    still = people.exclude(status=PersonStatus.MERGED)
    rows = list(still.values_list("id", "birth_on", "birth_precision", "known_as"))
    ids = [row[0] for row in rows]
    numbers: dict[UUID, set[tuple[str, str]]] = {}
    for owner, system, value in (
        Identifier.objects.visible_to(actor).filter(person_id__in=ids).values_list("person_id", "system", "value")
    ):
        numbers.setdefault(owner, set()).add((system, value))
    names = _names(actor, ids)
    return {
        person_id: Known(
            person_id,
            frozenset(numbers.get(person_id, ())),
            birth_on,
            precision,
            ((known_as, ""), *names.get(person_id, ())),
        )
        for person_id, birth_on, precision, known_as in rows
    }


def _owners(actor: Actor, codes: Collection[tuple[str, str]]) -> QuerySet[Identifier, UUID]:
    by_system: dict[str, list[str]] = {}
    for system, value in codes:
        by_system.setdefault(system, []).append(value)
    wanted = Q(pk__in=[])
    for system, values in by_system.items():
        wanted |= Q(system=system, value__in=values)
    return Identifier.objects.visible_to(actor).filter(wanted).values_list("person_id", flat=True)


def _names(actor: Actor, ids: list[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    found: dict[UUID, list[tuple[str, str]]] = {}
    names = PersonName.objects.visible_to(actor).filter(person_id__in=ids)
    for person_id, given, family in names.values_list("person_id", "given", "family"):
        found.setdefault(person_id, []).append((given, family))
    return found
