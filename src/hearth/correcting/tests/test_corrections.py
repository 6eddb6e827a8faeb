from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.core.models import AuditEvent, Clock
from hearth.correcting import actions, queries
from hearth.correcting.codes import Outcome
from hearth.correcting.models import CorrectionAnswer, CorrectionRequest
from hearth.messaging.models import Message
from hearth.record import queries as record
from hearth.record.actions import AmendedMeanwhile, amend_entry
from hearth.record.models import Entry, MyView

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(world, keeley):
    return worlds.written(world, keeley, "She was late.", by=world.peer)


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


@pytest.fixture
def asked(act, herself, entry):
    return act(herself, actions.ask_correction, entry=entry, words="The bus was late, not me.")


def line_of(ask, who, entry):
    lines = ask(who, record.journey, person_id=entry.person_id).lines
    return next(line for line in lines if line.entry.root_id == entry.root_id)


class TestAskCorrection:
    def test_is_answered_within_a_month_by_whoever_holds_them(self, world, asked, ask, herself, keeley):
        (one,) = ask(herself, queries.corrections_of, person_id=keeley.id)

        local = world.at.astimezone(ZoneInfo("Europe/London"))
        month_on = (local.year + local.month // 12, local.month % 12 + 1)
        due = one.due_at.astimezone(ZoneInfo("Europe/London"))
        assert (due.year, due.month) == month_on
        assert (one.answers, one.answer) == ("Priya Nair", None)
        (clock,) = worlds.all_of(Clock, definition="record-correction")
        assert clock.owner_id == world.lead.id
        assert [event.event for event in worlds.all_of(AuditEvent, subject_id=str(asked.pk))] == [
            "correcting.correction_asked"
        ]

    def test_tells_the_holder_and_whoever_wrote_it_without_a_name(self, world, asked):
        messages = worlds.all_of(Message, subject_type="CorrectionRequest")

        assert {message.membership_id for message in messages} == {world.lead.id, world.peer.id}
        assert not any("Keeley" in message.body + message.subject_line for message in messages)

    def test_stands_in_their_journey(self, asked, ask, herself, keeley):
        titles = [line.entry.title for line in ask(herself, record.journey, person_id=keeley.id).lines]

        assert titles[0] == "Asked for a correction"

    def test_leaves_no_line_about_what_is_sealed(self, act, ask, world, keeley, entry, herself):
        from hearth.sharing import actions as sharing

        said = "Nobody will know."
        act(herself, sharing.seal, person=keeley, entry_id=entry.root_id, hidden=True, consequence_explained=said)

        act(herself, actions.ask_correction, entry=entry, words="No.")

        assert [one.title for one in worlds.all_of(Entry)] == [""]
        assert ask(world.peer, queries.corrections_to_answer) == []

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [({"words": " "}, "what is not right"), ({"words": "x" * 20_001}, "longer than 20,000")],
    )
    def test_refuses_what_says_nothing_or_too_much(self, act, herself, entry, told, sentence):
        assert sentence in refusal(lambda: act(herself, actions.ask_correction, entry=entry, **told))
        assert worlds.all_of(CorrectionRequest) == []

    def test_is_asked_once_at_a_time(self, act, asked, herself, entry):
        again = refusal(lambda: act(herself, actions.ask_correction, entry=entry, words="Again."))

        assert "asked about this already" in again
        assert len(worlds.all_of(CorrectionRequest)) == 1

    def test_by_a_worker_says_how_it_was_written_down_together(self, act, world, entry):
        without = refusal(lambda: act(world.lead, actions.ask_correction, entry=entry, words="It was the bus."))
        asked = act(
            world.lead, actions.ask_correction, entry=entry, words="It was the bus.", together="She read it over."
        )

        assert "wrote it down together" in without
        assert (asked.asked_by, asked.written_by_id) == ("Keeley", world.lead.id)

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_the_person_and_those_alongside(self, act, world, entry, who):
        with pytest.raises(NotPermitted):
            act(getattr(world, who), actions.ask_correction, entry=entry, words="No.", together="No.")

        assert worlds.all_of(CorrectionRequest) == []

    def test_is_never_for_another_person(self, act, world, entry, evan):
        with pytest.raises(NotPermitted):
            act(worlds.themselves(world, evan), actions.ask_correction, entry=entry, words="No.")


class TestAcceptCorrection:
    def accept(self, act, who, asked, entry, **changed):
        told = {"body": "The bus was late.", "reason": "You are right.", **changed}
        return act(who, actions.accept_correction, request=asked, entry=entry, **told)

    def test_puts_it_right_and_keeps_what_stood_before(self, act, ask, world, asked, entry, herself):
        answer = self.accept(act, world.lead, asked, entry)

        line = line_of(ask, herself, entry)
        assert (line.entry.body, [one.words for one in line.earlier]) == ("The bus was late.", ["She was late."])
        assert (answer.outcome, answer.version_id) == (Outcome.AMENDED, line.entry.id)

    def test_keeps_the_promise_and_tells_the_person(self, act, ask, world, asked, entry, keeley, herself):
        self.accept(act, world.peer, asked, entry)

        (clock,) = worlds.all_of(Clock, definition="record-correction")
        assert clock.stopped_at == world.at
        (message,) = worlds.all_of(Message, to_kind="person")
        assert "correction" not in message.body
        (one,) = ask(herself, queries.corrections_of, person_id=keeley.id)
        assert (one.answer.answered_by_name, one.answer.reason) == ("Sam Okafor", "You are right.")

    def test_happens_once(self, act, world, asked, entry):
        self.accept(act, world.lead, asked, entry)

        again = refusal(lambda: self.accept(act, world.lead, asked, entry))

        assert "answered this already" in again
        assert len(worlds.all_of(CorrectionAnswer)) == 1

    def test_shows_what_somebody_else_wrote_meanwhile(self, act, world, asked, entry):
        act(world.peer, amend_entry, entry=entry, title="", body="She came at ten.", reason="The time.")

        with pytest.raises(AmendedMeanwhile):
            self.accept(act, world.lead, asked, entry)

        assert worlds.all_of(CorrectionAnswer) == []

    def test_never_changes_what_came_from_another_record(self, act, ask, world, keeley, herself):
        from hearth.record.actions import write_entry
        from hearth.record.codes import EntryKind, Source

        came = act(
            world.lead,
            write_entry,
            person=keeley,
            kind=EntryKind.IMPORTED_EVENT,
            body="Did not attend.",
            occurred_at=world.at,
            source=Source.IMPORTED,
        )
        asked = act(herself, actions.ask_correction, entry=came, words="I was there.")

        assert "another record" in refusal(lambda: self.accept(act, world.lead, asked, came))
        act(world.lead, actions.keep_as_written, request=asked, entry=came, reason="It is not ours to change.")
        assert [one.words for one in line_of(ask, herself, came).sayings] == ["I was there."]

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_the_holder_the_author_and_those_who_lead(self, act, world, asked, entry, who):
        with pytest.raises(NotPermitted):
            self.accept(act, getattr(world, who), asked, entry)

        assert worlds.all_of(CorrectionAnswer) == []


class TestKeepAsWritten:
    def test_puts_their_statement_beside_it_for_everyone(self, act, ask, world, asked, entry, herself):
        act(world.lead, actions.keep_as_written, request=asked, entry=entry, reason="I saw her come at ten.")

        for who in (herself, world.peer):
            (saying,) = line_of(ask, who, entry).sayings
            assert (saying.words, saying.is_statement) == ("The bus was late, not me.", True)
        assert line_of(ask, herself, entry).entry.body == "She was late."

    def test_leaves_their_own_view_where_it_is(self, act, ask, world, asked, entry, herself):
        from hearth.record.actions import say_my_view

        act(herself, say_my_view, entry=entry, words="I ran all the way.")
        act(world.lead, actions.keep_as_written, request=asked, entry=entry, reason="I saw her.")

        words = {saying.words for saying in line_of(ask, herself, entry).sayings}
        assert words == {"I ran all the way.", "The bus was late, not me."}

    def test_says_why(self, act, world, asked, entry):
        assert "Say why" in refusal(
            lambda: act(world.lead, actions.keep_as_written, request=asked, entry=entry, reason=" ")
        )
        assert worlds.all_of(MyView) == []


class TestCorrectionsToAnswer:
    def test_shows_each_worker_what_is_theirs_to_answer(self, ask, world, asked):
        counts = {
            who: len(ask(getattr(world, who), queries.corrections_to_answer))
            for who in ("lead", "manager", "peer", "partner", "outsider")
        }

        assert counts == {"lead": 1, "manager": 1, "peer": 1, "partner": 0, "outsider": 0}


class TestRules:
    def test_are_kept_by_the_database(self, world, keeley, asked):
        told = {"person": keeley, "root_id": asked.root_id, "entry_id": asked.entry_id, "asked_at": world.at}
        said = {**told, "words": "No.", "statement": "No.", "asked_by": "Keeley"}
        answer = {
            "request": asked,
            "person": keeley,
            "root_id": asked.root_id,
            "reason": "So.",
            "answered_by": world.lead,
            "answered_by_name": "Priya",
            "answered_at": world.at,
        }

        for rule, row in {
            "correctionrequest_says_what": CorrectionRequest(**{**said, "words": ""}),
            "correctionrequest_written_down_together": CorrectionRequest(**said, written_by=world.lead),
            "correctionanswer_says_why": CorrectionAnswer(**{**answer, "reason": ""}, outcome="not-accepted"),
            "correctionanswer_amended_names_the_version": CorrectionAnswer(**answer, outcome="amended"),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule


class TestMonth:
    def test_is_a_calendar_month_in_every_length(self):
        from hearth.core.clocks import due_after

        london = ZoneInfo("Europe/London")
        asked = datetime(2027, 1, 31, 12, tzinfo=london)

        due = due_after(asked, unit="m", count=1)

        assert due.astimezone(london).date() == asked.date() + timedelta(days=28)
