"""May this message go now, and how? Decided by what is true at the instant of sending."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hearth.core.clocks import LONDON
from hearth.messaging.codes import AddresseeKind, Channel, MessageState
from hearth.messaging.decision import Facts, Way, decide, quiet_until

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 20, 23, 50, tzinfo=UTC)
TEXT = Way(Channel.TEXT, "07700 900123", safe=True, shared=False, leaves=True)
EMAIL = Way(Channel.EMAIL, "kit@mail.example", safe=True, shared=False, leaves=False)
LETTER = Way(Channel.LETTER, "3 Foss Walk, York", safe=True, shared=False, leaves=False)
PERSON = Facts(at=NOON, to=AddresseeKind.PERSON, ways=(LETTER, EMAIL, TEXT), can=frozenset(Channel.values))
REFERRER = Facts(at=NOON, to=AddresseeKind.REFERRER, address="hale@surgery.example", can=frozenset({Channel.EMAIL}))
WORKER = replace(REFERRER, to=AddresseeKind.WORKER, works_here=True, address="sam@hearth.example")


def state_of(facts, **changed):
    return decide(replace(facts, **changed)).state


class TestDecideForThePerson:
    @pytest.mark.parametrize(
        ("ways", "channel"), [((LETTER, EMAIL, TEXT), "text"), ((LETTER, EMAIL), "email"), ((LETTER,), "letter")]
    )
    def test_takes_text_then_email_then_letter(self, ways, channel):
        decision = decide(replace(PERSON, ways=ways))

        assert (decision.state, decision.channel) == (MessageState.SENDING, channel)

    def test_passes_over_what_is_not_safe(self):
        decision = decide(replace(PERSON, ways=(replace(TEXT, safe=False), EMAIL)))

        assert decision.route == EMAIL.route

    @pytest.mark.parametrize(
        "way", [replace(TEXT, leaves=False), replace(EMAIL, shared=True), replace(LETTER, shared=True)]
    )
    def test_leaves_no_words_where_others_may_look(self, way):
        assert state_of(PERSON, ways=(way,)) == MessageState.TO_TELL
        assert state_of(PERSON, ways=(replace(way, leaves=True),)) == MessageState.SENDING

    @pytest.mark.parametrize("ways", [(), (replace(TEXT, safe=False),)])
    def test_asks_a_human_when_no_way_is_safe(self, ways):
        decision = decide(replace(PERSON, ways=ways))

        assert decision.state == MessageState.TO_TELL
        assert decision.words

    def test_sends_nothing_to_somebody_who_died(self):
        assert state_of(PERSON, died=True) == MessageState.NOT_SENT

    @pytest.mark.parametrize(("minutes", "state"), [(1, MessageState.SENDING), (0, MessageState.NOT_SENT)])
    def test_sends_nothing_past_its_time(self, minutes, state):
        assert state_of(PERSON, good_until_at=NOON + timedelta(minutes=minutes)) == state

    def test_asks_a_human_where_a_letter_would_come_too_late(self):
        soon = replace(PERSON, good_until_at=NOON + timedelta(hours=2))

        assert state_of(soon, ways=(LETTER,)) == MessageState.TO_TELL
        assert state_of(soon, can=frozenset({Channel.LETTER})) == MessageState.WAITING

    def test_sends_nothing_when_they_said_stop(self):
        assert state_of(PERSON, stopped=frozenset(Channel.values)) == MessageState.NOT_SENT

    def test_takes_another_way_when_they_stopped_one(self):
        assert decide(replace(PERSON, stopped=frozenset({"text"}))).channel == "email"

    def test_asks_a_human_when_they_stopped_the_only_safe_way(self):
        decision = decide(replace(PERSON, ways=(TEXT,), stopped=frozenset({"text"})))

        assert decision.state == MessageState.TO_TELL
        assert "asked us not to" in decision.words

    def test_waits_when_nothing_is_set_up(self):
        decision = decide(replace(PERSON, ways=(TEXT, EMAIL), can=frozenset({"letter"})))

        assert decision.state == MessageState.WAITING
        assert decision.until_at > NOON

    def test_takes_what_is_set_up(self):
        assert decide(replace(PERSON, can=frozenset({"letter"}))).channel == "letter"

    @pytest.mark.parametrize("way", [TEXT, EMAIL])
    def test_wakes_nobody(self, way):
        decision = decide(replace(PERSON, at=NIGHT, ways=(way,)))

        assert decision.state == MessageState.HELD
        assert decision.until_at == datetime(2026, 11, 21, 8, tzinfo=UTC)

    def test_lets_a_letter_be_printed_at_night(self):
        assert state_of(PERSON, at=NIGHT, ways=(LETTER,)) == MessageState.SENDING


class TestDecideForAnAddress:
    def test_sends_at_any_hour(self):
        decision = decide(replace(REFERRER, at=NIGHT))

        assert (decision.state, decision.route) == (MessageState.SENDING, "hale@surgery.example")

    def test_says_nothing_more_of_somebody_who_died(self):
        assert state_of(REFERRER, died=True) == MessageState.NOT_SENT

    def test_keeps_quiet_when_they_said_stop(self):
        assert state_of(REFERRER, stopped=frozenset({"email"})) == MessageState.NOT_SENT

    def test_waits_for_a_mail_server(self):
        assert state_of(REFERRER, can=frozenset({"letter"})) == MessageState.WAITING


class TestDecideForAWorker:
    def test_sends_even_about_somebody_who_died(self):
        assert state_of(WORKER, died=True) == MessageState.SENDING

    def test_writes_to_nobody_who_has_left(self):
        assert state_of(WORKER, works_here=False) == MessageState.NOT_SENT

    def test_says_that_there_is_no_address(self):
        assert state_of(WORKER, address="") == MessageState.NOT_SENT


# The nights the clocks changed and will change, and all the others.
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
SPRING, AUTUMN = datetime(2026, 3, 29, 0, 50, tzinfo=UTC), datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
ORDINARY = (time(21), time(8))


class TestQuietUntil:
    @given(MOMENTS)
    @example(SPRING)
    @example(AUTUMN)
    def test_holds_from_nine_to_eight_by_the_clock_on_the_wall(self, at):
        until = quiet_until(at, ORDINARY)

        clock = at.astimezone(LONDON).time()
        assert (until is not None) == (clock >= time(21) or clock < time(8))
        if until is not None:
            assert at < until <= at + timedelta(hours=12)
            assert until.astimezone(LONDON).time() == time(8)

    @given(MOMENTS, TIMES, TIMES)
    @example(AUTUMN + timedelta(minutes=25), time(0), time(1, 30))
    @example(SPRING, time(0), time(1, 30))
    def test_ends_after_it_begins_whatever_the_hours(self, at, begins, ends):
        assume(begins != ends)

        until = quiet_until(at, (begins, ends))

        assert until is None or at < until <= at + timedelta(hours=25)

    @given(MOMENTS, TIMES)
    def test_never_holds_when_there_are_no_quiet_hours(self, at, hour):
        assert quiet_until(at, (hour, hour)) is None

    @pytest.mark.parametrize(
        ("at", "hours"), [(datetime(2026, 3, 28, 21, tzinfo=UTC), 10), (datetime(2026, 10, 24, 20, tzinfo=UTC), 12)]
    )
    def test_is_an_hour_shorter_or_longer_when_the_clocks_change(self, at, hours):
        assert quiet_until(at, ORDINARY) - at == timedelta(hours=hours)
