import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.messaging.models import Message
from hearth.outcomes.feedback import actions, queries
from hearth.outcomes.feedback.codes import Kind, Outcome, Stand, Step
from hearth.outcomes.feedback.rules import Told
from hearth.outcomes.models import FeedbackStep, YouSaid, YouSaidEnd

pytestmark = pytest.mark.django_db
PUT_UP = {
    "said": "Calls were not returned.",
    "outcome": Outcome.DID,
    "words": "Two people ring back until eight now.",
    "nobody_known": True,
}


@pytest.fixture
def step(act, world):
    """One step by the hub manager."""

    def do(feedback, kind, words="So it is.", by=None):
        return act(by or world.manager, actions.take_step, feedback=feedback, step=kind, words=words)

    return do


@pytest.fixture
def answered(complaint, step):
    step(complaint, Step.ACKNOWLEDGED)
    step(complaint, Step.ANSWERED, "I am sorry. Two of us ring back until eight now.")
    return complaint


class TestTakeStep:
    def test_names_who_sees_to_it_and_tells_the_person_what_was_said(self, ask, world, herself, complaint, step):
        step(complaint, Step.TAKEN, "")
        step(complaint, Step.ACKNOWLEDGED, "Thank you. I look into it this week.")

        found = ask(herself, queries.heard, feedback_id=complaint.pk)
        assert (found.state.handler, found.state.stand) == ("Ola Winter", Stand.ACKNOWLEDGED)
        assert [one.words for one in found.steps] == ["", "Thank you. I look into it this week."]

    def test_sends_the_person_a_neutral_word_for_everything_they_can_read(self, keeley, complaint, step):
        step(complaint, Step.TAKEN, "")
        step(complaint, Step.ACKNOWLEDGED)

        (sent,) = worlds.all_of(Message, to_kind="person", person=keeley)
        assert "complain" not in sent.body + sent.subject_line

    def test_acknowledges_a_complaint_before_it_is_answered(self, complaint, step):
        assert "First tell them" in refusal(lambda: step(complaint, Step.ANSWERED))
        assert "First tell them" in refusal(lambda: step(complaint, Step.NEWS))
        assert worlds.all_of(FeedbackStep) == []

    def test_answers_an_idea_at_once_and_acknowledges_none(self, act, herself, step):
        idea, _ = act(herself, actions.say, told=Told(Kind.IDEA, "A lamp."))

        assert "already" in refusal(lambda: step(idea, Step.ACKNOWLEDGED))
        assert step(idea, Step.ANSWERED).place == 1

    @pytest.mark.parametrize("kind", [Step.ACKNOWLEDGED, Step.TAKEN, Step.ANSWERED])
    def test_ends_with_the_answer(self, answered, step, kind):
        assert refusal(lambda: step(answered, kind))
        assert len(worlds.all_of(FeedbackStep)) == 2

    def test_says_something(self, complaint, step):
        assert "few words" in refusal(lambda: step(complaint, Step.ACKNOWLEDGED, " "))
        assert "longer than" in refusal(lambda: step(complaint, Step.ACKNOWLEDGED, "x" * 20_001))

    def test_never_comes_back_in_the_name_of_a_worker(self, answered, step):
        assert "no answer yet" in refusal(lambda: step(answered, Step.CAME_BACK))

    def test_refuses_whoever_comes_second(self, act, world, complaint, guardian, monkeypatch):
        first = queries.state_of
        monkeypatch.setattr(queries, "state_of", lambda actor, *, feedback: stale)
        from hearth.outcomes.feedback.rules import State

        stale = State(Stand.WAITING)
        told = {"feedback": complaint, "step": Step.ACKNOWLEDGED, "words": "We have it."}
        act(world.manager, actions.take_step, **told)

        assert "Somebody else" in refusal(lambda: act(guardian, actions.take_step, **told))
        monkeypatch.setattr(queries, "state_of", first)
        assert len(worlds.all_of(FeedbackStep)) == 1

    @pytest.mark.parametrize("who", ["lead", "peer", "partner", "administrator"])
    def test_is_for_those_who_answer(self, act, world, complaint, who):
        with pytest.raises(NotPermitted):
            act(getattr(world, who), actions.take_step, feedback=complaint, step=Step.TAKEN, words="")

        assert worlds.all_of(FeedbackStep) == []


