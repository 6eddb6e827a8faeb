import pytest
from tests import world as worlds

from hearth.language import queries
from hearth.language.models import Phrase

pytestmark = pytest.mark.django_db

TOLD = {
    "keep": "yes",
    "phrase": "seen by",
    "also": "was seen by\n\nsees",
    "suggestion": "talked with",
    "why": "Being looked at helps nobody.",
    "audiences": ["record", "letter"],
    "review_on_0": "1",
    "review_on_1": "5",
    "review_on_2": "2099",
}


@pytest.fixture
def keeper(world):
    return worlds.client_of(world.administrator)


def phrase(words="seen by"):
    return queries.phrases().filter(phrase=words).first()


class TestWordList:
    def test_is_open_to_everyone_who_works_here(self, world):
        page = worlds.words(worlds.client_of(world.peer).get("/word-list"))

        assert "failed to engage" in page
        assert "Lived-experience lead answers for it." in page
        assert ">Change<" not in page

    def test_is_not_there_for_the_person(self, world):
        own = worlds.client_of_person(world, worlds.known(world))

        assert own.get("/word-list").status_code == 404


class TestNewWord:
    def test_keeps_what_was_said_and_who_answers_for_it(self, world, keeper):
        worlds.send(keeper, "/word-list/new", owner=str(world.peer.pk), **TOLD)

        kept = phrase()
        assert (kept.also, kept.owner_name, kept.audiences) == (
            ["was seen by", "sees"],
            "Sam Okafor",
            ["record", "letter"],
        )

    def test_says_what_is_missing(self, keeper):
        page = worlds.words(worlds.send(keeper, "/word-list/new", **{**TOLD, "phrase": "failed to engage"}))

        assert "in the list already" in page
        assert Phrase.objects.filter(why=TOLD["why"]).count() == 0

    def test_refuses_whoever_does_not_keep_the_list(self, world):
        peer = worlds.client_of(world.peer)

        assert worlds.send(peer, "/word-list/new", **TOLD).status_code == 403
        assert phrase() is None


class TestWord:
    def test_is_changed_by_whoever_answers_for_it(self, world, keeper):
        worlds.send(keeper, "/word-list/new", owner=str(world.peer.pk), **TOLD)
        page = f"/word-list/{phrase().root_id}"
        peer = worlds.client_of(world.peer)
        assert "talked with" in worlds.words(peer.get(page))

        worlds.send(peer, page, **{**TOLD, "suggestion": "met"})

        assert phrase().suggestion == "met"
        assert phrase().owner_name == "Sam Okafor"
        assert worlds.client_of(world.lead).get(page).status_code == 403

    def test_leaves_the_list_with_a_reason(self, keeper):
        worlds.send(keeper, "/word-list/new", **TOLD)
        page = f"/word-list/{phrase().root_id}"

        assert "Please fill this in." in worlds.words(worlds.send(keeper, page, end="yes", because=""))
        worlds.send(keeper, page, end="yes", because="We say it of films.")

        assert phrase() is None
        assert "We say it of films." in worlds.words(keeper.get(page))
