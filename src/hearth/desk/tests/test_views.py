import re
from uuid import uuid4

import pytest
from django.test import Client
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.record.models import Draft, Entry
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


def all_of(model, **wanted):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.filter(**wanted))


def without_keys(answer):
    """The page without what differs on every drawing: the keys of its forms."""
    return re.sub(r'name="(_once|csrfmiddlewaretoken)" value="[^"]*"', "", worlds.words(answer))


class TestToday:
    def test_shows_who_i_hold_what_is_promised_and_who_has_come(self, world, person, lead):
        worlds.asked(world, known_as="Evan")

        page = worlds.words(lead.get("/desk"))

        for words in ("Priya", "Keeley", "Evan", "hears from us for the first time", "1 not read yet"):
            assert words in page

    def test_shows_nobody_to_a_worker_of_no_hub(self, person, outsider):
        page = outsider.get("/desk")

        assert page.status_code == 200
        assert "Keeley" not in worlds.words(page)

    def test_offers_what_i_was_writing(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/draft", words="Half a", kind="call")

        assert "You started writing" in worlds.words(lead.get("/desk"))

    def test_asks_the_database_no_more_often_for_many_people(self, world, lead, django_assert_max_num_queries):
        for number in range(9):
            worlds.known(world, known_as=f"Robin{number}", nhs_number=None)
        lead.get("/desk")

        with django_assert_max_num_queries(40):
            assert "Robin8" in worlds.words(lead.get("/desk"))


class TestPerson:
    def test_says_how_to_talk_who_holds_and_what_happened_lately(self, world, lead):
        person = worlds.known(world, how_to_talk="Slowly, please.")
        worlds.written(world, person, "We walked by the river.")

        page = worlds.words(lead.get(f"/people/{person.id}"))

        for words in ("Keeley", "Slowly, please.", "Priya Nair", "We walked by the river."):
            assert words in page

    def test_leaves_a_trace_that_the_person_can_read(self, world, person, lead):
        lead.get(f"/people/{person.id}?because=She rang")

        (look,) = all_of(Look, person_id=person.id)
        assert (look.membership_id, look.reason) == (world.lead.id, "She rang")

    def test_stays_open_to_read_for_a_role_that_writes_nothing(self, world, person):
        worlds.let_in(world, person, world.council)

        page = worlds.words(worlds.client_of(world.partner).get(f"/people/{person.id}"))

        assert "Keeley" in page
        assert "Give them a code" not in page


@pytest.mark.parametrize("path", ["", "/journey", "/entries/{entry}/amendment", "/entries/{entry}/error"])
class TestSomebodyInvisible:
    def test_looks_the_same_as_somebody_who_is_not_there(self, world, person, outsider, path):
        entry = worlds.written(world, person)

        hidden = outsider.get(f"/people/{person.id}{path.format(entry=entry.id)}")
        unknown = outsider.get(f"/people/{uuid4()}{path.format(entry=uuid4())}")

        assert hidden.status_code == unknown.status_code == 404
        assert without_keys(hidden) == without_keys(unknown)
        assert "Keeley" not in worlds.words(hidden)
        assert all_of(Look) == []


@pytest.mark.parametrize("path", ["/entries", "/draft", "/own-code"])
class TestWritingAboutSomebodyInvisible:
    def test_changes_nothing_and_gives_the_words_back(self, person, outsider, path):
        answer = worlds.send(outsider, f"/people/{person.id}{path}", words="My own words.", kind="call")

        assert answer.status_code == 404
        assert "My own words." in worlds.words(answer)
        assert all_of(Entry) == all_of(Draft) == []


class TestWriting:
    def test_keeps_the_words_for_everyone_alongside(self, world, person, lead):
        answer = worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert answer.status_code == 302
        (entry,) = all_of(Entry)
        assert (entry.body, entry.kind, entry.author_id) == ("She laughed.", "call", world.lead.id)
        assert "She laughed." in worlds.words(worlds.client_of(world.peer).get(f"/people/{person.id}"))

    def test_ends_the_draft(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/draft", words="She", kind="call")
        worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert all_of(Draft) == []

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
        assert all_of(Entry) == []

    @pytest.mark.parametrize("kind", ["", "absurd", "referral", "\x00", "call' or 1=1", "x" * 5_000])
    def test_refuses_a_kind_nobody_writes_and_keeps_the_words(self, person, lead, kind):
        answer = worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind=kind)

        page = worlds.words(answer)
        assert answer.status_code == 200
        assert "She laughed." in page
        assert "Please look at this again" in page
        assert all_of(Entry) == []

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

        (entry,) = all_of(Entry)
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
        assert all_of(Entry) == []

    def test_after_signing_out_gives_the_words_back(self, person):
        answer = worlds.send(Client(), f"/people/{person.id}/entries", words="She laughed.", kind="call")

        assert answer.status_code == 403
        assert "She laughed." in worlds.words(answer)

    def test_is_refused_to_a_role_that_does_not_write(self, world, person):
        welcomer = worlds.worker("Wyn", "Hale", "welcomer", world.trust, hub=world.hub)
        worlds.let_in(world, person, world.trust)

        answer = worlds.send(worlds.client_of(welcomer), f"/people/{person.id}/entries", words="Hello.", kind="call")

        assert answer.status_code in (403, 404)
        assert all_of(Entry) == []


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

        (draft,) = all_of(Draft)
        assert draft.fields["words"] == words

    def test_leaves_out_a_mark_that_cannot_be_kept(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/draft", words="a\x00b", kind="\x00")

        (draft,) = all_of(Draft)
        assert draft.fields == {"words": "ab", "kind": ""}


class TestJourney:
    def test_is_narrowed_as_asked(self, world, person, lead):
        worlds.written(world, person, "We talked by the river.")
        worlds.send(lead, f"/people/{person.id}/entries", words="She rang me.", kind="call")

        page = worlds.words(lead.get(f"/people/{person.id}/journey?kind=call"))

        assert "She rang me." in page
        assert "We talked by the river." not in page

    @pytest.mark.parametrize(
        "asked",
        [
            "kind=absurd",
            "lane=nobody",
            "from_on=0202-13-40",
            "to_on=x",
            "after=",
            "after=~",
            "after=x~y",
            "kind=🫖",
        ],
    )
    def test_answers_absurd_wishes_with_a_page(self, world, person, lead, asked):
        worlds.written(world, person)

        assert lead.get(f"/people/{person.id}/journey?{asked}").status_code == 200

    def test_goes_on_page_by_page_without_repeating(self, world, person, lead):
        for number in range(60):
            worlds.written(world, person, f"Talk number {number}.")

        first = worlds.words(lead.get(f"/people/{person.id}/journey"))
        following = first.split('href="?')[1].split('"')[0].replace("&amp;", "&")
        second = worlds.words(lead.get(f"/people/{person.id}/journey?{following}"))

        seen = [number for number in range(60) for page in (first, second) if f"Talk number {number}." in page]
        assert sorted(seen) == list(range(60))


class TestAmendment:
    def path(self, person, entry):
        return f"/people/{person.id}/entries/{entry.id}/amendment"

    def test_puts_the_new_words_before_the_old_ones(self, world, person, lead):
        entry = worlds.written(world, person, "Three nights.")

        worlds.send(lead, self.path(person, entry), words="Four nights.", reason="I miscounted.")

        page = worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "Four nights." in page
        assert "Three nights." in page.split("see what it said before")[1]

    def test_shows_the_second_writer_both_versions_and_lets_them_choose(self, world, person, lead):
        entry = worlds.written(world, person, "Three nights.", by=world.peer)
        peer = worlds.client_of(world.peer)
        worlds.send(peer, self.path(person, entry), words="Four nights.", reason="I miscounted.")

        answer = worlds.send(lead, self.path(person, entry), words="Five nights.", reason="She told me.")

        page = worlds.words(answer)
        assert answer.status_code == 200
        assert "Four nights." in page
        assert "Sam Okafor" in page
        assert "Five nights." in page
        assert [one.body for one in all_of(Entry, amended_by=None)] == ["Four nights."]
        theirs = all_of(Entry, body="Four nights.")[0]
        assert f"/entries/{theirs.id}/amendment" in page
        worlds.send(lead, self.path(person, theirs), words="Five nights.", reason="She told me.")
        assert [one.body for one in all_of(Entry, amended_by=None)] == ["Five nights."]

    @pytest.mark.parametrize("typed", [{"words": "", "reason": "x"}, {"words": "New words.", "reason": " "}])
    def test_says_what_is_missing_and_keeps_what_was_typed(self, world, person, lead, typed):
        entry = worlds.written(world, person, "Three nights.")

        answer = worlds.send(lead, self.path(person, entry), **typed)

        assert answer.status_code == 200
        assert typed["words"] in worlds.words(answer)
        assert "few words" in worlds.words(answer)
        assert len(all_of(Entry)) == 1

    def test_is_for_its_writer_and_for_those_who_lead(self, world, person):
        entry = worlds.written(world, person, "Three nights.")

        answer = worlds.send(
            worlds.client_of(world.peer), self.path(person, entry), words="Never.", reason="I think so."
        )

        assert answer.status_code == 403
        assert "Never." in worlds.words(answer)
        assert [one.body for one in all_of(Entry)] == ["Three nights."]

    def test_of_an_entry_of_somebody_else_is_not_there(self, world, person, lead):
        other = worlds.known(world, known_as="Evan", nhs_number=None)
        entry = worlds.written(world, other, "About Evan.")

        assert lead.get(self.path(person, entry)).status_code == 404


class TestError:
    def test_leaves_a_marker_with_the_reason(self, world, person, lead):
        entry = worlds.written(world, person, "Somebody else.")

        worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/error", reason="Another Keeley.")

        page = worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "This was written in error: Another Keeley." in page

    def test_needs_a_reason(self, world, person, lead):
        entry = worlds.written(world, person)

        answer = worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/error", reason="")

        assert "Say in a few words why it should not be here." in worlds.words(answer)
        assert len(all_of(Entry)) == 1

    def test_cannot_be_said_twice_of_one_version(self, world, person, lead):
        entry = worlds.written(world, person)
        for _ in range(2):
            answer = worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/error", reason="Another Keeley.")

        assert answer.status_code == 200
        assert len(all_of(Entry)) == 2


class TestOwnCode:
    def test_is_shown_once_and_lets_the_person_in(self, person, lead):
        answer = worlds.send(lead, f"/people/{person.id}/own-code")
        code = worlds.words(answer).split('class="code">')[1].split("<")[0]

        assert answer["Cache-Control"] == "no-store"
        visitor = Client()
        worlds.send(visitor, "/sign-in/code", code=code)
        assert visitor.get("/start").url == "/me"
        assert "Hello Keeley" in worlds.words(visitor.get("/me"))

    def test_is_not_for_everyone_to_give(self, world, person):
        worlds.let_in(world, person, world.council)

        answer = worlds.send(worlds.client_of(world.partner), f"/people/{person.id}/own-code")

        assert answer.status_code == 403


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
        assert all_of(Entry) == []

    def test_is_held_by_the_shift_lead_at_once(self, world):
        worlds.send(worlds.client_of(world.peer), "/people/new", known_as="Evan", **self.ANSWERS)

        assert "Evan" in worlds.words(worlds.client_of(world.lead).get("/desk"))

    def test_is_refused_to_those_who_receive_nobody(self, world):
        answer = worlds.send(worlds.client_of(world.administrator), "/people/new", **self.ANSWERS)

        assert answer.status_code == 403
        assert "Sleeps near the station." in worlds.words(answer)


class TestAbsurdReasons:
    @pytest.mark.parametrize("because", ["x" * 3_000, "%F0%9F%AB%96"])
    def test_do_not_keep_anybody_from_the_page(self, person, lead, because):
        assert lead.get(f"/people/{person.id}?because={because}").status_code == 200

    @pytest.mark.parametrize("path", ["?because=%00", "/journey?after=%00", "/journey?kind=%00"])
    def test_that_no_database_keeps_are_not_read(self, person, lead, path):
        answer = lead.get(f"/people/{person.id}{path}")

        assert answer.status_code == 400
        assert "We could not read that" in worlds.words(answer)
