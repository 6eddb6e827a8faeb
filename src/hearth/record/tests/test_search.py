"""Searching tells nothing of what the reader may not read: on random worlds, by every way the database may go."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.core.actor import SYSTEM, ActorKind
from hearth.core.scope import acting_as
from hearth.record.models import Document, DocumentCheck, DocumentText
from hearth.record.search import policies, queries
from hearth.sharing.rules import Entry as Facts
from hearth.sharing.rules import entry_is_seen
from hearth.sharing.tests import plans, worlds
from hearth.sharing.tests.plans import NOON

pytestmark = pytest.mark.django_db

SOURCE = "SELECT prosrc FROM pg_proc WHERE proname = 'record_search'"
NEVER_FEW = policies.SEARCH.replace(f"cardinality(people) < {policies.FEW_PEOPLE}", "false")
NEVER_RARE = policies.SEARCH.replace(f"often < {policies.RARE}", "false")
WAYS = {
    "as it is": policies.SEARCH,
    "by the word": NEVER_FEW.replace(f"NOT joined AND often < {policies.VERY_RARE}", "true"),
    "by time": NEVER_FEW.replace(f"NOT joined AND often < {policies.VERY_RARE}", "false").replace(
        f"often * {policies.EVERY} >", "1 >= 0 *"
    ),
    "in pieces": NEVER_FEW.replace("people IS NULL AND NOT joined", "false"),
    "by person": NEVER_RARE,
}
REPLACE = """CREATE OR REPLACE FUNCTION {} RETURNS TABLE (entry_id uuid, occurred_at timestamptz) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_bitmapscan = on SET enable_seqscan = on
    SET enable_indexscan = on SET enable_sort = on SET plan_cache_mode = auto AS $body$ {} $body$"""


def as_owner(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearth_keeper")
        cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE hearth_app")


def found(actor, typed, people=None, **more):
    return [find.entry.id for find in queries.found(actor, typed=typed, people=people, **more).finds]


def by_the_rule(world, viewer, at, has):
    replaced = {entry.replaces_id for entry in world.entries}
    seen = [
        entry.id
        for entry in world.entries
        if has(entry)
        and entry.id not in replaced
        and entry_is_seen(
            world.rule,
            entry.person_id,
            Facts(entry.root_id, entry.min_level, tuple(world.withheld.get(entry.root_id, ()))),
            viewer,
            at,
        )
    ]
    return sorted(seen, reverse=True)


def files_under(world, roots):
    """A letter under each of these entries, looked after and read."""
    owners = {entry.root_id: entry.person_id for entry in world.entries}
    with acting_as(SYSTEM, at=NOON):
        for root_id in roots:
            about = {"person_id": owners[root_id]}
            told = {"kind": "pdf", "file_name": "letter.pdf", "sha256": "a" * 64, "size_bytes": 9, "added_at": NOON}
            document = Document.objects.create(entry_id=root_id, **about, **told)
            DocumentCheck.objects.create(document=document, state="clean", at=NOON, **about)
            DocumentText.objects.create(document=document, page=1, text="The harbour wall.", **about)


class TestFound:
    @pytest.mark.parametrize("way", WAYS)
    @given(plan=plans.plans, later=st.sampled_from([0, 1, 3, 59]), word=st.sampled_from(["talked", "flat", "river"]))
    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_is_what_the_reader_may_read_and_says_it_in_no_other_order(self, way, plan, later, word):
        with transaction.atomic():
            as_owner(REPLACE.format(policies.SIGNATURE, WAYS[way]))
            world, at = worlds.build(plan), NOON + timedelta(hours=later)
            for actor, viewer in world.viewers:
                expected = []
                if actor.kind is not ActorKind.PUBLIC:
                    expected = by_the_rule(world, viewer, at, lambda entry: word in entry.body)
                with acting_as(actor, at=at):
                    assert found(actor, word) == expected, viewer
                    for person in world.people[:2]:
                        theirs = [e.id for e in world.entries if e.person_id == person.id and e.id in expected]
                        assert found(actor, word, [person.id]) == sorted(theirs, reverse=True)
            transaction.set_rollback(True)

    @given(plan=plans.plans, later=st.sampled_from([0, 1, 3, 59]))
    @settings(
        max_examples=10,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_finds_the_words_in_files_for_whoever_may_read_the_entry_and_for_nobody_else(self, plan, later):
        with transaction.atomic():
            world, at = worlds.build(plan), NOON + timedelta(hours=later)
            roots = list(dict.fromkeys(entry.root_id for entry in world.entries))[::2]
            files_under(world, roots)
            for actor, viewer in world.viewers:
                expected = []
                if actor.kind is not ActorKind.PUBLIC:
                    expected = by_the_rule(world, viewer, at, lambda entry: entry.root_id in roots)
                with acting_as(actor, at=at):
                    page = queries.found(actor, typed="harbours", people=None)
                    assert [find.entry.id for find in page.finds] == expected, viewer
                    assert queries.found(actor, typed="harbours boats", people=None).finds == []
            transaction.set_rollback(True)

    def test_asks_in_the_very_words_of_the_policy(self):
        """Whoever changes who may read an entry must make this function anew, in a migration of their own."""
        with connection.cursor() as cursor:
            cursor.execute(SOURCE)
            assert cursor.fetchone()[0].strip() == policies.SEARCH.strip()
