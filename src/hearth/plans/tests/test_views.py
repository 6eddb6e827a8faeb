from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from tests import world as worlds

from hearth.core.sight import Level
from hearth.plans.codes import About, Part
from hearth.plans.models import CardOpening, GoalVersion, PartVersion, Signature, Voice, WishVersion
from hearth.plans.tests.plans import CARD, card, close_card, goal, part, sign, stands
from hearth.plans.tests.test_packs import spki
from hearth.record.models import Draft
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


@pytest.fixture
def own(world, robin):
    return worlds.client_of_person(world, robin)


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return worlds.words(answer)


class TestThePlan:
    def test_shows_what_stands_and_never_calls_staff_words_theirs(self, world, robin, lead, own):
        part(world, robin, "The allotment.")

        theirs, mine = page(lead, f"/people/{robin.pk}/plan"), page(own, "/me/plan")

        assert "The allotment." in theirs
        assert "Not signed yet" in theirs
        assert "Priya Nair wrote this with me" in mine
        assert "<b>Mine" not in mine

    def test_says_mine_once_it_is(self, world, robin, own):
        sign(world, robin, part(world, robin), later=timedelta())
        assert "All of this is mine" in page(own, "/me/plan")

        part(world, robin, "Tea.", part=Part.GOOD_DAYS)

        words = page(own, "/me/plan")
        assert "All of this is mine" not in words
        assert "<b>Mine.</b>" in words
        assert "Not signed yet" in words

    def test_leaves_a_trace_that_the_person_reads(self, world, robin, lead):
        page(lead, f"/people/{robin.pk}/plan")

        assert [look.what for look in worlds.all_of(Look, person=robin)] == ["plan"]

    def test_is_not_there_for_somebody_who_does_not_see_them(self, world, robin):
        outsider = worlds.client_of(world.outsider)

        for address in ("plan", "card", "together", "plan/signature", "plan/parts/what-matters", "card/paper"):
            assert outsider.get(f"/people/{robin.pk}/{address}").status_code == 404

    def test_asks_the_same_of_the_database_whatever_stands_in_it(
        self, world, robin, lead, django_assert_max_num_queries
    ):
        for code in list(Part)[:6]:
            part(world, robin, "Tea.", part=code)
        for _ in range(4):
            goal(world, robin)

        with django_assert_max_num_queries(24):
            page(lead, f"/people/{robin.pk}/plan")


class TestTurnedRound:
    def test_shows_nobody_else_and_no_search(self, world, robin, lead):
        worlds.known(world, known_as="Zebedee", nhs_number=None)
        part(world, robin)
        shown = [page(lead, f"/people/{robin.pk}/together{more}") for more in ("", "/parts/what-matters", "/signature")]

        for words in shown:
            assert "Zebedee" not in words
            assert 'role="search"' not in words
            assert "Find a person" not in words
            assert "Turn the screen back" in words
            assert "bar__me" not in words

    def test_writes_together(self, world, robin, lead):
        answer = worlds.send(lead, f"/people/{robin.pk}/together/parts/what-matters", words="Bees.", before="")

        assert answer.url == f"/people/{robin.pk}/together/parts/what-matters"
        assert [one.how for one in worlds.all_of(PartVersion)] == ["with"]

    def test_is_for_those_who_write_plans(self, world, robin):
        worlds.let_in(world, robin, world.council)

        assert worlds.client_of(world.partner).get(f"/people/{robin.pk}/together").status_code == 403


