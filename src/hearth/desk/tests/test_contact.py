import pytest
from tests import world as worlds

from hearth.core.models import Clock
from hearth.record.models import Draft, Entry

pytestmark = pytest.mark.django_db


class TestContact:
    @pytest.mark.parametrize(
        ("kind", "title"), [("call", ""), ("message", "Sent a text"), ("visit", ""), ("did-not-make-it", "")]
    )
    def test_is_written_by_pressing_what_it_was(self, world, person, lead, kind, title):
        answer = worlds.send(lead, f"/people/{person.id}/contact", words="She laughed.", kind=kind)

        assert answer.status_code == 302
        (entry,) = worlds.all_of(Entry)
        assert (entry.kind, entry.title, entry.body, entry.author_id) == (kind, title, "She laughed.", world.lead.id)

    def test_keeps_the_promises_that_it_keeps(self, world, lead):
        referral, _ = worlds.asked(world)

        worlds.send(lead, f"/people/{referral.person_id}/contact", words="She laughed.", kind="call")

        assert worlds.all_of(Clock, definition="first-contact")[0].stopped_at is not None

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"words": "", "kind": "call"}, "Write a few words first."),
            ({"words": "She laughed."}, "Press what it was"),
            ({"words": "She laughed.", "kind": "decision"}, "Choose one of these."),
        ],
    )
    def test_says_what_is_missing_and_keeps_the_words(self, person, lead, typed, says):
        page = worlds.words(worlds.send(lead, f"/people/{person.id}/contact", **typed))

        assert says in page
        assert typed["words"] in page
        assert worlds.all_of(Entry) == []

    def test_goes_on_from_what_was_begun_and_ends_the_draft(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/draft", words="She la", kind="call")
        assert "She la</textarea>" in worlds.words(lead.get(f"/people/{person.id}/contact"))

        worlds.send(lead, f"/people/{person.id}/contact", words="She laughed.", kind="call")

        assert worlds.all_of(Draft) == []

    def test_asks_for_what_is_strong_first(self, person, lead):
        assert "What was good to hear?" in worlds.words(lead.get(f"/people/{person.id}/contact"))

    def test_is_not_there_for_somebody_outside(self, person, outsider):
        assert outsider.get(f"/people/{person.id}/contact").status_code == 404
        assert worlds.send(outsider, f"/people/{person.id}/contact", words="Hm", kind="call").status_code == 404

    def test_is_refused_to_a_role_that_does_not_write(self, world, person):
        guardian = worlds.in_the_team(world, "Gail", "Hart", "guardian")

        assert worlds.client_of(guardian).get(f"/people/{person.id}/contact").status_code == 403

    def test_stands_beside_everybody_i_hold(self, person, lead):
        assert f"/people/{person.id}/contact" in worlds.words(lead.get("/desk"))


class TestAVeryLongEntry:
    def test_of_a_million_letters_is_kept_whole(self, person, lead):
        words = "She laughed. " * 76_923

        assert worlds.send(lead, f"/people/{person.id}/entries", words=words, kind="call").status_code == 302
        assert worlds.all_of(Entry)[0].body == words.strip()
        assert lead.get(f"/people/{person.id}").status_code == 200

    def test_that_is_too_long_says_so_and_loses_nothing(self, person, lead):
        words = "x" * 1_000_001

        answer = worlds.send(lead, f"/people/{person.id}/entries", words=words, kind="call")

        assert answer.status_code == 200
        assert "There is room for 1000000 here." in worlds.words(answer)
        assert words in worlds.words(answer)
        assert worlds.all_of(Entry) == []


class TestLateEntries:
    def test_show_both_times(self, world, person, lead):
        worlds.send(
            lead, f"/people/{person.id}/entries", words="She laughed.", kind="call", occurred_at="2026-01-05T10:00"
        )

        assert "Written down today" in worlds.words(lead.get(f"/people/{person.id}"))

    def test_are_those_of_more_than_an_hour_ago(self, world, person, lead):
        worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert "Written down" not in worlds.words(lead.get(f"/people/{person.id}"))
