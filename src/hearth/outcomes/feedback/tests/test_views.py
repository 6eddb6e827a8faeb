import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.world import send, words

from hearth.front_door import limits
from hearth.outcomes.feedback import actions
from hearth.outcomes.feedback.codes import Kind, Step
from hearth.outcomes.feedback.rules import Told
from hearth.outcomes.models import Feedback, FeedbackStep, YouSaid, YouSaidEnd

pytestmark = pytest.mark.django_db
TYPED = {"kind": "complaint", "words": "The door was locked at nine."}
PUT_UP = {"said": "The door was locked.", "outcome": "did", "told": "It opens at eight.", "nobody_known": "on"}


@pytest.fixture
def manager(world):
    return worlds.client_of(world.manager)


@pytest.fixture
def answered(act, world, complaint):
    for step in (Step.ACKNOWLEDGED, Step.ANSWERED):
        act(world.manager, actions.take_step, feedback=complaint, step=step, words="I am sorry.")
    return complaint


class TestFeedback:
    def test_takes_a_complaint_without_a_name_and_leads_to_what_follows(self, world):
        answer = send(Client(), "/feedback", **TYPED, hub=str(world.hub.pk))

        page = words(Client().get(answer.url))
        assert "The door was locked at nine." in page
        assert "changes nothing about your support" in page
        assert "Not checked yet" in page
        (said,) = worlds.all_of(Feedback)
        assert (said.person_id, said.hub_id) == (None, world.hub.pk)

    def test_keeps_a_name_and_a_way_to_answer_if_they_are_given(self, world):
        send(Client(), "/feedback", **TYPED, called="Ron", reach="07700 900321", may_be_told="on")

        (said,) = worlds.all_of(Feedback)
        assert (said.called, said.reach, said.may_be_told) == ("Ron", "07700 900321", True)

    def test_gives_the_words_back_where_something_is_missing(self, world):
        answer = send(Client(), "/feedback", words="The door.")

        assert answer.status_code == 200
        assert "Choose what comes nearest." in words(answer)
        assert worlds.all_of(Feedback) == []

    def test_leads_whoever_is_signed_in_to_their_own_page(self, world, keeley):
        client = worlds.client_of_person(world, keeley)

        assert client.get("/feedback").url == "/me/feedback"
        assert send(client, "/feedback", **TYPED).url == "/me/feedback"
        assert worlds.all_of(Feedback) == []

    def test_says_that_a_worker_writes_down_what_they_were_told(self, world, manager):
        assert "You write down what somebody told you" in words(manager.get("/feedback"))

    def test_is_slowed_in_a_flood(self, world):
        client = Client(REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="203.0.113.9")
        rooms = limits.rooms("feedback", on=world.at.date())
        most = min(room.most for room in rooms)

        statuses = [send(client, "/feedback", **TYPED).status_code for _ in range(most + 1)]

        assert statuses == [302] * most + [429]

    def test_knows_no_other_address(self, world):
        assert Client().get("/feedback/" + "x" * 43).status_code == 404


class TestMyFeedback:
    @pytest.fixture
    def mine(self, world, keeley):
        return worlds.client_of_person(world, keeley)

    def test_says_it_and_reads_what_follows(self, act, world, mine):
        answer = send(mine, "/me/feedback", **TYPED, hub=str(world.hub.pk))
        (said,) = worlds.all_of(Feedback)
        act(world.manager, actions.take_step, feedback=said, step=Step.ACKNOWLEDGED, words="I look into it.")

        page = words(mine.get(answer.url))
        assert "I look into it." in page
        assert "Ola Winter" in page
        assert "The door was locked" in words(mine.get("/me/feedback"))

    def test_is_about_the_hub_that_holds_them_unless_they_say_otherwise(self, world, mine):
        assert f'value="{world.hub.pk}" selected' in words(mine.get("/me/feedback"))

    def test_gives_the_words_back_where_something_is_missing(self, mine):
        assert "Choose what comes nearest." in words(send(mine, "/me/feedback", words="The door."))
        assert worlds.all_of(Feedback) == []

    def test_comes_back_when_the_answer_does_not_answer(self, mine, answered):
        empty = send(mine, f"/me/feedback/{answered.pk}/return", words=" ")
        answer = send(mine, f"/me/feedback/{answered.pk}/return", words="Nobody rang.")

        assert "few words" in words(empty)
        assert "Nobody rang." in words(mine.get(answer.url))

    def test_shows_nothing_of_anybody_else(self, act, world, complaint):
        evan = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        client = worlds.client_of_person(world, evan)

        assert client.get(f"/me/feedback/{complaint.pk}").status_code == 404
        assert "rang" not in words(client.get("/me/feedback"))


class TestYouSaid:
    def test_is_read_by_anybody_once_it_is_put_up(self, manager, answered):
        assert "Nothing stands here yet" in words(Client().get("/you-said"))

        send(manager, f"/desk/feedback/{answered.pk}/telling", **PUT_UP)

        page = words(Client().get("/you-said"))
        assert "The door was locked." in page
        assert "It opens at eight." in page
        assert "Keeley" not in page

    def test_is_taken_down_with_a_reason(self, manager, answered):
        send(manager, f"/desk/feedback/{answered.pk}/telling", **PUT_UP)
        (told,) = worlds.all_of(YouSaid)

        send(manager, f"/you-said/{told.pk}/ending", why="")
        assert "It opens" in words(Client().get("/you-said"))
        send(manager, f"/you-said/{told.pk}/ending", why="Somebody was recognised.")

        assert "It opens" not in words(Client().get("/you-said"))
        assert "Taken down" in words(manager.get(f"/desk/feedback/{answered.pk}"))
        assert len(worlds.all_of(YouSaidEnd)) == 1


class TestAnswering:
    def test_shows_what_waits_with_its_day_and_stands_on_the_first_page(self, manager, complaint):
        assert "Nobody rang me back." in words(manager.get("/desk/feedback"))
        assert "complains: tell them by name that it has arrived" in words(manager.get("/desk"))

    def test_takes_one_step_after_another(self, manager, complaint):
        page = f"/desk/feedback/{complaint.pk}"
        send(manager, f"{page}/steps", step="taken")
        send(manager, f"{page}/steps", step="acknowledged", words="We have it.")
        send(manager, f"{page}/steps", step="answered", words="I am sorry.")

        assert [step.kind for step in worlds.all_of(FeedbackStep)] == ["taken", "acknowledged", "answered"]
        assert "Put it up for everybody" in words(manager.get(page))
        assert "Answered lately" in words(manager.get("/desk/feedback"))

    def test_gives_the_words_back_when_it_cannot_be(self, manager, complaint):
        answer = send(manager, f"/desk/feedback/{complaint.pk}/steps", step="answered", words="I am sorry.")

        assert "First tell them" in words(answer)
        assert "I am sorry." in words(answer)

    @pytest.mark.parametrize("step", ["", "came-back", "forgotten"])
    def test_knows_no_other_step(self, manager, answered, step):
        assert send(manager, f"/desk/feedback/{answered.pk}/steps", step=step).status_code == 404

    def test_asks_again_before_anybody_could_be_recognised(self, manager, answered):
        told = {**PUT_UP, "nobody_known": ""}

        assert "once more" in words(send(manager, f"/desk/feedback/{answered.pk}/telling", **told))
        assert "Please fill this in" in words(send(manager, f"/desk/feedback/{answered.pk}/telling"))
        assert worlds.all_of(YouSaid) == []

    def test_is_not_there_for_whoever_may_not_read_it(self, act, world, manager, herself):
        told = Told(Kind.COMPLAINT, "It is about Ola.", beyond_hub=True)
        hidden, _ = act(herself, actions.say, told=told)

        assert manager.get(f"/desk/feedback/{hidden.pk}").status_code == 404
        assert worlds.client_of(world.lead).get("/desk/feedback").status_code == 403

    def test_asks_as_little_for_many_as_for_one(self, act, manager, herself, complaint):
        def asked():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert manager.get("/desk/feedback").status_code == 200
            return len(queries)

        asked()
        for_one = asked()
        for number in range(12):
            act(herself, actions.say, told=Told(Kind.IDEA, f"Lamp {number}."))

        assert asked() == for_one
