"""Where everything stands: nothing outside, nothing lost, nothing out of order, whatever the journey."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.record.journey.facts import Shape
from hearth.record.journey.lanes import MOST_LANES
from hearth.record.journey.layout import Wish, layout
from hearth.record.journey.marks import APART
from hearth.record.journey.scale import NARROW, WIDE
from hearth.record.journey.spans import Span, window
from hearth.record.tests.journey.making import NOW, journey, journeys, passed, thing

TODAY = NOW.date()
FRAMES = st.sampled_from([WIDE, NARROW])
SPANS = st.sampled_from(list(Span))


def drawn(facts, *, span=Span.ALL, frame=WIDE, **wish):
    first = facts.happenings[0].on if facts.happenings else None
    return layout(facts, Wish(window(span, until_on=None, first_on=first, today=TODAY), frame, **wish))


class TestLayout:
    @settings(max_examples=60, deadline=None)
    @given(facts=journeys(), frame=FRAMES, span=SPANS)
    def test_keeps_everything_inside_the_box(self, facts, frame, span):
        picture = drawn(facts, span=span, frame=frame)

        across = [mark.x for mark in picture.marks] + [line.x for line in picture.lines]
        across += [edge for one in (*picture.gaps, *picture.waits) for edge in (one.x, one.end_x)]
        across += [mark.end_x for mark in picture.marks if mark.end_x]
        assert all(frame.left <= x <= frame.right + 6 for x in across)
        down = [lane.y for lane in picture.lanes] + [line.to_y for line in picture.lines]
        assert all(picture.top <= y <= picture.floor for y in down)
        assert all(0 <= quote.x <= frame.width for quote in picture.quotes)
        assert picture.floor < picture.height

    @settings(max_examples=60, deadline=None)
    @given(facts=journeys(), frame=FRAMES, span=SPANS)
    def test_draws_or_counts_each_thing_once(self, facts, frame, span):
        picture = drawn(facts, span=span, frame=frame)

        marked = sum(mark.count for mark in picture.marks) + sum(line.count for line in picture.lines)
        assert marked + picture.more_lines == picture.counted
        assert sum(row.count for row in picture.rows) == marked

    @settings(max_examples=60, deadline=None)
    @given(facts=journeys(), frame=FRAMES)
    def test_keeps_the_order_of_time_and_lets_no_two_marks_touch(self, facts, frame):
        picture = drawn(facts, frame=frame)

        lanes = defaultdict(list)
        for mark in picture.marks:
            lanes[mark.lane, mark.shape is Shape.STAY].append(mark.x)
        assert all(later - earlier >= APART - 0.2 for xs in lanes.values() for earlier, later in pairwise(xs))
        assert [row.at for row in picture.rows] == sorted(row.at for row in picture.rows)

    @settings(max_examples=40, deadline=None)
    @given(facts=journeys())
    def test_has_a_row_for_every_mark_and_line(self, facts):
        picture = drawn(facts)

        leads_to = {f"m{one.number}" for one in (*picture.marks, *picture.lines)}
        assert leads_to == {row.anchor for row in picture.rows}
        assert len(picture.rows) == len(leads_to)

    @settings(max_examples=40, deadline=None)
    @given(facts=journeys(), lane=st.sampled_from(["Police", "The Hub"]))
    def test_shows_only_who_is_asked_for(self, facts, lane):
        picture = drawn(facts, lane=lane)

        assert all(line.words for line in picture.lines)
        assert {row.lane for row in picture.rows} <= {lane} | {
            one.lane for one in facts.happenings if one.passed_to == lane
        }

    def test_puts_nobody_on_a_line_of_their_own_after_the_tenth(self):
        facts = journey(*(thing(n, lane=f"Team {n}") for n in range(1, 30)))

        picture = drawn(facts)

        assert len(picture.lanes) == MOST_LANES
        assert picture.lanes[-1].name == "20 others"
        assert sum(mark.count for mark in picture.marks) == 29

    def test_keeps_the_line_of_whoever_holds_them(self):
        others = [thing(n, lane=f"Team {n % 14}") for n in range(10, 200)]

        picture = drawn(journey(*others, thing(5), held=6))

        assert "The Hub" in [lane.name for lane in picture.lanes if lane.ours]

    def test_draws_a_passing_on_from_lane_to_lane_with_its_number(self):
        facts = journey(thing(300, lane="GP surgery"), passed(290, "GP surgery", "Access team"), thing(200))

        picture = drawn(facts)

        (line,) = picture.lines
        assert (line.hops, line.together, line.to_somebody) == ("1", False, True)
        assert [lane.name for lane in picture.lanes] == ["GP surgery", "Access team", "The Hub"]
        assert (line.y, line.to_y) == (picture.lanes[0].y, picture.lanes[1].y)

    def test_draws_one_that_leads_nowhere_as_such(self):
        (line,) = drawn(journey(passed(290, "GP surgery"))).lines

        assert not line.to_somebody
        assert "it does not say to whom" in line.words

    def test_gives_a_handover_with_a_yes_no_number(self):
        (line,) = drawn(journey(passed(100, "GP surgery", "The Hub", yes=True))).lines

        assert (line.together, line.hops) == (True, "")

    def test_shows_a_crisis_first_where_things_crowd(self):
        crowd = [thing(500, number=1), thing(499.9, Shape.CRISIS, number=2), thing(499.8, number=3), thing(1, number=4)]

        picture = drawn(journey(*crowd))

        assert [(mark.shape, mark.count) for mark in picture.marks] == [(Shape.CRISIS, 3), (Shape.CONTACT, 1)]

    def test_joins_a_missed_appointment_to_what_was_tried(self):
        facts = journey(thing(6, Shape.MISSED), thing(4, Shape.TRIED), thing(2))

        marks = drawn(facts, span=Span.WEEK).marks

        assert [mark.tried_x for mark in marks] == [marks[1].x, None, None]

    def test_says_what_helped_beside_a_crisis(self):
        facts = journey(thing(30, Shape.CRISIS, helped="Ring Jess"), thing(1))

        assert [quote.words for quote in drawn(facts).quotes] == ["Ring Jess"]

    def test_leaves_out_all_words_when_asked(self):
        facts = journey(thing(30, Shape.CRISIS, helped="Ring Jess", title="Rang", body="Long night"), thing(1))

        picture = drawn(facts, with_words=False)

        said = [row.words + row.what for row in picture.rows] + [mark.words for mark in picture.marks]
        assert not picture.quotes
        assert not any(word in some for some in said for word in ("Jess", "Rang", "Long"))

    def test_keeps_a_stay_that_began_before_the_stretch(self):
        facts = journey(thing(60, Shape.STAY, "Hospital", until=NOW - timedelta(days=3)))

        (mark,) = drawn(facts, span=Span.WEEK).marks

        assert mark.x == WIDE.left
        assert mark.end_x > mark.x

    @pytest.mark.parametrize(("held", "until", "said"), [(40, None, "held by Dee"), (40, 10, "held here")])
    def test_washes_the_time_somebody_here_held_them(self, held, until, said):
        facts = journey(thing(100, lane="GP surgery"), thing(1), held=held)
        if until:
            hand = facts.hands[0]
            facts = replace(facts, hands=(replace(hand, until_at=NOW - timedelta(days=until)),))

        assert drawn(facts).held.words.startswith(said)

    def test_is_empty_for_a_journey_that_has_not_begun(self):
        picture = drawn(journey())

        assert (picture.lanes, picture.marks, picture.rows, picture.counted) == ([], [], [], 0)
