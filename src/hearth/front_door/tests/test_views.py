import pytest
from django.test import Client
from tests import world as worlds

from hearth.front_door.models import Referral
from hearth.organisations.models import Hub

pytestmark = pytest.mark.django_db
ANSWERS = {"for_whom": "myself", "who_and_how_to_find": "Text me.", "what_is_happening": worlds.STORY}


@pytest.fixture
def visitor(world):
    return Client()


def ask(visitor, **typed):
    return worlds.send(visitor, "/ask", **{**ANSWERS, **typed})


class TestAsk:
    def test_shows_who_holds_this_and_a_code_once(self, visitor):
        receipt = visitor.get(ask(visitor).url)

        page = worlds.words(receipt)
        assert receipt["Cache-Control"] == "no-store"
        assert "Priya holds this" in page
        assert visitor.session["way_back"] in page

    def test_keeps_the_story_from_the_receipt(self, visitor):
        assert worlds.STORY not in worlds.words(visitor.get(ask(visitor).url))

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"for_whom": ""}, "Choose whether this is for you or for someone else."),
            ({"for_whom": "the-king"}, "Choose one of these."),
            ({"who_and_how_to_find": ""}, "Tell us how to find you."),
            ({"what_is_happening": " \n "}, "Tell us a little of what is going on."),
            ({"what_is_happening": "a\x00b"}, "There is a mark in this that we cannot keep."),
            ({"what_is_happening": "x" * 200_001}, "That is 200001 characters. There is room for 200000 here."),
            ({"known_as": "x" * 121}, "There is room for 120 here."),
            ({"feels_unsafe": "perhaps"}, "Choose one of these."),
            ({"for_whom": "someone-who-cares", "person_knows": "no"}, "Tell us why they do not know"),
        ],
    )
    def test_says_at_the_field_what_is_missing_and_keeps_the_rest(self, visitor, typed, says):
        answer = ask(visitor, would_help="A cup of tea.", **typed)

        page = worlds.words(answer)
        assert answer.status_code == 200
        assert page.count(says) == 2
        assert "A cup of tea." in page
        assert worlds.all_of(Referral) == []

    @pytest.mark.parametrize(
        "story",
        ["x" * 200_000, "🫖", "k", "أنا متعبة جدا", "<b>loud</b>", "' OR 1=1 --", "line one\r\nline two"],
        ids=["200 kB", "emoji", "one letter", "Arabic", "markup", "SQL", "two lines"],
    )
    def test_keeps_any_words_as_they_were_typed(self, visitor, story):
        assert ask(visitor, what_is_happening=story).status_code == 302

        (referral,) = worlds.all_of(Referral)
        assert referral.what_is_happening == story

    def test_says_so_when_no_hub_is_open_and_keeps_the_words(self, visitor):
        Hub.objects.update(status="setting-up")

        page = worlds.words(ask(visitor))

        assert "No hub is open in this city yet." in page
        assert worlds.STORY in page

    def test_begins_with_whom_the_link_was_about(self, visitor):
        page = worlds.words(visitor.get("/ask?for=someone-who-cares"))

        assert 'value="someone-who-cares" checked' in page


class TestReceipt:
    @pytest.mark.parametrize("token", ["x", "otter-lamp-fern-42", "%F0%9F%AB%96", "x" * 2_000])
    def test_is_not_there_for_anything_else(self, visitor, token):
        assert visitor.get(f"/r/{token}").status_code == 404

    def test_tells_a_visitor_who_comes_later_by_link_no_code(self, world):
        _, way_back = worlds.asked(world)

        page = worlds.words(Client().get(f"/r/{way_back.token}"))

        assert "Priya holds this" in page
        assert way_back.code not in page

    def test_says_who_has_read_it(self, world):
        referral, way_back = worlds.asked(world)
        worlds.send(worlds.client_of(world.lead), f"/referrals/{referral.id}/reading", unsafe="no")

        assert "Priya has read it." in worlds.words(Client().get(f"/r/{way_back.token}"))


class TestComeBack:
    def test_finds_the_receipt_by_the_code_however_it_is_typed(self, world, visitor):
        _, way_back = worlds.asked(world)

        page = worlds.words(worlds.send(visitor, "/come-back", kept=f"  {way_back.code.upper()} "))

        assert "Priya holds this" in page

    @pytest.mark.parametrize(
        ("kept", "says"),
        [("", "Type the code you were given."), ("x", "We do not know that code."), ("\x00", "that we cannot keep")],
    )
    def test_says_what_is_wrong(self, visitor, kept, says):
        assert says in worlds.words(worlds.send(visitor, "/come-back", kept=kept))

    def test_asks_a_guesser_to_wait(self, world, visitor):
        _, way_back = worlds.asked(world)
        for _ in range(10):
            worlds.send(visitor, "/come-back", kept="otter-lamp-fern-42")

        page = worlds.words(worlds.send(visitor, "/come-back", kept=way_back.code))

        assert "That is a lot of tries." in page
        assert "Priya holds this" not in page


class TestReferrals:
    def test_put_whoever_nobody_has_read_first(self, world):
        first, _ = worlds.asked(world, known_as="Evan")
        worlds.asked(world, known_as="Robin")
        lead = worlds.client_of(world.lead)
        worlds.send(lead, f"/referrals/{first.id}/reading", unsafe="no")

        page = worlds.words(lead.get("/referrals"))

        assert page.index("Robin") < page.index("Evan")
        assert page.count("not read yet") == 1

    def test_are_not_for_those_who_receive_nobody(self, world):
        assert worlds.client_of(world.administrator).get("/referrals").status_code == 403

    def test_of_a_hub_one_does_not_work_at_are_not_there(self, world):
        worlds.asked(world, known_as="Evan")

        page = worlds.client_of(world.outsider).get("/referrals")

        assert page.status_code == 200
        assert "Evan" not in worlds.words(page)


class TestReading:
    def test_of_somebody_invisible_is_not_there(self, world):
        referral, _ = worlds.asked(world)

        answer = worlds.send(worlds.client_of(world.outsider), f"/referrals/{referral.id}/reading", unsafe="no")

        assert answer.status_code == 404
        assert worlds.all_of(Referral)[0].read_at is None

    def test_leads_back_to_what_was_asked(self, world):
        referral, _ = worlds.asked(world)

        answer = worlds.send(worlds.client_of(world.lead), f"/referrals/{referral.id}/reading", unsafe="no")

        assert answer.url == f"/referrals/{referral.id}"
