from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.messaging.checks import threads_astray
from hearth.messaging.models import Message, Thread, ThreadMessage, ThreadReading
from hearth.messaging.threads import actions, queries
from hearth.messaging.threads.codes import ANSWER_CLOCK, Side
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


def said_in(thread):
    return sorted(worlds.all_of(ThreadMessage, thread=thread), key=lambda one: (one.said_at, str(one.id)))


class TestBeginThread:
    def test_is_said_by_the_person_and_waits_for_an_answer_somebody_owes(self, world, thread):
        said = said_in(thread)

        assert (said[0].words, said[0].side, said[0].author_name) == ("A letter came.", Side.PERSON, "Keeley")
        (clock,) = worlds.all_of(Clock, definition=ANSWER_CLOCK)
        assert (clock.owner_id, clock.subject_id, clock.stopped_at) == (world.lead.pk, said[0].pk, None)
        (stands,) = worlds.all_of(Thread)
        assert (stands.waits_for_id, stands.waits_since_at) == (said[0].pk, world.at)
        with acting_as(SYSTEM, at=world.at):
            assert threads_astray() == []

    def test_tells_the_holder_by_e_mail_without_a_name_or_a_word(self, world, thread):
        (told,) = worlds.all_of(Message, to_kind="worker")

        assert told.membership_id == world.lead.pk
        assert not any(word in told.body for word in ("Keeley", "letter", "flat"))

    def test_stands_in_the_journey_without_its_words(self, keeley, thread):
        (line,) = worlds.all_of(Entry, person=keeley)

        assert (line.title, line.kind, line.subject_id) == ("Wrote to the team", "message", thread.pk)
        assert "letter" not in line.body

    def test_may_be_begun_by_a_worker_alongside(self, act, world, keeley):
        begun = act(world.peer, actions.begin_thread, person=keeley, about="", words="Shall we walk on Friday?")

        (said,) = said_in(begun)
        assert (begun.about, said.side, said.author_id) == ("Messages with my team", Side.TEAM, world.peer.pk)
        assert said.acting_as == "Peer supporter, Ouse Valley Trust"
        assert worlds.all_of(Clock, definition=ANSWER_CLOCK) == []

    @pytest.mark.parametrize(("words", "sentence"), [(" ", "few words"), ("x" * 20_001, "Send it in two")])
    def test_refuses_what_says_nothing_or_too_much(self, act, herself, keeley, words, sentence):
        assert sentence in refusal(lambda: act(herself, actions.begin_thread, person=keeley, about="", words=words))
        assert worlds.all_of(Thread) == []

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_the_person_and_those_alongside(self, act, world, keeley, who):
        with pytest.raises(NotPermitted):
            act(getattr(world, who), actions.begin_thread, person=keeley, about="", words="Hello.")

        assert worlds.all_of(Thread) == []

    def test_is_never_for_somebody_close_or_the_public(self, act, keeley, close):
        for who in (close, PUBLIC):
            with pytest.raises(NotPermitted):
                act(who, actions.begin_thread, person=keeley, about="", words="Hello.")


class TestSay:
    def test_answers_by_a_machine_at_once_where_nobody_reads_and_says_so(self, world, thread):
        machine = said_in(thread)[1]

        assert (machine.side, machine.author_id) == (Side.HEARTH, None)
        assert machine.words.startswith("This is written by a machine. Nobody is reading messages just now.")
        assert world.hub.phone in machine.words

    def test_answers_by_a_machine_once_until_a_human_has_written(self, act, world, herself, thread, beyond):
        for minutes in (5, 10):
            later = world.at + timedelta(minutes=minutes)
            act(herself, actions.say, thread=thread, words="Are you there?", beyond=beyond, at=later)
        assert [one.side for one in said_in(thread)].count(Side.HEARTH) == 1

        act(world.lead, actions.say, thread=thread, words="I am.", at=world.at + timedelta(minutes=20))
        act(herself, actions.say, thread=thread, words="Good.", at=world.at + timedelta(minutes=30))

        assert [one.side for one in said_in(thread)].count(Side.HEARTH) == 2

    def test_says_again_after_half_a_day(self, act, world, herself, thread):
        act(herself, actions.say, thread=thread, words="And now?", at=world.at + timedelta(hours=13))

        assert [one.side for one in said_in(thread)].count(Side.HEARTH) == 2

    def test_leaves_the_machine_out_while_somebody_reads(self, act, world, herself, keeley):
        act(world.lead, actions.watch, until_at=world.at + timedelta(hours=2))

        begun = act(herself, actions.begin_thread, person=keeley, about="", words="Hello.")

        assert [one.side for one in said_in(begun)] == [Side.PERSON]

    def test_of_the_team_keeps_the_promise_and_sends_one_neutral_word_until_they_looked(
        self, act, world, herself, keeley, thread
    ):
        later = [world.at + timedelta(minutes=minutes) for minutes in (5, 10, 15, 20)]
        act(world.lead, actions.say, thread=thread, words="I have read it.", at=later[0])
        act(world.lead, actions.say, thread=thread, words="I ring them.", at=later[1])

        (clock,) = worlds.all_of(Clock, definition=ANSWER_CLOCK)
        assert clock.stopped_at == later[0]
        assert worlds.all_of(Thread)[0].waits_for_id is None
        assert len(worlds.all_of(Message, to_kind="person", person=keeley)) == 1
        act(herself, actions.read_thread, thread=thread, at=later[2])
        act(world.lead, actions.say, thread=thread, words="They call back.", at=later[3])
        assert len(worlds.all_of(Message, to_kind="person", person=keeley)) == 2

    def test_waits_since_the_first_that_nobody_answered(self, act, world, herself, thread):
        act(herself, actions.say, thread=thread, words="Hello?", at=world.at + timedelta(hours=1))

        assert worlds.all_of(Thread)[0].waits_since_at == world.at
        assert len(worlds.all_of(Clock, definition=ANSWER_CLOCK)) == 1

    def test_tells_the_story_one_line_a_day_of_each_side(self, act, world, herself, keeley, thread):
        for day in (0, 0, 1):
            at = world.at + timedelta(days=day, minutes=1)
            act(herself, actions.say, thread=thread, words="Hello.", at=at)
            act(world.lead, actions.say, thread=thread, words="Hello.", at=at)

        titles = sorted(one.title for one in worlds.all_of(Entry, person=keeley))
        assert titles == ["Wrote to the team"] * 2 + ["Wrote to them"] * 2

    def test_owes_nobody_in_particular_where_nobody_holds(self, act, herself, keeley):
        act(herself, actions.begin_thread, person=keeley, about="", words="Hello.")

        (clock,) = worlds.all_of(Clock, definition=ANSWER_CLOCK)
        assert clock.owner_id is None
        assert worlds.all_of(Message, to_kind="worker") == []
        assert "ring the hub" in worlds.all_of(ThreadMessage, side=Side.HEARTH)[0].words


