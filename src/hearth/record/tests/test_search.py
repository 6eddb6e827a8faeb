"""Searching tells nothing of what the reader may not read: on random worlds, by every way the database may go."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world as worlds_of_a_hub

from hearth.core.actor import SYSTEM, ActorKind
from hearth.core.scope import acting_as
from hearth.record import actions
from hearth.record.codes import EntryKind
from hearth.record.models import EntryWords
from hearth.record.search import policies, queries, rules
from hearth.record.search.queries import Narrowed
from hearth.record.search.rules import Piece
from hearth.sharing.rules import Entry as Facts
from hearth.sharing.rules import entry_is_seen
from hearth.sharing.tests import plans, worlds
from hearth.sharing.tests.plans import NOON

pytestmark = pytest.mark.django_db

SOURCE = "SELECT prosrc FROM pg_proc WHERE proname = 'record_search'"
COMMON = policies.SEARCH.replace(f"< {policies.RARE}", "< 0")
BY_TIME = COMMON.replace(f"cardinality(people) < {policies.FEW_PEOPLE}", "false")
BY_THE_WORD = policies.SEARCH.replace(f"cardinality(people) < {policies.FEW_PEOPLE}", "false")
WAYS = {"as it is": policies.SEARCH, "by the word": BY_THE_WORD, "by time": BY_TIME, "by person": COMMON}
REPLACE = """CREATE OR REPLACE FUNCTION {} RETURNS TABLE (entry_id uuid, occurred_at timestamptz) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp SET enable_bitmapscan = on SET enable_seqscan = on
    SET enable_indexscan = on SET enable_sort = on     AS $body$ {} $body$"""


def as_owner(statement):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearth_keeper")
        cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE hearth_app")


def found(actor, typed, people=None, **more):
    return [find.entry.id for find in queries.found(actor, typed=typed, people=people, **more).finds]


def by_the_rule(world, viewer, at, word):
    replaced = {entry.replaces_id for entry in world.entries}
    seen = [
        entry.id
        for entry in world.entries
        if word in entry.body
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
                expected = by_the_rule(world, viewer, at, word) if actor.kind is not ActorKind.PUBLIC else []
                with acting_as(actor, at=at):
                    assert found(actor, word) == expected, viewer
                    for person in world.people[:2]:
                        theirs = [e.id for e in world.entries if e.person_id == person.id and e.id in expected]
                        assert found(actor, word, [person.id]) == sorted(theirs, reverse=True)
            transaction.set_rollback(True)

    def test_asks_in_the_very_words_of_the_policy(self):
        """Whoever changes who may read an entry must make this function anew, in a migration of their own."""
        with connection.cursor() as cursor:
            cursor.execute(SOURCE)
            assert cursor.fetchone()[0].strip() == policies.SEARCH.strip()


@pytest.fixture
def world():
    return worlds_of_a_hub.build()


@pytest.fixture
def person(world):
    return worlds_of_a_hub.known(world)


def lead_finds(world, typed, **more):
    actor = worlds_of_a_hub.worker_actor(world.lead)
    with acting_as(actor, at=world.at):
        return queries.found(actor, typed=typed, people=None, **more)


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "body"),
        [
            ("talking", "We talked for an hour."),
            ("zoe", "Zoë came by."),
            ("łukasz", "Lukasz rang."),
            ("müller", "Her mother, Mrs Muller, was there."),
            ("حسن", "قال حسن إنه بخير"),
            ("ждём", "Мы ЖДЁМ письма."),
            ('"by the river"', "We sat by the river."),
            ("river sat", "We sat by the river."),
            ("the", "We sat by the river."),
            ("didn't", "She didn’t make it."),
        ],
    )
    def test_are_found(self, world, person, typed, body):
        entry = worlds_of_a_hub.written(world, person, body)

        assert [find.entry for find in lead_finds(world, typed).finds] == [entry]

    @pytest.mark.parametrize("typed", ["", "   ", "-", "-river", '"river by"', "\x00", "& | ! ( ) <-> :*", "bridge"])
    def test_are_not_found_otherwise(self, world, person, typed):
        worlds_of_a_hub.written(world, person, "We sat by the stream.")

        assert lead_finds(world, typed).finds == []

    def test_of_an_old_version_are_found_no_more(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "By the river.")
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            newer = actions.amend_entry(actor, entry=entry, title="", body="By the sea.", reason="Wrong", at=world.at)

        assert lead_finds(world, "river").finds == []
        assert [find.entry for find in lead_finds(world, "sea").finds] == [newer]

    def test_written_in_error_are_marked_and_not_shown(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "About somebody else’s river.")
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            actions.mark_entered_in_error(actor, entry=entry, reason="Not hers.", at=world.at)

        (find,) = lead_finds(world, "river").finds
        assert find.entry.status == "entered-in-error"
        assert "somebody" not in "".join(piece.text for piece in find.words)

    def test_of_a_very_long_entry_are_kept_all_the_same(self, world, person):
        many = " ".join(f"ẅörd{number}" for number in range(120_000))
        entry = worlds_of_a_hub.written(world, person, many)

        assert [find.entry for find in lead_finds(world, "word9").finds] == [entry]

    def test_go_on_page_by_page(self, world, person):
        wrote = [worlds_of_a_hub.written(world, person, f"River {number}") for number in range(5)]

        first = lead_finds(world, "river", size=2)
        second = lead_finds(world, "river", size=2, after=first.after)
        third = lead_finds(world, "river", size=2, after=second.after)

        pages = [[find.entry.id for find in page.finds] for page in (first, second, third)]
        assert pages == [[wrote[4].id, wrote[3].id], [wrote[2].id, wrote[1].id], [wrote[0].id]]
        assert third.after == ""

    def test_are_narrowed_by_kind_team_and_day(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "River")
        day = entry.occurred_at.date()

        def finds(**narrowed):
            return [find.entry for find in lead_finds(world, "river", narrowed=Narrowed(**narrowed)).finds]

        assert finds(kind=EntryKind.CONVERSATION, lane=entry.lane, from_on=day, to_on=day) == [entry]
        assert finds(kind=EntryKind.VISIT) == finds(lane="Elsewhere") == []
        assert finds(from_on=day + timedelta(days=1)) == finds(to_on=day - timedelta(days=1)) == []

    def test_are_not_for_hearth_itself(self, world):
        with acting_as(SYSTEM, at=world.at), pytest.raises(RuntimeError):
            queries.found(SYSTEM, typed="river", people=None)


class TestKept:
    def test_stand_once_for_each_entry_as_it_is_now(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "River")
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            newer = actions.amend_entry(actor, entry=entry, title="", body="Sea", reason="Wrong", at=world.at)

        kept = {row.entry_id for row in worlds_of_a_hub.all_of(EntryWords, person_id=person.id)}
        assert newer.id in kept
        assert entry.id not in kept

    def test_are_read_by_nobody_past_the_search(self, world, person):
        worlds_of_a_hub.written(world, person, "River")
        actor = worlds_of_a_hub.worker_actor(world.lead)

        with acting_as(actor, at=world.at):
            assert not EntryWords.objects.exists()


class TestSnippet:
    def test_shows_the_find_among_its_words(self):
        text = "one " * 30 + "by the river we sat " + "two " * 60
        pieces = rules.snippet(text, {"river"})

        assert Piece("river", found=True) in pieces
        assert pieces[0].text == "… "
        assert pieces[-1].text == " …"
        assert len("".join(piece.text for piece in pieces).split()) < 45

    def test_gives_back_every_letter_of_a_short_text(self):
        text = "<b>River</b>, river & sea."

        assert "".join(piece.text for piece in rules.snippet(text, {"River", "river"})) == text
        assert rules.snippet("", set()) == []
        assert rules.snippet("…!", set()) == [Piece("…!")]


class TestQuestion:
    def test_is_plain_and_short(self):
        assert rules.question("  -river\n -- sea ") == "river sea"
        assert len(rules.question("a" * 900)) == 200
        assert rules.question("follow-up") == "follow-up"
