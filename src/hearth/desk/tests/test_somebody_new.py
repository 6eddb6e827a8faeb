import pytest
from tests import world as worlds

from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


class TestSomebodyNew:
    ANSWERS = {"route": "walk-in", "who_and_how_to_find": "Sleeps near the station.", "what_is_happening": "Cold."}

    @pytest.mark.parametrize("name", ["Z", "李", "O’Brien-Smith", "", "x" * 120])
    def test_may_be_called_anything(self, lead, name):
        answer = worlds.send(lead, "/people/new", known_as=name, **self.ANSWERS)

        assert answer.status_code == 302
        assert (name or "guest").lower() in worlds.words(lead.get(answer.url)).lower()

    @pytest.mark.parametrize(
        "typed",
        [
            {"what_is_happening": ""},
            {"who_and_how_to_find": " "},
            {"route": "teleport"},
            {"route": ""},
            {"known_as": "x" * 121},
            {"known_as": "a\x00"},
            {"feels_unsafe": "perhaps"},
        ],
    )
    def test_keeps_what_was_typed_when_something_is_amiss(self, lead, typed):
        answer = worlds.send(lead, "/people/new", **{**self.ANSWERS, "would_help": "A warm drink.", **typed})

        assert answer.status_code == 200
        assert "Please look at this again" in worlds.words(answer)
        assert "A warm drink." in worlds.words(answer)
        assert worlds.all_of(Entry) == []

    def test_is_held_by_the_shift_lead_at_once(self, world):
        worlds.send(worlds.client_of(world.peer), "/people/new", known_as="Evan", **self.ANSWERS)

        assert "Evan" in worlds.words(worlds.client_of(world.lead).get("/desk"))

    def test_is_refused_to_those_who_receive_nobody(self, world):
        answer = worlds.send(worlds.client_of(world.administrator), "/people/new", **self.ANSWERS)

        assert answer.status_code == 403
        assert "Sleeps near the station." in worlds.words(answer)
