"""When we act: sooner on one worker's word, later on two."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.ids import new_id
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.tests.welcoming import again, does, judge
from hearth.front_door.urgency_rules import RANK, Said, standing
from hearth.front_door.welcome_codes import Urgency
from hearth.front_door.welcome_models import SafetyAnswer, UrgencyJudgement
from hearth.organisations.tests.factories import NOON
from hearth.record.models import Entry

TURN, SOON, NOW = Urgency.IN_TURN, Urgency.SOON, Urgency.NOW
ANNE, BEN = new_id(), new_id()


def says(*words, told_unsafe=False):
    return standing([Said(urgency, who, NOON) for urgency, who in words], told_unsafe=told_unsafe)


class TestStanding:
    def test_is_in_its_turn_before_anybody_said_anything(self):
        assert says().urgency == TURN

    def test_is_now_for_whoever_said_they_feel_unsafe(self):
        assert says(told_unsafe=True).urgency == NOW

    def test_goes_up_on_one_word(self):
        assert says((SOON, ANNE), (NOW, BEN)).urgency == NOW

    def test_waits_for_a_second_human_before_it_goes_down(self):
        one = says((NOW, ANNE), (TURN, BEN))

        assert (one.urgency, one.asked.urgency, one.asked.who) == (NOW, TURN, BEN)

    def test_does_not_count_the_same_human_twice(self):
        assert says((NOW, ANNE), (TURN, BEN), (TURN, BEN)).urgency == NOW

    def test_goes_down_when_the_second_one_says_so_too(self):
        both = says((NOW, ANNE), (TURN, BEN), (TURN, ANNE))

        assert (both.urgency, both.asked) == (TURN, None)

    def test_goes_down_to_the_sooner_of_two_words(self):
        assert says((NOW, ANNE), (TURN, BEN), (SOON, ANNE)).urgency == SOON

    def test_stays_when_somebody_says_that_it_is_still_so(self):
        assert says((NOW, ANNE), (TURN, BEN), (NOW, ANNE), (TURN, BEN)).urgency == NOW

    @given(st.lists(st.tuples(st.sampled_from(list(Urgency)), st.sampled_from([ANNE, BEN])), max_size=12))
    def test_never_goes_down_on_one_humans_word(self, words):
        for n in range(1, len(words) + 1):
            before, after = says(*words[: n - 1]), says(*words[:n])
            went_down = RANK[after.urgency] < RANK[before.urgency]
            assert not went_down or before.asked.who != words[n - 1][1]


@pytest.fixture
def world():
    return worlds.build(NOON)


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


def running(referral):
    return {c.definition for c in worlds.all_of(Clock, person_id=referral.person_id, stopped_at=None)}


@pytest.mark.django_db
class TestJudgeUrgency:
    def test_promises_somebody_soon_at_once(self, world, referral):
        stands = judge(world, referral, world.peer, SOON)

        assert stands.urgency == SOON
        assert "urgent-response" in running(referral)

    def test_promises_somebody_alongside_at_once_when_it_is_now(self, world, referral):
        judge(world, referral, world.peer, NOW)

        (clock,) = worlds.all_of(Clock, definition="feeling-unsafe")
        assert (clock.owner_id, clock.started_at) == (world.lead.id, world.at + timedelta(hours=1))

    def test_owes_everything_until_a_second_worker_agrees(self, world, referral):
        judge(world, referral, world.peer, NOW)
        judge(world, referral, world.lead, TURN, after=timedelta(hours=2))

        assert {"feeling-unsafe", "urgent-response"} <= running(referral)

        judge(world, referral, world.peer, TURN, after=timedelta(hours=3))

        assert not {"feeling-unsafe", "urgent-response"} & running(referral)

    def test_promises_anew_when_it_is_urgent_again(self, world, referral):
        judge(world, referral, world.peer, NOW)
        judge(world, referral, world.lead, TURN, after=timedelta(hours=2))
        judge(world, referral, world.peer, TURN, after=timedelta(hours=3))
        judge(world, referral, world.peer, NOW, after=timedelta(hours=4))

        assert "feeling-unsafe" in running(referral)
        assert len(worlds.all_of(Clock, definition="feeling-unsafe")) == 2

    def test_tells_the_person_why_and_leaves_a_trace(self, world, referral):
        judge(world, referral, world.peer, SOON, reason="She is on her own tonight.")

        (entry,) = worlds.all_of(Entry, kind="decision")
        assert entry.body == "We act within three days. She is on her own tonight."
        (event,) = worlds.all_of(AuditEvent, event="front_door.urgency_judged")
        assert event.detail == {"urgency": "three-days", "stands": "three-days"}

    def test_is_refused_without_a_reason(self, world, referral):
        with pytest.raises(NotPossible, match="Say why"):
            judge(world, referral, world.peer, NOW, reason="  ")
        assert worlds.all_of(UrgencyJudgement) == []

    def test_is_not_for_the_public(self, world, referral):
        with acting_as(SYSTEM, at=world.at), pytest.raises(NotPermitted):
            actions.judge_urgency(SYSTEM, referral=referral, urgency=NOW, reason="So.", at=world.at)

    def test_is_refused_to_whoever_does_not_see_them(self, world, referral):
        def blind(actor, at):
            return actions.judge_urgency(actor, referral=referral, urgency=NOW, reason="So.", at=at)

        with pytest.raises(NotPossible, match="not alongside"):
            does(world, world.outsider, blind)


@pytest.mark.django_db
class TestReadReferral:
    def read(self, world, referral, **answer):
        return does(world, world.lead, actions.read_referral, referral=referral, **answer)

    def test_keeps_who_answered_and_what_was_done(self, world, referral):
        self.read(world, referral, unsafe=True, done="I rang her at once.")

        (answer,) = worlds.all_of(SafetyAnswer)
        assert (answer.unsafe, answer.done, answer.answered_by_id) == (True, "I rang her at once.", world.lead.id)
        assert again(referral).read_by_id == world.lead.id

    def test_promises_somebody_alongside_now_if_somebody_is_unsafe(self, world, referral):
        self.read(world, referral, unsafe=True, done="I rang her at once.")

        assert "feeling-unsafe" in running(referral)

    def test_promises_nothing_more_if_nobody_is(self, world, referral):
        self.read(world, referral, unsafe=False)

        assert running(referral) == {"first-contact", "welcoming-conversation"}

    def test_does_not_take_back_that_they_said_they_feel_unsafe(self, world):
        referral, _ = worlds.asked(world, feels_unsafe=True)

        self.read(world, referral, unsafe=False)

        assert "feeling-unsafe" in running(referral)

    def test_is_refused_if_nothing_is_done_for_somebody_unsafe(self, world, referral):
        with pytest.raises(NotPossible, match="what you did"):
            self.read(world, referral, unsafe=True)
        assert again(referral).read_at is None
        assert worlds.all_of(SafetyAnswer) == []


@pytest.mark.django_db
class TestConstraints:
    def test_say_what_was_done_for_somebody_unsafe(self, world, referral):
        answer = {"person_id": referral.person_id, "referral": referral, "answered_by": world.lead}
        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match="says_what"), transaction.atomic():
            SafetyAnswer(unsafe=True, answered_at=world.at, **answer).save(force_insert=True)

    def test_ask_for_a_reason(self, world, referral):
        said = {"person_id": referral.person_id, "referral": referral, "judged_by": world.lead}
        word = UrgencyJudgement(urgency=NOW, worker=world.lead.worker, judged_at=world.at, **said)
        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
            word.save(force_insert=True)