class TestWriting:
    def test_asks_a_worker_at_a_desk_who_held_the_pen(self, world, robin, lead):
        path = f"/people/{robin.pk}/plan/parts/what-matters"
        assert "Who holds the pen?" in page(lead, path)

        worlds.send(lead, path, words="Bees.", before="", how="for")

        assert [one.how for one in worlds.all_of(PartVersion)] == ["for"]
        assert "wrote this for Robin" in page(lead, path)

    def test_keeps_both_when_two_send_the_same_page(self, world, robin, lead, own):
        first = part(world, robin, "Tea.")
        path = "/plan/parts/what-matters"
        worlds.send(lead, f"/people/{robin.pk}{path}", words="Tea and toast.", before=first.pk, how="with")
        worlds.send(own, f"/me{path}", words="Coffee.", before=first.pk)

        words = page(own, "/me/plan/parts/what-matters")
        assert "Two people wrote here at the same time" in words
        assert "Tea and toast." in words
        assert "Coffee." in words
        (head, _) = stands(world, robin, About.PART).heads
        answer = worlds.send(own, f"/me/plan/choices/part/{head.pk}")
        assert answer.url == "/me/plan"
        assert not stands(world, robin, About.PART).is_divided

    def test_fills_nothing_in_by_itself_where_two_cards_stand(self, world, robin, lead):
        card(world, robin, do_first="Ring Jess.")
        card(world, robin, do_first="Sit with me.")

        words = page(lead, f"/people/{robin.pk}/card/writing")

        assert "Nothing is filled in by itself" in words
        assert words.count("Ring Jess.") == words.count("Sit with me.") == 1

    @pytest.mark.parametrize("code", ["nonsense", "goals"])
    def test_knows_no_other_parts(self, robin, lead, code):
        assert lead.get(f"/people/{robin.pk}/plan/parts/{code}").status_code == 404

    def test_says_what_is_missing_and_keeps_the_rest(self, world, robin, lead):
        answer = worlds.send(lead, f"/people/{robin.pk}/plan/goals/new", words="A dog.", state="hoping", how="with")

        assert "What is the smallest next step?" in worlds.words(answer)
        assert "A dog." in worlds.words(answer)
        assert worlds.all_of(GoalVersion) == []

    def test_goes_on_with_a_goal(self, world, robin, lead):
        worlds.send(
            lead,
            f"/people/{robin.pk}/plan/goals/new",
            words="A dog.",
            next_step="Look.",
            state="hoping",
            how="with",
            reason="on",
        )
        (first,) = worlds.all_of(GoalVersion)
        path = f"/people/{robin.pk}/plan/goals/{first.root_id}"
        assert "A dog." in page(lead, path)
        told = {"words": "A dog.", "next_step": "Ask.", "state": "trying", "confidence": "7", "how": "with"}
        worlds.send(lead, path, before=first.pk, **told)

        assert stands(world, robin, About.GOAL).stands.confidence == 7
        assert first.reason_type == "Person"
        assert lead.get(f"/people/{robin.pk}/plan/goals/{uuid4()}").status_code == 404


class TestVoices:
    def test_stand_beside_the_words_in_both_voices(self, world, robin, lead, own):
        part(world, robin, "She does well.", part=Part.TOGETHER)
        path = "plan/parts/shared-understanding/views"
        worlds.send(own, f"/me/{path}", otherwise="I do not.")
        worlds.send(lead, f"/people/{robin.pk}/{path}", otherwise="I saw her laugh.", whose="worker")

        words = page(own, "/me/plan")
        assert "I do not." in words
        assert "I saw her laugh." in words
        assert "She does well." in words
        assert {voice.said_by for voice in worlds.all_of(Voice)} == {"Robin", "Priya Nair"}

    def test_need_words_and_something_to_see_otherwise(self, world, robin, own):
        assert worlds.send(own, "/me/plan/parts/good-days/views", otherwise="No.").status_code == 404
        part(world, robin)
        answer = worlds.send(own, "/me/plan/parts/what-matters/views", otherwise="")

        assert answer.status_code == 200
        assert worlds.all_of(Voice) == []


class TestReaders:
    def test_narrow_a_part_at_once(self, world, robin, own):
        worlds.let_in(world, robin, world.council, Level.PLAN)
        part(world, robin, "Something between us.")
        partner = worlds.client_of(world.partner)
        assert "Something between us." in page(partner, f"/people/{robin.pk}/plan")

        worlds.send(own, "/me/plan/parts/what-matters/readers", close="yes")

        assert "Something between us." not in page(partner, f"/people/{robin.pk}/plan")
        assert "kept to a few" in page(own, "/me/plan")
        assert worlds.send(own, "/me/plan/parts/nonsense/readers").status_code == 404
        worlds.send(own, "/me/plan/parts/goals/readers", close="no")


