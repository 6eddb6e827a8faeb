import re

import pytest
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db

NEVER_THE_SAME = re.compile(r'name="(_once|csrfmiddlewaretoken)" value="[^"]+"')


def page_of(client, path, **asked):
    asked = {"among": "all", **asked} if path == "/search" else asked
    return NEVER_THE_SAME.sub("", words(send(client, path, **asked)))


def seal(world, person, entry, *, hidden):
    with acting_as(SYSTEM, at=world.at):
        said = "Those alongside will not know."
        sharing.seal(SYSTEM, person=person, entry_id=entry.id, hidden=hidden, consequence_explained=said, at=world.at)


class TestSearch:
    def test_finds_words_in_the_records_of_those_i_hold(self, world, keeley):
        worlds.written(world, keeley, "We sat by the river & talked.")

        page = page_of(client_of(world.lead), "/search", words="river", among="held")

        assert "We sat by the <mark>river</mark> &amp; talked." in page
        assert f'href="/people/{keeley.id}/journey"' in page

    def test_finds_nothing_of_those_somebody_else_holds_unless_asked(self, world, keeley):
        worlds.written(world, keeley, "By the river.")
        peer = client_of(world.peer)

        assert "stand nowhere that you may read" in page_of(peer, "/search", words="river", among="held")
        assert "<mark>river</mark>" in page_of(peer, "/search", words="river")

    def test_is_read_by_everybody_whose_words_it_showed(self, world, keeley):
        worlds.written(world, keeley, "By the river.")
        friend = worlds.known(world, known_as="Ash", given="Ash", family="Vale", nhs_number=None)

        page_of(client_of(world.lead), "/search", words="river")

        (look,) = worlds.all_of(Look, what="search")
        assert (look.person_id, look.name) == (keeley.id, "Priya Nair")
        assert "what a search found in your record" in words(client_of_person(world, keeley).get("/me/looked"))
        assert worlds.all_of(Look, person=friend) == []

    def test_leaves_no_trace_of_the_words(self, world, keeley):
        client = client_of(world.lead)

        answer = client.get("/search?words=river")
        assert "river" not in words(answer)

    def test_is_refused_to_those_who_read_no_record(self, world):
        assert client_of(world.administrator).get("/search").status_code == 403

    @pytest.mark.parametrize("path", ["/search", "one"])
    @pytest.mark.parametrize("how", ["sealed", "hidden", "narrow circle", "nobody alongside"])
    def test_answers_as_if_what_may_not_be_read_had_never_been(self, world, keeley, path, how):
        """Page for page the same, letter for letter: counts, order, the way to the next page, the words around."""
        path = f"/people/{keeley.id}/search" if path == "one" else path
        secret = "The river, the bridge, and nobody to tell."
        partner = client_of(world.partner)
        worlds.let_in(world, keeley, world.council)
        shown = [worlds.written(world, keeley, f"By the river {n}.") for n in range(21)]
        if how == "narrow circle":
            worlds.let_in(world, keeley, world.council, Level.MINIMUM)
        before = [page_of(partner, path, words=asked) for asked in ("river", "bridge", '"the river"')]

        if how == "nobody alongside":
            other = worlds.known(world, known_as="Ash", given="Ash", family="Vale", nhs_number=None)
            worlds.written(world, other, secret)
        else:
            entry = worlds.written(world, keeley, secret)
            if how != "narrow circle":
                seal(world, keeley, entry, hidden=how == "hidden")
        after = [page_of(partner, path, words=asked) for asked in ("river", "bridge", '"the river"')]

        assert after == before
        assert (how == "narrow circle") == ("<mark>river</mark>" not in before[0])
        assert len(shown) == 21


class TestSearchOfOne:
    def test_stays_in_one_record(self, world, keeley):
        friend = worlds.known(world, known_as="Ash", given="Ash", family="Vale", nhs_number=None)
        worlds.written(world, keeley, "By the river.")
        worlds.written(world, friend, "Across the river.")

        page = page_of(client_of(world.lead), f"/people/{keeley.id}/search", words="river")

        assert "By the" in page
        assert "Across" not in page

    def test_is_not_there_for_somebody_unseen(self, world, keeley):
        client = client_of(world.outsider)

        assert client.get(f"/people/{keeley.id}/search").status_code == 404
        assert send(client, f"/people/{keeley.id}/search", words="river").status_code == 404

    def test_asks_for_words(self, world, keeley):
        assert "Write the words you are looking for." in page_of(
            client_of(world.lead), f"/people/{keeley.id}/search", words=""
        )

    def test_goes_on_to_earlier_finds(self, world, keeley):
        for number in range(22):
            worlds.written(world, keeley, f"River {number:02}.")
        client, path = client_of(world.lead), f"/people/{keeley.id}/search"
        first = words(send(client, path, words="river"))
        after = re.search(r'name="after" value="([^"]+)"', first)[1]

        second = words(send(client, path, words="river", after=after))

        assert second.count("<mark>") == 2
        assert 'name="after"' not in second


class TestMySearch:
    def test_finds_what_is_mine_to_read_and_nothing_withheld(self, world, keeley):
        worlds.written(world, keeley, "By the river.")
        (entry,) = worlds.all_of(Entry, body="By the river.")
        person = client_of_person(world, keeley)

        assert "By the <mark>river</mark>." in page_of(person, "/me/journey/search", words="river")
        assert entry.person_id == keeley.id
        assert client_of(world.lead).get("/me/journey/search").status_code == 404
