"""What the database shows an actor is what `sharing.rules` says: on random worlds, by every lock on its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.core.actor import Actor
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.people.models import Contact, Person, PersonName
from hearth.record.models import Entry, HealthFact, SafetyNote
from hearth.sharing import rules
from hearth.sharing.tests import plans, worlds
from hearth.sharing.tests.plans import NOON
from hearth.sharing.tests.worlds import World

pytestmark = pytest.mark.django_db

TABLES = {
    "people_person": Person,
    "people_personname": PersonName,
    "people_contact": Contact,
    "record_entry": Entry,
    "record_healthfact": HealthFact,
    "record_safetynote": SafetyNote,
}
RAW = " UNION ALL ".join(f"SELECT '{table}', id FROM {table}" for table in TABLES)
COUNTED = " UNION ALL ".join(f"SELECT '{table}', count(*), max(id::text) FROM {table}" for table in TABLES)
moments = st.sampled_from([0, 1, 2, 3, 59]).map(lambda hours: NOON + timedelta(hours=hours))


class TestSight:
    @given(plan=plans.plans, later=moments)
    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_is_the_same_by_the_rule_the_door_and_the_lock(self, plan, later):
        with written(plan) as world:
            for at in {NOON, later}:
                for actor, viewer in world.viewers:
                    expected = by_the_rule(world, viewer, at)
                    with acting_as(actor, at=at):
                        assert by_the_lock() == expected, (viewer, at)
                        assert by_count() == counts(expected), (viewer, at)
                        assert by_the_door(actor) == expected, (viewer, at)
                    # Whom a page is mostly about makes it faster, and changes nothing of what is seen.
                    for person in world.people[:2]:
                        with acting_as(actor, at=at, about=person.id):
                            assert by_the_lock() == expected, (viewer, at, person)


@contextmanager
def written(plan: dict) -> Iterator[World]:
    with transaction.atomic():
        yield worlds.build(plan)
        transaction.set_rollback(True)


def by_the_rule(world: World, viewer: rules.Viewer, at) -> dict[str, set]:
    level = {person.id: rules.sight_of(world.rule, person.id, viewer, at)[0] for person in world.people}
    return {
        "people_person": {person.id for person in world.people if level[person.id] >= Level.MINIMUM},
        "people_personname": {n.id for n in world.names if level[n.person_id] >= Level.FULL and not n.restricted},
        "people_contact": {c.id for c in world.contacts if level[c.person_id] >= Level.APPOINTMENTS},
        "record_healthfact": {
            fact.id for fact in world.facts if rules.section_is_seen(world.rule, fact.person_id, fact.kind, viewer, at)
        },
        "record_safetynote": {
            n.id for n in world.notes if rules.section_is_seen(world.rule, n.person_id, "safety-note", viewer, at)
        },
        "record_entry": {
            entry.id
            for entry in world.entries
            if rules.entry_is_seen(
                world.rule,
                entry.person_id,
                rules.Entry(entry.root_id, entry.min_level, tuple(world.withheld.get(entry.root_id, ()))),
                viewer,
                at,
            )
        },
    }


def by_the_lock() -> dict[str, set]:
    """Plain SQL without any condition, as the application's role."""
    found: dict[str, set] = {table: set() for table in TABLES}
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        for table, row_id in cursor.fetchall():
            found[table].add(row_id)
    return found


def by_count() -> dict[str, tuple]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        return {table: (count, last) for table, count, last in cursor.fetchall()}


def counts(expected: dict[str, set]) -> dict[str, tuple]:
    return {table: (len(ids), max(map(str, ids), default=None)) for table, ids in expected.items()}


def by_the_door(actor: Actor) -> dict[str, set]:
    """`visible_to` alone: the same scope, but a role that no policy binds."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearth_keeper")
    found = {
        table: set(model.objects.visible_to(actor).values_list("id", flat=True)) for table, model in TABLES.items()
    }
    restricted = PersonName.objects.filter(restricted=True).values_list("id", flat=True)
    found["people_personname"] -= set(restricted)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearth_app")
    return found