class TestSignature:
    def test_takes_a_mark_with_a_worker(self, world, robin, lead):
        written = part(world, robin)
        path = f"/people/{robin.pk}/together/signature"
        assert "What matters to me: The allotment." in page(lead, path)

        answer = worlds.send(lead, path, versions=str(written.pk), mark="cross", witness="Dee")

        assert answer.url == f"/people/{robin.pk}/together"
        assert [row.mark for row in worlds.all_of(Signature)] == ["cross"]

    def test_is_one_press_on_their_own_page(self, world, robin, own):
        written = card(world, robin)

        worlds.send(own, "/me/plan/signature", versions=str(written.pk), typed="")

        assert [(row.mark, row.about) for row in worlds.all_of(Signature)] == [("page", "card")]
        assert "I signed it" in page(own, "/me")
        assert "still holds" in page(own, "/me/plan/signature")

    def test_says_why_it_cannot_be(self, world, robin, lead):
        written = part(world, robin)

        answer = worlds.send(lead, f"/people/{robin.pk}/plan/signature", versions=str(written.pk), mark="thumb")

        assert "Who saw it?" in worlds.words(answer)
        assert worlds.all_of(Signature) == []

    def test_says_that_there_is_nothing(self, own):
        assert "Nothing is written down yet" in page(own, "/me/plan/signature")


class TestWishes:
    def test_ask_for_what_their_kind_asks(self, world, robin, own):
        assert "What I refuse" in page(own, "/me/plan/wishes")
        assert "even if my life is at risk" in page(own, "/me/plan/wishes/new/refusal")
        assert "even if my life is at risk" not in page(own, "/me/plan/wishes/new/statement")
        assert own.get("/me/plan/wishes/new/nonsense").status_code == 404

        worlds.send(own, "/me/plan/wishes/new/refusal", words="Not the ward.", adult="yes", life="no")

        (kept,) = worlds.all_of(WishVersion)
        words = page(own, f"/me/plan/wishes/{kept.root_id}")
        assert "Not the ward." in words
        assert "does not say whether it is valid" in words
        assert own.get(f"/me/plan/wishes/{uuid4()}").status_code == 404

    def test_are_taken_back_by_a_day(self, world, robin, own):
        worlds.send(own, "/me/plan/wishes/new/statement", words="My bed.")
        (kept,) = worlds.all_of(WishVersion)
        told = {"withdrawn_on_0": "1", "withdrawn_on_1": "3", "withdrawn_on_2": "2026", "before": kept.pk}
        worlds.send(own, f"/me/plan/wishes/{kept.root_id}", words="My bed.", **told)

        assert "Taken back" in page(own, "/me/plan")


class TestHappened:
    def test_promises_to_look_again(self, world, robin, lead, own):
        answer = worlds.send(own, "/me/plan/happened", happened="move")

        assert answer.url == "/me/plan"
        assert "What happened?" in page(lead, f"/people/{robin.pk}/plan/happened")
        later = {"happened_on_0": "1", "happened_on_1": "1", "happened_on_2": "2099"}
        refused = worlds.send(lead, f"/people/{robin.pk}/plan/happened", happened="move", **later)
        assert "has not come yet" in worlds.words(refused)