class TestComeBack:
    def test_opens_it_again_for_whoever_answers(self, act, ask, world, herself, answered):
        act(herself, actions.come_back, feedback=answered, words="Nobody rang on Monday.")

        (waiting,) = ask(world.manager, queries.to_answer)
        assert (waiting.state.stand, waiting.due_at) == (Stand.CAME_BACK, None)
        assert Step.ANSWERED in waiting.possible
        assert len([m for m in worlds.all_of(Message, subject_type="Feedback") if ":back:" in m.key]) == 1

    def test_waits_for_an_answer_first(self, act, herself, complaint):
        words = refusal(lambda: act(herself, actions.come_back, feedback=complaint, words="Well?"))

        assert "have not forgotten" in words
        assert worlds.all_of(FeedbackStep) == []

    def test_is_only_for_whoever_said_it(self, act, world, answered):
        for who in (world.manager, worlds.themselves(world, worlds.known(world, known_as="Evan", nhs_number=None))):
            with pytest.raises(NotPermitted):
                act(who, actions.come_back, feedback=answered, words="No.")

        assert len(worlds.all_of(FeedbackStep)) == 2


class TestLists:
    def test_put_complaints_nobody_acknowledged_first(self, act, ask, world, herself, complaint, nameless, step):
        act(herself, actions.say, told=Told(Kind.THANKS, "For the tea.", hub_id=world.hub.pk))
        step(complaint, Step.ACKNOWLEDGED)

        waiting = ask(world.manager, queries.to_answer)

        assert waiting[0].feedback.words == "The door was locked at nine."
        assert len(waiting) == 3
        assert [said.pk for said, _ in ask(world.manager, queries.waits_for)] == [nameless[0].pk]

    def test_show_what_was_answered_apart(self, ask, world, answered):
        lately = ask(world.manager, queries.answered_lately, at=world.at)

        assert (ask(world.manager, queries.to_answer), [one.feedback for one in lately]) == ([], [answered])


class TestTellEverybody:
    def test_puts_up_what_came_of_it_in_other_words(self, act, world, answered):
        act(world.manager, actions.tell_everybody, feedback=answered, **PUT_UP)

        (told,) = queries.you_said()
        assert (told.said, told.hub_id) == ("Calls were not returned.", world.hub.pk)
        assert queries.told_of(answered) == told

    def test_waits_until_they_have_their_answer(self, act, world, complaint):
        words = refusal(lambda: act(world.manager, actions.tell_everybody, feedback=complaint, **PUT_UP))

        assert "They hear it first" in words
        assert queries.you_said() == []

    def test_asks_whoever_said_it(self, act, world, herself, step):
        thanks, _ = act(herself, actions.say, told=Told(Kind.THANKS, "For the tea."))
        step(thanks, Step.ANSWERED)

        words = refusal(lambda: act(world.manager, actions.tell_everybody, feedback=thanks, **PUT_UP))

        assert "between us" in words

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [({"nobody_known": False}, "once more"), ({"said": " "}, "what came of it"), ({"words": "x" * 601}, "600")],
    )
    def test_refuses_what_nobody_has_read_again(self, act, world, answered, changed, sentence):
        told = {**PUT_UP, **changed}

        assert sentence in refusal(lambda: act(world.manager, actions.tell_everybody, feedback=answered, **told))
        assert worlds.all_of(YouSaid) == []

    def test_happens_once(self, act, world, answered):
        act(world.manager, actions.tell_everybody, feedback=answered, **PUT_UP)

        assert "already" in refusal(lambda: act(world.manager, actions.tell_everybody, feedback=answered, **PUT_UP))

    def test_is_for_those_who_answer(self, act, world, answered):
        with pytest.raises(NotPermitted):
            act(world.lead, actions.tell_everybody, feedback=answered, **PUT_UP)


class TestTakeDown:
    @pytest.fixture
    def told(self, act, world, answered):
        return act(world.manager, actions.tell_everybody, feedback=answered, **PUT_UP)

    def test_leaves_nothing_for_everybody_to_read_and_keeps_why(self, act, world, told):
        act(world.manager, actions.take_down, you_said=told, why="Somebody was recognised.")

        assert queries.you_said() == []
        assert queries.you_said(hub=world.hub) == []
        assert [end.why for end in worlds.all_of(YouSaidEnd)] == ["Somebody was recognised."]

    def test_says_why_and_happens_once(self, act, world, told):
        assert "Say why" in refusal(lambda: act(world.manager, actions.take_down, you_said=told, why=" "))
        act(world.manager, actions.take_down, you_said=told, why="So.")

        assert "already" in refusal(lambda: act(world.manager, actions.take_down, you_said=told, why="So."))

    def test_is_kept_by_the_database(self, world, told):
        rows = {
            "yousaid_says_both": YouSaid(said="", outcome="did", words="So.", told_by=world.manager, told_at=world.at),
            "yousaidend_says_why": YouSaidEnd(you_said=told, why="", by=world.manager, at=world.at),
        }
        for rule, row in rows.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule
