from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.clocks import after_working_days, day_of
from hearth.core.errors import NotPermitted
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.outcomes import jobs
from hearth.outcomes.feedback import actions, queries, rules
from hearth.outcomes.feedback.codes import Kind, Step
from hearth.outcomes.feedback.rules import Told
from hearth.outcomes.models import Feedback, FeedbackStep
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing.codes import BlockKind

pytestmark = pytest.mark.django_db
IDEA = Told(Kind.IDEA, "A lamp by the back door.")


def read_by(ask, who):
    """What of it this reader reads, by its words."""
    return {one.words for one in ask(who, lambda actor: list(Feedback.objects.visible_to(actor)))}


class TestSay:
    def test_bears_the_name_of_whoever_is_signed_in_as_themselves(self, act, ask, herself, keeley, world):
        said, secret = act(herself, actions.say, told=IDEA)

        assert (said.person_id, said.called, secret) == (keeley.pk, "Keeley", "")
        (mine,) = ask(herself, queries.said_by, person_id=keeley.pk)
        assert mine.feedback == said
        assert [e.event for e in worlds.all_of(AuditEvent, subject_id=str(said.pk))] == ["outcomes.feedback_said"]

    def test_knows_nothing_of_whoever_gives_no_name(self, nameless):
        said, secret = nameless

        assert (said.person_id, said.called, said.reach, said.written_by_id) == (None, "", "", None)
        (trace,) = worlds.all_of(AuditEvent, subject_id=str(said.pk))
        assert (trace.person_id, trace.account_id, trace.membership_id) == (None, None, None)
        assert len(secret) > 40
        assert secret not in said.secret_hash

    def test_says_which_worker_wrote_down_what_they_were_told(self, act, world):
        said, _ = act(world.peer, actions.say, told=IDEA)

        assert (said.written_by_id, said.person_id) == (world.peer.pk, None)

    def test_stands_apart_from_the_record(self, complaint, keeley):
        assert worlds.all_of(Entry, person=keeley) == []
        assert worlds.all_of(Clock, person_id=keeley.pk, definition="complaint-acknowledgement") == []

    def test_tells_whoever_answers_at_the_hub_without_a_name_or_a_word(self, world, complaint):
        (told,) = worlds.all_of(Message, subject_type="Feedback")

        assert (told.membership_id, told.person_id) == (world.manager.pk, None)
        assert not any(word in told.body for word in ("Keeley", "rang", "Clarence"))

    def test_tells_those_beyond_the_hub_where_the_lead_shall_not_read_it(self, act, world, herself, guardian):
        told = Told(Kind.COMPLAINT, "It is about Ola.", hub_id=world.hub.pk, beyond_hub=True)
        act(herself, actions.say, told=told)

        assert {m.membership_id for m in worlds.all_of(Message, subject_type="Feedback")} == {guardian.pk}

    def test_never_tells_somebody_the_person_has_shut_out(self, act, world, keeley, herself, guardian):
        with acting_as(SYSTEM, at=world.at):
            sharing.block_worker(
                SYSTEM, person=keeley, worker=world.manager.worker, kind=BlockKind.PERSON_ASKED, at=world.at
            )

        act(herself, actions.say, told=Told(Kind.COMPLAINT, "He shouted.", hub_id=world.hub.pk))

        assert {m.membership_id for m in worlds.all_of(Message, subject_type="Feedback")} == {guardian.pk}

    @pytest.mark.parametrize(("words", "sentence"), [(" ", "few words"), ("x" * 20_001, "longer than 20,000")])
    def test_refuses_what_says_nothing_or_too_much(self, act, herself, words, sentence):
        assert sentence in refusal(lambda: act(herself, actions.say, told=Told(Kind.IDEA, words)))
        assert worlds.all_of(Feedback) == []

    def test_is_not_for_hearth_itself(self, act):
        with pytest.raises(NotPermitted):
            act(SYSTEM, actions.say, told=IDEA)


class TestReading:
    def test_is_for_whoever_said_it_and_whoever_answers_for_the_hub(self, ask, world, complaint, herself, guardian):
        readers = {name: getattr(world, name) for name in ("manager", "lead", "peer", "partner", "administrator")}
        readers |= {"herself": herself, "guardian": guardian, "public": PUBLIC}

        assert {name for name, who in readers.items() if read_by(ask, who)} == {"manager", "herself", "guardian"}

    def test_is_never_for_a_supporter_however_much_they_may_see(self, act, ask, world, keeley, complaint):
        jess = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
        worlds.let_in(world, keeley, jess)

        assert read_by(ask, worlds.themselves(world, jess)) == set()

    def test_stays_beyond_the_hub_where_it_is_meant_to(self, act, ask, world, herself, guardian):
        told = Told(Kind.COMPLAINT, "It is about Ola.", hub_id=world.hub.pk, beyond_hub=True)
        act(herself, actions.say, told=told)

        assert [read_by(ask, who) for who in (world.manager, guardian)] == [set(), {"It is about Ola."}]

    def test_is_not_for_whoever_leads_another_hub(self, ask, world, complaint):
        other = worlds.HubFactory(organisation=world.trust, slug="elsewhere")
        elsewhere = worlds.worker("Una", "Shaw", "hub-manager", world.trust, hub=other)

        assert read_by(ask, elsewhere) == set()

    def test_is_not_for_somebody_the_person_has_shut_out(self, ask, world, keeley, complaint):
        with acting_as(SYSTEM, at=world.at):
            sharing.block_worker(
                SYSTEM, person=keeley, worker=world.manager.worker, kind=BlockKind.PERSON_ASKED, at=world.at
            )

        assert read_by(ask, world.manager) == set()

    def test_of_the_steps_is_as_narrow(self, act, ask, world, complaint):
        act(world.manager, actions.take_step, feedback=complaint, step=Step.ACKNOWLEDGED, words="We have it.")

        def steps(actor):
            return list(FeedbackStep.objects.visible_to(actor))

        assert [len(ask(who, steps)) for who in (world.manager, world.lead)] == [1, 0]