class TestTheCard:
    def test_reads_in_the_order_of_a_bad_night(self, world, robin, lead):
        sign(world, robin, card(world, robin), later=timedelta())

        words = page(lead, f"/people/{robin.pk}/card")

        order = [CARD.do_first, "Ring, in this order", "Jess", "Dee", CARD.not_to_ring, "What calms me", "Please don’t"]
        places = [words.index(one) for one in order]
        assert places == sorted(places)
        assert 'href="tel:07700900118"' in words
        assert "Robin’s own, said yes to it" in words

    def test_is_one_tap_from_the_first_screen_and_from_the_list_of_the_shift(self, world, robin, lead):
        card(world, robin)

        assert f'href="/people/{robin.pk}/card"' in page(lead, f"/people/{robin.pk}")
        assert f'href="/people/{robin.pk}/card"' in page(lead, "/cards")

    def test_says_what_to_do_where_there_is_none(self, robin, lead):
        assert "speak quietly" in page(lead, f"/people/{robin.pk}/card")
        assert lead.get(f"/people/{robin.pk}/card/paper").status_code == 404

    def test_is_written_kept_and_read_again(self, world, robin, own):
        told = {"do_first": "Sit with me.", "call_0_name": "Jess", "call_0_number": "07700 900 118"}
        answer = worlds.send(own, "/me/card/writing", **told)

        assert answer.url == "/me/card"
        assert "Sit with me." in page(own, "/me/card/writing")
        assert "07700 900 118" in page(own, "/me/card")

    def test_looks_no_different_when_it_is_hidden_and_when_there_is_none(self, world, robin, lead):
        kit = worlds.known(world, known_as="Kit", nhs_number=None)
        card(world, robin)
        close_card(world, robin, hidden=True)

        hidden, none = (page(lead, f"/people/{one.pk}/card") for one in (robin, kit))

        assert "No card yet" in hidden
        assert "No card yet" in none
        assert "Robin" not in page(lead, "/cards").split("<main")[1]

    def test_prints_for_a_wallet_on_one_sheet(self, world, robin, own):
        card(world, robin)

        made = own.get("/me/card/paper")

        reader = PdfReader(BytesIO(made.content))
        assert len(reader.pages) == 1
        assert "Sit with me" in reader.pages[0].extract_text()

    def test_opens_and_closes_at_the_door(self, world, robin, lead):
        card(world, robin)
        path = f"/people/{robin.pk}/card/opening"
        assert worlds.send(lead, path, explained_how="").url == f"/people/{robin.pk}/card"
        assert worlds.all_of(CardOpening) == []

        worlds.send(lead, path, explained_how="Over tea.")
        assert "Over tea." in page(lead, f"/people/{robin.pk}/card")
        worlds.send(lead, path)
        assert worlds.all_of(CardOpening)[0].until_at is not None


class TestSomebodyClose:
    def test_reads_the_card_and_the_plan_as_far_as_they_may(self, world, robin):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        part(world, robin, "The allotment.")
        card(world, robin)
        worlds.let_in(world, robin, jess, Level.PLAN)
        client = worlds.client_of_person(world, jess)

        assert f"/me/people/{robin.pk}/card" in page(client, f"/me/people/{robin.pk}")
        assert "Sit with me." in page(client, f"/me/people/{robin.pk}/card")
        words = page(client, f"/me/people/{robin.pk}/plan")
        assert "The allotment." in words
        assert "Begin" not in words
        assert client.get(f"/me/people/{jess.pk}/plan").status_code == 404

    def test_finds_nothing_below_the_plan(self, world, robin):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        card(world, robin)
        worlds.let_in(world, robin, jess, Level.APPOINTMENTS)
        client = worlds.client_of_person(world, jess)

        assert f"/me/people/{robin.pk}/card" not in page(client, f"/me/people/{robin.pk}")
        assert "Sit with me." not in page(client, f"/me/people/{robin.pk}/card")


class TestDoubts:
    def test_are_noted_and_ended_on_pages(self, world, robin, lead):
        day = world.at + timedelta(days=2)
        told = {"decision": "Tonight", "why": "Cannot say it back.", "support": "Waited."}
        boxes = {"review_on_0": day.day, "review_on_1": day.month, "review_on_2": day.year}
        assert "unwise choice" in page(lead, f"/people/{robin.pk}/doubts/new")
        worlds.send(lead, f"/people/{robin.pk}/doubts/new", **told, **boxes)

        first = page(lead, f"/people/{robin.pk}")
        assert "In doubt now" in first
        ending = first.split("/doubts/")[1].split("/ending")[0]
        assert "Tonight" in page(lead, f"/people/{robin.pk}/doubts/{ending}/ending")
        assert "Tonight" in page(lead, f"/people/{robin.pk}/card")
        worlds.send(lead, f"/people/{robin.pk}/doubts/{ending}/ending", words="They decided.")

        assert "In doubt now" not in page(lead, f"/people/{robin.pk}")


