"""A search tells of messages what the threads themselves tell their reader, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import checks
from hearth.messaging.models import ThreadMessage
from hearth.messaging.threads import actions
from hearth.messaging.threads.codes import Side
from hearth.messaging.threads.searching import IS_FOUND, found_messages
from hearth.record.codes import EntryKind
from hearth.record.search import queries
from hearth.record.search.queries import Narrowed
from hearth.sharing import actions as sharing
from hearth.sharing.codes import BlockKind

pytestmark = pytest.mark.django_db
NEVER_THE_SAME = re.compile(r'name="(_once|csrfmiddlewaretoken)" value="[^"]+"')
MINUTE = timedelta(minutes=1)


def found(ask, who, typed, people=None, **more):
    """The messages and entries a search finds for somebody, newest first."""
    page = ask(who, queries.found, typed=typed, people=people, beside=found_messages, **more)
    return [find.entry.id for find in page.finds]


def seen(ask, who):
    """The messages somebody may read, written by humans, newest first."""
    rows = ask(who, lambda actor: list(ThreadMessage.objects.visible_to(actor).exclude(side=Side.HEARTH)))
    return [one.pk for one in sorted(rows, key=lambda one: (one.said_at, one.pk), reverse=True)]


@pytest.fixture
def said(act, world, herself, keeley, thread):
    """Three messages in two threads, all of which have a word in common."""
    act(world.lead, actions.say, thread=thread, words="Bring the letter along.", at=world.at + MINUTE)
    act(
        herself,
        actions.begin_thread,
        person=keeley,
        about="Only mine",
        words="Another letter.",
        at=world.at + 2 * MINUTE,
    )
    return thread


@pytest.fixture
def readers(world, herself, close):
    names = ("lead", "peer", "manager", "partner", "administrator", "outsider")
    return {"herself": herself, "close": close, **{name: getattr(world, name) for name in names}}


class TestFound:
    def test_is_what_each_reader_may_read_in_its_order_and_nothing_else(self, ask, said, readers, keeley, world):
        later = {"moment": world.at + 3 * MINUTE}

        for name, who in readers.items():
            for people in (None, [keeley.pk]):
                assert found(ask, who, "letter", people, **later) == seen(ask, who), name
        assert len(found(ask, readers["lead"], "letter", **later)) == 3

    @pytest.mark.parametrize("change", ["let in", "let out", "shut out", "sealed"])
    def test_changes_with_what_they_may_read(self, act, ask, said, readers, herself, jess, keeley, world, change):
        later = world.at + 3 * MINUTE
        if change in {"let in", "let out"}:
            guest = act(herself, actions.let_in, thread=said, guest_id=jess.pk)
        if change == "let out":
            act(herself, actions.let_out, guest=guest)
        if change == "shut out":
            act(SYSTEM, sharing.block_worker, person=keeley, worker=world.peer.worker, kind=BlockKind.PERSON_ASKED)
        if change == "sealed":
            act(herself, sharing.seal, person=keeley, hidden=True, consequence_explained="Nobody reads it.")

        told = {name: found(ask, who, "letter", moment=later) for name, who in readers.items()}

        assert told == {name: seen(ask, who) for name, who in readers.items()}
        assert len(told["close"]) == (2 if change == "let in" else 0)
        assert bool(told["lead"]) == (change != "sealed")

    def test_shows_the_words_who_wrote_them_and_where_they_stand(self, ask, said, world):
        page = ask(world.lead, queries.found, typed="bring", people=None, beside=found_messages)

        (find,) = page.finds
        assert [piece.text for piece in find.words if piece.found] == ["Bring"]
        assert find.entry.byline.startswith("Priya Nair, ")
        assert (find.entry.title, find.entry.thread_id) == ("The flat", said.pk)

    def test_is_narrowed_by_kind_and_has_no_team(self, ask, said, world):
        def finds(**narrowed):
            return found(ask, world.lead, "letter", narrowed=Narrowed(**narrowed))

        assert len(finds(kind=EntryKind.MESSAGE)) == 3
        assert finds(kind=EntryKind.VISIT) == finds(lane=world.trust.name) == []

    def test_goes_on_page_by_page_among_entries(self, ask, said, world, keeley):
        entry = worlds.written(world, keeley, "A letter of hers.")
        pages, after = [], ""
        while after or not pages:
            page = ask(
                world.lead, queries.found, typed="letter", people=None, beside=found_messages, size=1, after=after
            )
            pages.append([find.entry.id for find in page.finds])
            after = page.after

        assert sorted(one for page in pages for one in page) == sorted([*seen(ask, world.lead), entry.id])
        assert all(len(page) == 1 for page in pages)

    def test_finds_nothing_that_a_machine_wrote(self, ask, said, world):
        machine = worlds.all_of(ThreadMessage, side=Side.HEARTH)[0]
        typed = next(word for word in machine.words.split() if len(word) > 4)

        assert machine.pk not in found(ask, world.lead, typed)

    def test_says_the_same_whether_or_not_there_are_words_one_may_not_read(self, act, world, herself, keeley, close):
        worlds.written(world, keeley, "By the river.")
        own = worlds.client_of(world.partner)

        def page():
            return NEVER_THE_SAME.sub("", worlds.words(worlds.send(own, "/search", words="river", among="all")))

        before = page()
        act(herself, actions.begin_thread, person=keeley, about="River", words="The river, the river.")

        assert page() == before


class TestTranslations:
    @pytest.fixture
    def translated(self, act, said, world):
        message = worlds.all_of(ThreadMessage, words="Bring the letter along.")[0]
        told = {"language": "Polish", "words": "Przynieś list.", "translated_by": "Ania Kos"}
        act(world.lead, actions.translate, message=message, **told)
        return message

    def test_find_the_message_beside_which_they_stand(self, ask, translated, world, herself):
        for who in (world.lead, herself):
            page = ask(who, queries.found, typed="przynieś", people=None, beside=found_messages)

            (find,) = page.finds
            assert find.entry.id == translated.pk
            assert [piece.text for piece in find.words if piece.found] == ["Przynieś"]
            assert "In Polish, by Ania Kos" in "".join(piece.text for piece in find.words)

    def test_are_found_by_nobody_who_may_not_read_the_thread(self, ask, translated, readers):
        for name in ("partner", "administrator", "outsider", "close"):
            assert found(ask, readers[name], "przynieś") == [], name

    def test_are_missed_by_the_check_where_the_index_has_them_not(self, translated, world):
        with acting_as(SYSTEM, at=world.at), connection.cursor() as cursor:
            assert checks.words_astray() == []
            cursor.execute("SET LOCAL ROLE hearth_keeper")
            cursor.execute("UPDATE record_entrywords SET words = ''::tsvector WHERE entry_id = %s", [translated.pk])
            (problem,) = checks.words_astray()
        assert str(translated.pk) in problem


class TestPages:
    def test_lead_to_the_message_at_the_desk_and_on_ones_own_page(self, said, world, keeley):
        told = worlds.words(worlds.send(worlds.client_of(world.lead), f"/people/{keeley.pk}/search", words="bring"))
        assert f"/people/{keeley.pk}/threads/{said.pk}#message-" in told

        told = worlds.words(worlds.send(worlds.client_of_person(world, keeley), "/me/journey/search", words="bring"))
        assert f"/me/messages/{said.pk}#message-" in told


class TestLock:
    def test_asks_the_very_words_of_the_policy_as_they_are_now(self):
        """Whoever changes what of messages is seen makes `record_search_beside` anew in a migration."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'record_search_beside'")
            assert cursor.fetchone()[0].strip() == IS_FOUND.strip()


class TestChecks:
    def test_hold_the_index_and_the_messages_equal(self, said, world):
        message = worlds.all_of(ThreadMessage, side=Side.TEAM)[0]
        with acting_as(SYSTEM, at=world.at):
            assert checks.words_astray() == []
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL ROLE hearth_keeper")
                cursor.execute("DELETE FROM record_entrywords WHERE entry_id = %s", [message.pk])
            (problem,) = checks.words_astray()
        assert problem.endswith("is not found by its words")
