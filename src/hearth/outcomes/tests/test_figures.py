import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.outcomes import counting
from hearth.outcomes.codes import Missing
from hearth.outcomes.counting import Sat, Somebody
from hearth.outcomes.figures import CannotBeAdded, Figure, Overlapping, Part, Period, percent
from hearth.outcomes.tests.sheets import CAME_FOR, DIALOG, REQOL, TOTAL, with_total

PERIOD = Period(date(2026, 6, 1), date(2026, 8, 31))
UNHURRIED = settings(deadline=None)


def figure(*, better=11, same=2, worse=0, eligible=33, **changed):
    known = better + same + worse
    told = {
        "title": "ReQoL-10",
        "period": PERIOD,
        "eligible": eligible,
        "offered": eligible - 3,
        "completed": known + 7,
        "known": known,
        "known_words": "measured twice",
        "parts": (
            Part("better", "reliably better", better),
            Part("same", "no change", same),
            Part("worse", "worse", worse),
        ),
        "missing": (Part("once", "filled in once", eligible - known),),
    }
    return Figure(**{**told, **changed})


def sat(day, total, version=1):
    return Sat(date(2026, 6, day), version, with_total(total))


class TestFigure:
    def test_cannot_be_said_without_its_parts(self):
        for said in (str(figure()), repr(figure()), f"{figure()}", f"{figure():>5}"):
            for part in (
                "11 of 13",
                "84.6 % of the 13 measured twice",
                "2 no change",
                "33 eligible",
                "30 offered",
                "20 completed once",
                "20 of 33 missing",
                "20 filled in once",
                "1 June 2026 to 31 August 2026",
            ):
                assert part in said

    @pytest.mark.parametrize("conversion", [float, int, lambda one: one + 1, lambda one: one["percent"], iter])
    def test_is_no_number(self, conversion):
        with pytest.raises(TypeError):
            conversion(figure())

    def test_says_counts_only_below_ten_pairs(self):
        few = figure(better=7, same=2)

        assert "%" not in str(few)
        assert "counts only: fewer than 10 known" in str(few)
        assert few.as_data()["percent"] is None
        assert few.as_data()["parts"] == {"better": 7, "same": 2, "worse": 0}

    def test_gives_a_machine_the_percentage_with_of_how_many(self):
        data = json.loads(json.dumps(figure().as_data()))

        assert data["percent"] == {"of_known": "84.6", "of": 13}
        assert (data["eligible"], data["offered"], data["completed_once"]) == (33, 30, 20)
        assert data["missing"] == {"people": 20, "because": {"once": 20}}
        assert (data["from"], data["until"]) == ("2026-06-01", "2026-08-31")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"offered": 40},
            {"completed": 12},
            {"known": 12},
            {"parts": ()},
            {"missing": ()},
            {"missing": (Part("once", "once", 19),)},
        ],
    )
    def test_does_not_exist_unless_it_adds_up(self, wrong):
        with pytest.raises(ValueError, match=r"must"):
            figure(**wrong)


class TestOverlapping:
    COUNTS = Overlapping(33, (Part("peer", "Peer support", 21), Part("skills", "Skills", 27)))

    @pytest.mark.parametrize(
        "add", [lambda one: one.total, lambda one: sum(one), lambda one: one + one, lambda one: 0 + one]
    )
    def test_refuse_to_be_added_up(self, add):
        with pytest.raises(TypeError):
            add(self.COUNTS)

    def test_say_so_themselves(self):
        with pytest.raises(CannotBeAdded, match="do not add up"):
            _ = self.COUNTS.total
        assert "do not add up" in str(self.COUNTS)
        assert self.COUNTS.as_data()["total"] is None

    def test_count_nobody_who_is_not_there(self):
        with pytest.raises(ValueError, match="nobody"):
            Overlapping(3, (Part("peer", "Peer support", 4),))


class TestPercent:
    @pytest.mark.parametrize(
        ("part", "whole", "said"), [(24, 33, "72.7"), (11, 13, "84.6"), (1, 8, "12.5"), (1, 16, "6.3")]
    )
    def test_rounds_halves_up_to_one_place(self, part, whole, said):
        assert percent(part, whole) == Decimal(said)

    def test_is_not_said_of_nobody(self):
        with pytest.raises(ZeroDivisionError):
            percent(0, 0)


class TestPeriod:
    def test_ends_after_it_begins(self):
        with pytest.raises(ValueError, match="ends after"):
            Period(date(2026, 2, 1), date(2026, 1, 1))


class TestChanged:
    def test_counts_each_person_once_and_says_why_the_others_are_missing(self):
        people = [
            Somebody((sat(1, 14), sat(20, 24)), ()),
            Somebody((sat(1, 20), sat(20, 22)), ("offered",)),
            Somebody((sat(1, 20), sat(28, 11)), ()),
            Somebody((sat(1, 20),), ()),
            Somebody((sat(1, 20), sat(5, 30)), ()),
            Somebody((sat(1, 20), sat(28, 30, version=9)), ()),
            Somebody((Sat(date(2026, 6, 2), 1, {1: 2}),), ()),
            Somebody((), ("offered", "declined")),
            Somebody((), ("not-offered",)),
            Somebody((), ()),
        ]

        found = counting.changed(people, of=REQOL, scale=TOTAL, period=PERIOD)

        assert [part.people for part in found.parts] == [1, 1, 1]
        assert {part.code: part.people for part in found.missing if part.people} == {
            Missing.ONCE: 2,
            Missing.TOO_CLOSE: 1,
            Missing.NOT_SCORED: 1,
            Missing.DECLINED: 1,
            Missing.NOT_OFFERED: 2,
        }
        assert (found.eligible, found.offered, found.completed, found.known) == (10, 8, 6, 3)

    @UNHURRIED
    @given(st.lists(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 40)), max_size=4), min_size=1, max_size=30))
    def test_always_adds_up(self, rows):
        people = [Somebody(tuple(sorted((sat(*one) for one in row), key=lambda s: s.on)), ()) for row in rows]

        found = counting.changed(people, of=REQOL, scale=TOTAL, period=PERIOD)

        assert found.known + found.not_known == len(people)

    def test_says_nothing_where_nobody_has_a_rule(self):
        with pytest.raises(ValueError, match="no rule"):
            counting.changed([], of=DIALOG, scale=DIALOG.scales[0], period=PERIOD)


class TestProgressed:
    def test_counts_the_latest_answer(self):
        def said(*values):
            return Somebody(tuple(Sat(date(2026, 6, n + 1), 1, {1: v}) for n, v in enumerate(values)), ())

        people = [said(1, 4), said(3), said(4, 2), Somebody((), ("not-now",))]

        found = counting.progressed(people, of=CAME_FOR, scale=CAME_FOR.scale("progress"), period=PERIOD)

        assert [part.people for part in found.parts] == [2, 1]
        assert {part.code for part in found.missing if part.people} == {Missing.NOT_NOW}

    def test_says_nothing_of_a_measure_without_it(self):
        with pytest.raises(ValueError, match="progress"):
            counting.progressed([], of=REQOL, scale=TOTAL, period=PERIOD)


class TestSomebody:
    def test_reads_a_row_of_the_door(self):
        rows = [
            {"on": "2026-06-20", "version": 1, "answers": {"1": 2}},
            {"on": "2026-06-01", "version": 1, "answers": {}},
        ]

        found = counting.somebody(rows, ["declined"])

        assert [one.on.day for one in found.sittings] == [1, 20]
        assert found.sittings[1].answers == {1: 2}
        assert found.was_offered
