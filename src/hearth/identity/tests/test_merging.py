from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding.models import Holding
from hearth.identity import doors
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.models import Entry

FOUND_BY = ("record_entrywords", "person_id")
pytestmark = pytest.mark.django_db


def all_rows(people):
    """Every row about these people, by table, as the keeper reads it; what only counts or remembers is left out."""
    with acting_as(SYSTEM, at=worlds.now()), connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name, pk FROM people_tables_of_people()")
        tables = {(t, c) for t, c, _ in cursor.fetchall()} | {
            ("sharing_circlechoice", "person_id"),
            ("holding_holding", "person_id"),
            ("people_circumstances", "person_id"),
            ("record_draft", "person_id"),
        }
        found = {}
        for table, column in tables:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t WHERE {column} = ANY(%s) ORDER BY 1", [people])
            found[table, column] = [row for (row,) in cursor.fetchall()]
        cursor.execute("SELECT to_jsonb(t) - 'version' FROM people_person t WHERE id = ANY(%s) ORDER BY id", [people])
        found["people"] = cursor.fetchall()
        cursor.execute(
            "SELECT person_id, key, birth_year FROM people_namekey WHERE person_id = ANY(%s) ORDER BY 1, 2", [people]
        )
        found["keys"] = cursor.fetchall()
        cursor.execute(
            "SELECT person_id, viewer_id, level, clearance, basis FROM core_sight WHERE person_id = ANY(%s)", [people]
        )
        found["sight"] = sorted(cursor.fetchall())
        return found


class TestConfirmMerge:
    def test_brings_everything_to_the_one_that_goes_on(self, custodians):
        entry = worlds.written(custodians.world, custodians.kitty, "By the river.")

        custodians.join()

        (kept,) = worlds.all_of(Entry, id=entry.id)
        assert kept.person_id == custodians.kit.id
        (kitty,) = worlds.all_of(Person, id=custodians.kitty.id)
        assert (kitty.status, kitty.merged_into_id) == ("merged-into", custodians.kit.id)

    def test_leaves_one_holder(self, custodians):
        custodians.join()

        (held,) = worlds.all_of(Holding, person=custodians.kit)
        (gone,) = worlds.all_of(Holding, person=custodians.kitty)
        assert (held.holder_id, gone.holder_id, gone.status) == (custodians.world.lead.pk, None, "same")


class TestConfirmParting:
    def test_puts_every_row_back_where_it_was(self, custodians):
        for person in (custodians.kit, custodians.kitty):
            worlds.written(custodians.world, person)
            worlds.let_in(custodians.world, person, custodians.world.council)
        both = [custodians.kit.id, custodians.kitty.id]
        before = all_rows(both)

        custodians.part(custodians.join())

        after = all_rows(both)
        told = {key: set(after[key]) - set(before[key]) for key in before if key not in ("people", "keys", "sight")}
        lost = {key: set(before[key]) - set(after[key]) for key in before if key not in ("people", "keys", "sight")}
        assert {key: rows for key, rows in lost.items() if rows} == {}
        assert {key: len(rows) for key, rows in told.items() if rows} == {
            ("record_entry", "person_id"): 3,
            ("record_entrywords", "person_id"): 3,
        }
        assert after["people"] == before["people"]
        assert after["keys"] == before["keys"]
        assert after["sight"] == before["sight"]


class TestWhatIsWrittenLater:
    def test_for_the_one_who_was_joined_is_written_in_the_record_that_goes_on(self, custodians):
        merge = custodians.join()
        page = f"/people/{custodians.kitty.id}"
        client = worlds.client_of(custodians.world.lead)

        assert client.get(page).url == f"/people/{custodians.kit.id}"
        worlds.send(client, f"{page}/entries", kind="conversation", words="Kitty rang.")
        worlds.send(client, f"/people/{custodians.kit.id}/entries", kind="conversation", words="Kit came by.")

        entries = {entry.body: entry.person_id for entry in worlds.all_of(Entry, kind="conversation")}
        assert entries == {"Kitty rang.": custodians.kit.id, "Kit came by.": custodians.kit.id}
        custodians.part(merge)
        entries = {entry.body: entry.person_id for entry in worlds.all_of(Entry, kind="conversation")}
        assert entries == {"Kitty rang.": custodians.kitty.id, "Kit came by.": custodians.kit.id}

    def test_is_nobodys_business_who_may_not_see_the_one_that_goes_on(self, custodians):
        custodians.join()

        page = f"/people/{custodians.kitty.id}"
        assert worlds.client_of(custodians.world.outsider).get(page).status_code == 404


class TestFiveHundredEntries:
    @pytest.mark.parametrize("seed", [3, 14])
    def test_written_since_are_each_back_where_they_belong(self, seed, custodians):
        world, later = custodians.world, custodians.world.at + timedelta(minutes=1)
        both = [custodians.kit, custodians.kitty]
        owners = {worlds.written(world, person).pk: person.pk for person in both for _ in range(3)}
        before = all_rows([person.pk for person in both])
        merge = custodians.join()
        _write_many(custodians, Random(seed), owners, later)
        assert {entry.person_id for entry in worlds.all_of(Entry, pk__in=owners)} == {custodians.kit.pk}

        custodians.part(merge, at=later)

        assert {entry.pk: entry.person_id for entry in worlds.all_of(Entry, pk__in=owners)} == owners
        assert len(owners) == 506
        after = all_rows([person.pk for person in both])
        # What can be found of an entry is what its newest version says.
        assert [name for name in set(before) - {FOUND_BY} if set(before[name]) - set(after[name])] == []


def _write_many(custodians, drawn, owners, at):
    lead = worker_actor(custodians.world.lead)
    with acting_as(lead, at=at):
        for _ in range(500):
            _write(lead, custodians, drawn, owners, at)


def _write(lead, custodians, drawn, owners, at):
    """A new entry from the page of either, or a new version of one there is already, from whichever page."""
    whose = drawn.choice([custodians.kit, custodians.kitty])
    old = drawn.choice(sorted(owners))
    amends = drawn.random() < 0.1 and not Entry.objects.filter(replaces=old).exists()
    if amends:
        entry = record.amend_entry(
            lead, entry=Entry.objects.get(pk=old), title="", body="Again.", reason="Clearer.", at=at
        )
        owners[entry.pk] = owners[old]
        return
    with doors.written_for(whose.pk if whose is custodians.kitty else None):
        told = {"kind": EntryKind.CONVERSATION, "body": "We talked.", "occurred_at": at}
        owners[record.write_entry(lead, person=custodians.kit, at=at, **told).pk] = whose.pk