class TestTheCardsOfAShift:
    def test_tell_namesakes_apart(self, world, lead):
        for area in ("Holgate", "Acomb"):
            card(world, worlds.known(world, known_as="Beth", area=area, nhs_number=None))

        words = page(lead, "/cards")

        assert "Holgate" in words
        assert "Acomb" in words

    def test_ask_no_more_of_the_database_for_more(self, world, lead):
        def asked():
            with CaptureQueriesContext(connection) as found:
                page(lead, "/cards")
            return len(found)

        card(world, worlds.known(world, known_as="Robin"))
        page(lead, "/cards")
        few = asked()
        for name in ("Kit", "Ash", "Wren"):
            card(world, worlds.known(world, known_as=name, nhs_number=None))

        assert asked() == few


class TestPacks:
    def test_are_listed_and_called_back(self, world, robin, lead):
        card(world, robin)
        assert page(lead, "/cards/offline/").count("Robin") == 0
        refused = worlds.send(lead, "/cards/packs", spki="x")
        assert refused.status_code == 409
        assert "Print" in refused.json()["problem"]

        paper = worlds.send(lead, "/cards/paper")
        assert "Robin" in PdfReader(BytesIO(paper.content)).pages[0].extract_text()
        assert "on paper" in page(lead, "/cards")

    def test_are_given_to_a_device_that_may_keep_them_while_the_shift_runs(self, world, robin, lead):
        card(world, robin)
        pack = worlds.send(lead, "/cards/packs", spki=spki()).json()
        assert set(pack) == {"id", "made", "until", "iv", "data", "key"}
        assert worlds.send(lead, f"/cards/packs/{pack['id']}/contact").json() == {"keep": True}
        other = worlds.client_of(world.manager)
        assert worlds.send(other, f"/cards/packs/{pack['id']}/contact").json() == {"keep": False}

        assert worlds.send(other, f"/cards/packs/{pack['id']}/calling-back").url == "/cards"
        assert worlds.send(other, f"/cards/packs/{pack['id']}/calling-back").url == "/cards"
        assert worlds.send(lead, f"/cards/packs/{pack['id']}/contact").json() == {"keep": False}

    def test_say_that_no_shift_runs(self, world, robin):
        card(world, robin)
        peer = worlds.client_of(world.peer)

        assert "Yours is not running now" in page(peer, "/cards")
        assert worlds.send(peer, "/cards/paper").url == "/cards"

    def test_are_kept_by_a_script_that_holds_nobody(self, world, robin, lead):
        card(world, robin)
        script = lead.get("/cards/offline/worker.js")

        assert script["Content-Type"] == "text/javascript"
        assert "Robin" not in worlds.words(script)
        assert lead.get("/cards/offline/manifest.webmanifest")["Content-Type"] == "application/manifest+json"


class TestMyDrafts:
    def test_are_there_again_and_end_when_they_have_found_their_place(self, world, robin, own):
        place = "/me/plan/parts/what-matters"
        assert own.get("/me/drafts", {"place": place}).json() == {}
        worlds.send(own, "/me/drafts", _place=place, _page=place, words="Half a", csrfmiddlewaretoken="x")

        assert own.get("/me/drafts", {"place": place}).json()["fields"] == {"words": "Half a", "_page": place}
        worlds.send(own, place, words="Half a loaf.", _draft=place)
        assert worlds.all_of(Draft) == []

    def test_refuse_a_place_that_is_none(self, own):
        assert worlds.send(own, "/me/drafts", _place="//elsewhere", _page="/me").status_code == 400

    def test_are_for_people_themselves(self, lead):
        assert lead.get("/me/drafts").status_code == 404


class TestOnOnePage:
    def test_prints_the_card_with_the_first_screen(self, world, robin, lead):
        sign(world, robin, card(world, robin), later=timedelta())

        text = PdfReader(BytesIO(lead.get(f"/people/{robin.pk}/one-page").content)).pages[0].extract_text()

        assert "Sit with me" in text
        assert "07700 900 118" in text
