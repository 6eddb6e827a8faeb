from datetime import timedelta
from uuid import uuid4

import pytest
from tests import world as worlds

from hearth.core.sight import Level
from hearth.plans.codes import About, Part
from hearth.plans.models import GoalVersion, PartVersion, Signature, Voice, WishVersion
from hearth.plans.tests.plans import card, goal, page, part, sign, stands
from hearth.record.models import Draft
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


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
