import pytest
from django.test import Client
from tests import world as worlds

from hearth.record.models import Draft, Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/entries", "/draft", "/own-code"])
class TestWritingAboutSomebodyInvisible:
    def test_changes_nothing_and_gives_the_words_back(self, person, outsider, path):
        answer = worlds.send(outsider, f"/people/{person.id}{path}", words="My own words.", kind="call")

        assert answer.status_code == 404
        assert "My own words." in worlds.words(answer)
        assert worlds.all_of(Entry) == worlds.all_of(Draft) == []


class TestWriting:
    def test_keeps_the_words_for_everyone_alongside(self, world, person, lead):
        answer = worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert answer.status_code == 302
        (entry,) = worlds.all_of(Entry)
        assert (entry.body, entry.kind, entry.author_id) == ("She laughed.", "call", world.lead.id)
        assert "She laughed." in worlds.words(worlds.client_of(world.peer).get(f"/people/{person.id}"))

    def test_marks_what_tells_of_others_and_what_they_told_in_confidence(self, world, person, lead):
        marks = {"about_others": "on", "told_in_confidence": "on", "source": "told-by-other"}

        worlds.send(lead, f"/people/{person.id}/entries", words="Her mother rang.", kind="call", **marks)

        page = worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "about others too" in page
        assert "told in confidence" in page
        assert "mother" not in worlds.words(worlds.client_of_person(world, person).get("/me/journey"))

    def test_ends_the_draft(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/draft", words="She", kind="call")
        worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert worlds.all_of(Draft) == []

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"words": ""}, "Write a few words first."),
            ({"words": "   "}, "Write a few words first."),
            ({"words": "x", "occurred_at": "2999-01-01T10:00"}, "That time has not come yet."),
            ({"words": "x", "occurred_at": "yesterday"}, "Write the time like this: 20/11/2026 14:10."),
            ({"words": "a\x00b"}, "There is a mark in this that we cannot keep."),
        ],
    )
    def test_says_at_the_field_what_is_missing(self, person, lead, typed, says):
        answer = worlds.send(lead, f"/people/{person.id}/entries", **{"kind": "call", **typed})

        assert answer.status_code == 200
        assert says in worlds.words(answer)
        assert worlds.all_of(Entry) == []

    @pytest.mark.parametrize("kind", ["", "absurd", "referral", "\x00", "call' or 1=1", "x" * 5_000])
    def test_refuses_a_kind_nobody_writes_and_keeps_the_words(self, person, lead, kind):
        answer = worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind=kind)

        page = worlds.words(answer)
        assert answer.status_code == 200
        assert "She laughed." in page
        assert "Please look at this again" in page
        assert worlds.all_of(Entry) == []

    @pytest.mark.parametrize(
        "words",
        [
            "x" * 200_000,
            "She laughed. 🫖🫂👩🏽‍🚀",
            "قالت إنها بخير",
            "‏שלום",
            "<script>alert(1)</script>",
            "Z̷͠a̶l̵g̸o̵",
            "{{ 7*7 }}",
        ],
        ids=["200 kB", "emoji", "Arabic", "Hebrew", "script", "piled up", "template"],
    )
    def test_keeps_any_words_whole_and_shows_them_as_words(self, person, lead, words):
        worlds.send(lead, f"/people/{person.id}/entries", words=words, kind="call")

        (entry,) = worlds.all_of(Entry)
        assert entry.body == words
        page = worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "<script>alert" not in page
        assert words in page or "&lt;script&gt;" in page

    def test_that_fails_on_our_side_gives_the_words_back(self, person, lead, monkeypatch):
        monkeypatch.setattr("hearth.desk.views.place_of", lambda *_: 1 / 0)
        lead.raise_request_exception = False

        answer = worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.\nTwice.", kind="call")

        assert answer.status_code == 500
        assert "We could not save that. Your words are still here." in worlds.words(answer)
        assert "She laughed.\nTwice." in worlds.words(answer)
        assert worlds.all_of(Entry) == []

    def test_after_signing_out_gives_the_words_back(self, person):
        answer = worlds.send(Client(), f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert answer.status_code == 403
        assert "She laughed." in worlds.words(answer)

    def test_is_refused_to_a_role_that_does_not_write(self, world, person):
        welcomer = worlds.worker("Wyn", "Hale", "welcomer", world.trust, hub=world.hub)
        worlds.let_in(world, person, world.trust)

        answer = worlds.send(worlds.client_of(welcomer), f"/people/{person.id}/entries", words="Hello.", kind="call")

        assert answer.status_code in (403, 404)
        assert worlds.all_of(Entry) == []


class TestDraft:
    def test_is_there_again_where_it_was_typed(self, person, lead):
        answer = worlds.send(lead, f"/people/{person.id}/draft", words="Half a", kind="visit")

        assert set(answer.json()) == {"kept"}
        page = worlds.words(lead.get(f"/people/{person.id}"))
        assert "Half a</textarea>" in page
        assert 'value="visit" checked' in page

    @pytest.mark.parametrize("words", ["", "🫖", "x" * 200_000])
    def test_keeps_whatever_is_typed(self, person, lead, words):
        worlds.send(lead, f"/people/{person.id}/draft", words=words, kind="absurd")

        (draft,) = worlds.all_of(Draft)
        assert draft.fields["words"] == words

    def test_leaves_out_a_mark_that_cannot_be_kept(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/draft", words="a\x00b", kind="\x00")

        (draft,) = worlds.all_of(Draft)
        assert draft.fields == {"words": "ab", "kind": ""}