class TestBehind:
    def test_shows_what_was_said_and_what_followed_to_whoever_has_the_secret(self, act, ask, world, nameless):
        said, secret = nameless
        act(world.manager, actions.take_step, feedback=said, step=Step.ACKNOWLEDGED, words="Thank you. I look.")

        found = ask(PUBLIC, lambda _: queries.behind(secret))

        assert (found.words, found.hub, found.due_at) == ("The door was locked at nine.", "30 Clarence Street", None)
        assert [(step.by_name, step.words) for step in found.steps] == [("Ola Winter", "Thank you. I look.")]

    def test_shows_nothing_for_another_secret(self, ask, nameless):
        assert ask(PUBLIC, lambda _: queries.behind("words-of-another-42")) is None


class TestAcknowledgeBy:
    def test_is_the_third_working_day(self):
        friday = datetime(2026, 11, 20, 16, tzinfo=ZoneInfo("Europe/London"))

        amber_at, due_at = rules.acknowledge_by(friday)

        assert day_of(due_at) == after_working_days(friday.date(), 3) == datetime(2026, 11, 25).date()
        assert amber_at < due_at

    def test_is_read_by_the_person_until_it_is_acknowledged(self, act, ask, world, herself, complaint):
        before = ask(herself, queries.heard, feedback_id=complaint.pk).due_at
        act(world.manager, actions.take_step, feedback=complaint, step=Step.ACKNOWLEDGED, words="We have it.")

        assert before == rules.acknowledge_by(world.at)[1]
        assert ask(herself, queries.heard, feedback_id=complaint.pk).due_at is None


class TestRemind:
    def test_tells_whoever_answers_once_when_it_is_soon_too_late(self, act, world, complaint):
        soon = rules.acknowledge_by(world.at)[0] + timedelta(minutes=1)

        waiting = [act(SYSTEM, actions.remind, at=soon) for _ in range(2)]

        told = [m for m in worlds.all_of(Message, subject_type="Feedback") if ":amber:" in m.key]
        assert (waiting, [m.membership_id for m in told]) == ([1, 1], [world.manager.pk])

    def test_tells_those_beyond_the_hub_once_it_is_late(self, act, world, complaint, guardian):
        late = rules.acknowledge_by(world.at)[1] + timedelta(minutes=1)

        act(SYSTEM, actions.remind, at=late)

        told = [m for m in worlds.all_of(Message, subject_type="Feedback") if ":late:" in m.key]
        assert [m.membership_id for m in told] == [guardian.pk]

    def test_says_nothing_of_what_was_acknowledged_or_is_no_complaint(self, act, world, complaint, herself):
        act(herself, actions.say, told=IDEA)
        act(world.manager, actions.take_step, feedback=complaint, step=Step.ACKNOWLEDGED, words="We have it.")

        assert act(SYSTEM, actions.remind, at=world.at + timedelta(days=9)) == 0

    def test_is_for_hearth_itself(self, act, world):
        with pytest.raises(NotPermitted):
            act(world.manager, actions.remind)


class TestConstraints:
    def test_are_kept_by_the_database(self, world, keeley, complaint):
        told = {"kind": "idea", "words": "A lamp.", "said_at": world.at}
        step = {"feedback": complaint, "person": keeley, "place": 1, "by_name": "Ola", "at": world.at}

        for rule, row in {
            "feedback_says_something": Feedback(**{**told, "words": ""}, person=keeley),
            "feedback_of_somebody_or_by_secret": Feedback(**told, person=keeley, secret_hash="a"),
            "feedback_said_for_somebody_by_name": Feedback(**told, person=keeley, acted_by="Nan"),
            "feedbackstep_says_something": FeedbackStep(**step, kind="news", by=world.manager),
            "feedbackstep_by_somebody_by_name": FeedbackStep(**step, kind="news", words="So."),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule

    def test_keep_one_step_after_another_and_one_acknowledgement(self, act, world, keeley, complaint):
        act(world.manager, actions.take_step, feedback=complaint, step=Step.ACKNOWLEDGED, words="We have it.")
        step = {"feedback": complaint, "person": keeley, "by": world.manager, "by_name": "Ola", "at": world.at}

        for rule, more in {
            "feedbackstep_one_after_another": {"place": 1, "kind": "news"},
            "feedbackstep_acknowledged_once": {"place": 2, "kind": "acknowledged"},
        }.items():
            row = FeedbackStep(**step, **more, words="So.")
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule

    def test_let_nobody_say_anything_as_somebody_else(self, act, world, keeley):
        row = Feedback(kind="idea", words="A lamp.", said_at=world.at, person=keeley)
        with pytest.raises(Exception, match="row-level security"), acting_as(worker_actor(world.lead), at=world.at):
            row.save(force_insert=True)


class TestJob:
    def test_reminds_by_the_clock(self, complaint):
        jobs.remind(0)

        assert len(worlds.all_of(AuditEvent, event="outcomes.feedback_reminded")) == 1