class TestReadThread:
    def test_is_seen_by_the_other_side(self, act, ask, world, herself, keeley, thread):
        act(world.lead, actions.read_thread, thread=thread, at=world.at + timedelta(minutes=5))

        talk = ask(herself, queries.talk, person_id=keeley.pk, thread_id=thread.pk)
        assert talk.read_by(talk.messages[0]) == "Priya Nair"

    def test_is_not_yet_read_before_anybody_has(self, ask, herself, keeley, thread):
        talk = ask(herself, queries.talk, person_id=keeley.pk, thread_id=thread.pk)

        assert talk.read_by(talk.messages[0]) == ""

    def test_says_nothing_new_at_a_second_look(self, act, world, thread):
        for minutes in (5, 6):
            act(world.lead, actions.read_thread, thread=thread, at=world.at + timedelta(minutes=minutes))

        assert len(worlds.all_of(ThreadReading)) == 1

    def test_does_not_answer_what_waits(self, act, world, thread):
        act(world.lead, actions.read_thread, thread=thread, at=world.at + timedelta(minutes=5))

        assert worlds.all_of(Thread)[0].waits_for_id is not None


class TestNeedsNoAnswer:
    def test_ends_the_waiting_by_name(self, act, world, thread):
        act(world.peer, actions.needs_no_answer, thread=thread, at=world.at + timedelta(minutes=5))

        assert worlds.all_of(Thread)[0].waits_for_id is None
        assert [one.reader_name for one in worlds.all_of(ThreadReading, kind="no-answer")] == ["Sam Okafor"]
        assert worlds.all_of(Clock, definition=ANSWER_CLOCK)[0].stopped_at is not None
        again = refusal(lambda: act(world.peer, actions.needs_no_answer, thread=worlds.all_of(Thread)[0]))
        assert "Nothing waits" in again

    def test_is_not_for_the_person_to_say(self, act, herself, thread):
        with pytest.raises(NotPermitted):
            act(herself, actions.needs_no_answer, thread=thread)


class TestUnread:
    def test_counts_what_the_other_side_said_since_one_looked(self, act, ask, world, herself, keeley, thread):
        soon = world.at + timedelta(minutes=5)
        assert [ask(who, queries.unread, person_id=keeley.pk) for who in (herself, world.lead)] == [1, 2]

        act(world.lead, actions.read_thread, thread=thread, at=soon)
        act(herself, actions.read_thread, thread=thread, at=soon)
        assert [ask(who, queries.unread, person_id=keeley.pk) for who in (herself, world.peer)] == [0, 0]
        act(world.lead, actions.say, thread=thread, words="Good morning.", at=soon + timedelta(minutes=5))

        assert [ask(who, queries.unread, person_id=keeley.pk) for who in (herself, world.lead)] == [1, 0]

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_nothing_for_whoever_may_not_see(self, ask, world, keeley, thread, who):
        assert ask(getattr(world, who), queries.unread, person_id=keeley.pk) == 0
        assert list(ask(getattr(world, who), queries.waiting)) == []


class TestChecks:
    def test_find_a_thread_that_waits_and_nobody_owes(self, world, thread):
        with acting_as(SYSTEM, at=world.at):
            Thread.objects.filter(pk=thread.pk).update(waits_for_id=thread.pk)

            assert len(threads_astray()) == 1


class TestConstraints:
    def test_are_kept_by_the_database(self, world, keeley, thread):
        told = {"thread": thread, "person": keeley, "author_name": "Priya", "said_at": world.at, "words": "So."}
        begun = {"person": keeley, "begun_by": "Keeley", "begun_at": world.at, "last_at": world.at}

        for rule, row in {
            "thread_is_about_something": Thread(**begun, about=""),
            "thread_waits_for_one_since": Thread(**begun, about="Tea", waits_since_at=world.at),
            "threadmessage_says_something": ThreadMessage(**{**told, "words": ""}, side="person"),
            "threadmessage_of_the_team_by_name": ThreadMessage(**told, side="team"),
            "threadreading_team_says_no_answer": ThreadReading(
                thread=thread, person=keeley, kind="no-answer", reader_name="Keeley", at=world.at
            ),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule
