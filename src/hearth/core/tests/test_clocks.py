from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core import clocks
from hearth.core.clocks import LONDON, Definition
from hearth.core.holidays import bank_holidays

YEARS = st.dates(date(2015, 1, 1), date(2040, 12, 31))
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=LONDON))


@dataclass(frozen=True)
class Happened:
    kind: str
    occurred_at: datetime


def promise(unit: str, target: int) -> Definition:
    return Definition("test", 1, date(2020, 1, 1), "words", unit, target, 0, "a test")


class TestBankHolidays:
    # Source: the list of England's bank holidays published on GOV.UK for these years.
    @pytest.mark.parametrize(
        ("year", "days"),
        [
            (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
            (2023, ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
            (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
            (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        ],
    )
    def test_are_the_ones_england_has(self, year: int, days: list[str]) -> None:
        assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in days}

    @given(YEARS)
    def test_never_fall_on_a_weekend(self, day: date) -> None:
        assert all(holiday.weekday() < 5 for holiday in bank_holidays(day.year))


class TestDueAfter:
    def test_counts_a_moment_before_midnight_on_its_own_day(self) -> None:
        late = datetime(2026, 10, 24, 23, 50, tzinfo=LONDON)

        assert clocks.due_after(late, unit="d", count=1).date() == date(2026, 10, 25)

    def test_gives_the_whole_day_of_the_clock_change(self) -> None:
        before = datetime(2026, 10, 24, 12, 0, tzinfo=LONDON)

        due = clocks.due_after(before, unit="d", count=1)

        assert due.astimezone(UTC) == datetime(2026, 10, 25, 23, 59, 59, tzinfo=UTC)

    def test_counts_hours_as_they_pass_through_a_clock_change(self) -> None:
        before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

        assert clocks.due_after(before, unit="h", count=1) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)

    def test_steps_over_weekends_and_christmas(self) -> None:
        thursday = datetime(2026, 12, 24, 10, 0, tzinfo=LONDON)

        assert clocks.due_after(thursday, unit="wd", count=2).date() == date(2026, 12, 30)

    def test_ends_a_month_on_its_last_day(self) -> None:
        assert clocks.due_after(datetime(2027, 1, 31, 9, tzinfo=LONDON), unit="m", count=1).date() == date(2027, 2, 28)

    @given(MOMENTS, st.sampled_from(["h", "d", "wd", "m"]), st.integers(1, 60))
    def test_is_never_before_its_start_and_grows_with_the_count(self, start: datetime, unit: str, count: int) -> None:
        due = clocks.due_after(start, unit=unit, count=count)

        assert due > start
        assert clocks.due_after(start, unit=unit, count=count + 1) > due

    @given(MOMENTS, st.integers(1, 30))
    def test_ends_working_days_on_a_working_day(self, start: datetime, count: int) -> None:
        assert clocks.is_working_day(clocks.due_after(start, unit="wd", count=count).astimezone(LONDON).date())


class TestRead:
    @given(MOMENTS, st.permutations([0, 1, 2, 3]))
    def test_does_not_depend_on_the_order_things_were_recorded_in(self, start: datetime, order: list[int]) -> None:
        events = [
            Happened("start", start),
            Happened("pause", start + timedelta(days=1)),
            Happened("resume", start + timedelta(days=3)),
            Happened("stop", start + timedelta(days=9)),
        ]

        assert clocks.read([events[i] for i in order], promise("d", 5)) == clocks.read(events, promise("d", 5))

    @given(MOMENTS, st.integers(1, 100))
    def test_lengthens_by_exactly_what_the_person_paused(self, start: datetime, hours: int) -> None:
        plain = [Happened("start", start)]
        paused = [
            *plain,
            Happened("pause", start + timedelta(hours=1)),
            Happened("resume", start + timedelta(hours=1 + hours)),
        ]

        longer = clocks.read(paused, promise("d", 5)).due_at - clocks.read(plain, promise("d", 5)).due_at

        assert longer == timedelta(hours=hours)

    def test_is_not_held_open_by_a_pause_nobody_ended(self) -> None:
        start = datetime(2026, 5, 1, 9, tzinfo=LONDON)
        events = [Happened("start", start), Happened("pause", start + timedelta(days=1))]

        assert clocks.read(events, promise("d", 5)).due_at == clocks.due_after(start, unit="d", count=5)

    def test_says_since_when_they_chose_to_wait(self) -> None:
        start = datetime(2026, 5, 1, 9, tzinfo=LONDON)
        days = [start + timedelta(days=n) for n in range(5)]
        events = [
            Happened(kind, at) for kind, at in zip(["start", "pause", "resume", "pause", "stop"], days, strict=True)
        ]

        waited = [clocks.read(events[:n], promise("d", 9)).paused_at for n in range(1, 6)]

        assert waited == [None, days[1], None, days[3], None]

    def test_goes_on_for_whoever_is_back_in_the_same_instant(self) -> None:
        start = datetime(2026, 5, 1, 9, tzinfo=LONDON)
        events = [Happened("resume", start), Happened("pause", start), Happened("start", start)]

        assert clocks.read(events, promise("d", 5)).paused_at is None

    def test_needs_a_start(self) -> None:
        with pytest.raises(ValueError, match="without a start"):
            clocks.read([], promise("d", 1))


class TestDuePoints:
    @given(MOMENTS, st.sampled_from(clocks.definitions()), st.integers(0, 72))
    def test_warn_after_the_start_and_never_after_it_is_due(self, start: datetime, of: Definition, hours: int) -> None:
        amber, due = clocks.due_points(start, of, timedelta(hours=hours))

        assert start <= amber <= due

    def test_may_warn_in_days_of_what_is_due_in_months(self) -> None:
        start = datetime(2026, 1, 31, 12, 0, tzinfo=LONDON)

        amber, due = clocks.due_points(start, clocks.definition("subject-access", on=start.date()))

        assert (amber.date(), due.date()) == (date(2026, 2, 21), date(2026, 2, 28))

    def test_lets_minutes_pass(self) -> None:
        start = datetime(2026, 3, 29, 0, 58, tzinfo=UTC)

        _, due = clocks.due_points(start, clocks.definition("arrival-greeted", on=start.date()))

        assert due == datetime(2026, 3, 29, 1, 3, tzinfo=UTC)


class TestDefinition:
    def test_says_for_every_promise_where_it_comes_from(self) -> None:
        assert all(
            of.source and of.words and of.target >= of.amber * (not of.amber_unit) for of in clocks.definitions()
        )

    def test_names_each_version_once(self) -> None:
        versions = [(of.code, of.version) for of in clocks.definitions()]

        assert len(versions) == len(set(versions))

    def test_is_the_version_in_force_on_the_day(self) -> None:
        assert clocks.definition("first-contact", on=date(2026, 11, 22)).target == 5

    def test_says_so_when_there_was_none(self) -> None:
        with pytest.raises(LookupError):
            clocks.definition("first-contact", on=date(1999, 1, 1))


class TestInForce:
    def test_is_each_promise_once_in_the_version_of_that_day(self) -> None:
        shown = clocks.in_force(on=date(2026, 11, 22))

        assert len({of.code for of in shown}) == len(shown)
        assert all(of == clocks.definition(of.code, on=date(2026, 11, 22)) for of in shown)

    def test_leaves_out_what_began_later(self) -> None:
        assert {of.code for of in clocks.in_force(on=date(2020, 1, 1))} == {
            "subject-access",
            "subject-access-complex",
            "record-correction",
            "data-breach",
        }

    def test_says_of_every_law_and_contract_that_its_text_was_not_read(self) -> None:
        assert all(of.unverified or of.is_ours for of in clocks.in_force(on=date(2026, 11, 22)))
