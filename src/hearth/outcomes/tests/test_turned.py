"""A sitting on a screen turned round: nobody else is on it, and what stands there is said to the person."""

import pytest
from tests import world as worlds
from tests.world import send, words

from hearth.outcomes.models import Area, Fill
from hearth.outcomes.tests.sheets import DIALOG, EVERYDAY, LOWEST, known, load

pytestmark = pytest.mark.django_db
TOGETHER = {"mode": "together", "filled_by": "themselves"}


@pytest.fixture
def keeley(world):
    return known(world)


def begun(peer, keeley, code="what-i-came-for", **typed):
    """The address of a sitting begun on a turned screen."""
    answer = send(peer, f"/people/{keeley.pk}/together/measures/{code}/sittings", **{**TOGETHER, **typed})
    return answer["Location"].removesuffix("/items")


def typed(answers):
    return {f"item-{item}": str(value) for item, value in answers.items()}


class TestSitting:
    def test_is_begun_from_the_plan_and_shows_nobody_else(self, world, keeley, peer):
        worlds.known(world, known_as="Zebedee", nhs_number=None)

        page = peer.get(f"{begun(peer, keeley)}/items")

        assert "Turn the screen back" in words(page)
        assert "I may leave out any question" in words(page)
        for hidden in ("Find a person", "Zebedee", world.peer.worker.name, "Sign out"):
            assert hidden not in words(page)

    def test_goes_on_at_the_desk_and_back(self, world, keeley, peer):
        sitting = begun(peer, keeley)
        desk = sitting.replace("/together", "")

        assert f"{desk}/draft" in words(peer.get(f"{sitting}/items"))
        assert f'href="{sitting}/items"' in words(peer.get(f"{desk}/items"))
        assert f'href="{desk}"' in words(peer.get(f"{sitting}/items"))

    def test_ends_with_what_it_comes_to_in_the_words_of_the_person(self, world, keeley, peer):
        sitting = begun(peer, keeley, code="everyday")
        answer = send(peer, f"{sitting}/items", finish="yes", **typed(dict.fromkeys(EVERYDAY.numbers, 1)))

        assert answer["Location"] == sitting
        assert "It is kept, and I can read it on a page of my own." in words(peer.get(sitting))
        assert [fill.status for fill in worlds.all_of(Fill)] == ["done"]

    def test_that_is_kept_for_later_goes_on_there(self, keeley, peer):
        sitting = begun(peer, keeley)
        send(peer, f"{sitting}/items", later="yes", **{"item-1": "1"})

        page = peer.get(sitting)

        assert "Nothing is finished." in words(page)
        assert f'href="{sitting}/items"' in words(page)

    def test_that_is_let_go_leads_back_to_the_measure(self, keeley, peer):
        sitting = begun(peer, keeley)
        send(peer, f"{sitting}/ending")

        page = peer.get(sitting)

        assert "Nothing hangs on it." in words(page)
        assert f'href="/people/{keeley.pk}/measures/what-i-came-for"' in words(page)

    def test_says_who_is_here_where_an_answer_is_heavy_and_leads_to_staying(self, world, keeley, peer):
        load(world)
        sitting = begun(peer, keeley, code="reqol-10")
        send(peer, f"{sitting}/items", finish="yes", **typed(LOWEST))

        page = peer.get(sitting)

        assert f"{world.peer.worker.name} is here with me" in words(page)
        assert "What it comes to" not in words(page)
        assert f'href="{sitting.replace("/together", "")}/staying"' in words(page)

    def test_that_is_not_filled_in_at_all_is_said_there(self, keeley, peer):
        sitting = begun(peer, keeley)

        answer = send(peer, f"{sitting}/items", finish="yes")

        assert answer.status_code == 200
        assert "Turn the screen back" in words(answer)
        assert "There is no answer yet." in words(answer)

    def test_that_cannot_begin_says_so_on_the_plan(self, keeley, peer):
        stranger = "00000000-0000-4000-8000-000000000000"

        answer = begun(peer, keeley, goal=stranger)

        assert answer == f"/people/{keeley.pk}/together"
        assert "This does not look back on what they hope for." in words(peer.get(answer))

    def test_of_paper_is_never_turned_round(self, keeley, peer):
        sitting = begun(peer, keeley, code="reqol-10", mode="paper")

        assert peer.get(f"{sitting}/items").status_code == 404


class TestTalkingThrough:
    def test_is_chosen_and_written_on_the_same_screen(self, world, keeley, peer):
        load(world, DIALOG)
        sitting = begun(peer, keeley, code="dialog")
        send(peer, f"{sitting}/items", finish="yes", **typed(dict.fromkeys(DIALOG.numbers, 3)))

        send(peer, f"{sitting}/areas", item="2")
        page = peer.get(f"{sitting}/areas")
        [area] = worlds.all_of(Area)
        answer = send(peer, f"{sitting}/areas/{area.pk}", understanding="The cold flat.", actions="Ring Kim.")

        assert "Then I choose up to 3 areas" in words(page)
        assert answer["Location"] == f"{sitting}/areas"
        assert "Turn the screen back" in words(peer.get(f"{sitting}/areas/{area.pk}"))
