import re
from uuid import uuid4

import pytest
from django.test import Client
from tests import world as worlds

from hearth.organisations.models import SafeAnswer, SignInCode
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


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

        assert "Unfinished words" in worlds.words(lead.get("/desk"))

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

        (look,) = worlds.all_of(Look, person_id=person.id)
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
        assert worlds.all_of(Look) == []


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


class TestOwnCode:
    def test_is_shown_once_and_lets_the_person_in(self, person, lead):
        assert "where others may look" in worlds.words(lead.get(f"/people/{person.id}/own-code"))
        answer = worlds.send(lead, f"/people/{person.id}/own-code", answer="careful")
        code = worlds.words(answer).split('class="code">')[1].split("<")[0]

        assert answer["Cache-Control"] == "no-store"
        visitor = Client()
        worlds.send(visitor, "/sign-in/code", code=code)
        assert visitor.get("/start").url == "/me"
        assert "Hello Keeley" in worlds.words(visitor.get("/me"))

    def test_is_not_given_before_they_were_asked_whether_it_is_safe(self, person, lead):
        answer = worlds.send(lead, f"/people/{person.id}/own-code")

        assert "Choose one of the answers." in worlds.words(answer)
        assert worlds.all_of(SafeAnswer) == worlds.all_of(SignInCode) == []

    def test_is_not_given_where_it_is_not_safe_and_whoever_is_in_is_signed_out(self, world, person, lead):
        own = worlds.client_of_person(world, person)

        answer = worlds.words(worlds.send(lead, f"/people/{person.id}/own-code", answer="unsafe"))

        assert "Then no code." in answer
        assert worlds.all_of(SignInCode) == []
        assert [one.asked_by_id for one in worlds.all_of(SafeAnswer, answer="unsafe")] == [world.lead.id]
        assert own.get("/me").status_code == 302

    def test_is_not_for_everyone_to_give(self, world, person):
        worlds.let_in(world, person, world.council)

        answer = worlds.send(worlds.client_of(world.partner), f"/people/{person.id}/own-code")

        assert answer.status_code == 403


class TestAbsurdReasons:
    @pytest.mark.parametrize("because", ["x" * 3_000, "%F0%9F%AB%96"])
    def test_do_not_keep_anybody_from_the_page(self, person, lead, because):
        assert lead.get(f"/people/{person.id}?because={because}").status_code == 200

    @pytest.mark.parametrize("path", ["?because=%00", "/journey?after=%00", "/journey?kind=%00"])
    def test_that_no_database_keeps_are_not_read(self, person, lead, path):
        answer = lead.get(f"/people/{person.id}{path}")

        assert answer.status_code == 400
        assert "We could not read that" in worlds.words(answer)
