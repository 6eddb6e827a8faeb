"""Where each face of the circle stands."""

from uuid import uuid4

import pytest

from hearth.core.sight import Level
from hearth.sharing.codes import WhomKind
from hearth.sharing.picture import FACE, MIDDLE, RINGS, SIZE, drawn, ring_of, short_name
from hearth.sharing.queries import Place


def place(name="Jess Hale", kind=WhomKind.SUPPORTER, level=Level.FULL, **more):
    return Place(kind, uuid4(), name, "sister", level, **more)


def everyone(count, level):
    return [place(f"Partner {number}", WhomKind.ORGANISATION, level) for number in range(count)]


class TestRingOf:
    @pytest.mark.parametrize(
        ("level", "holds", "code"),
        [
            (Level.FULL, True, "holds"),
            (Level.MINIMUM, True, "holds"),
            (Level.NOTHING, True, "nothing"),
            (Level.FULL, False, "everything"),
            (Level.PLAN, False, "less"),
            (Level.MINIMUM, False, "less"),
            (Level.NOTHING, False, "nothing"),
        ],
    )
    def test_is_nearer_for_whoever_may_know_more(self, level, holds, code):
        assert ring_of(place(level=level, holds=holds)).code == code


class TestDrawn:
    def test_leaves_nobody_out_of_the_words(self):
        places = [*everyone(14, Level.NOTHING), *everyone(9, Level.FULL), place(level=Level.PLAN)]

        rings = {one.ring.code: one for one in drawn(places)}

        assert [len(rings[ring.code].places) for ring in RINGS] == [0, 9, 1, 14]

    def test_says_how_many_there_is_no_room_for(self):
        nothing = drawn(everyone(14, Level.NOTHING))[-1]

        assert [dot.name for dot in nothing.dots][-1] == "7 more"
        assert nothing.dots[-1].place is None
        assert len(nothing.dots) == nothing.ring.room

    def test_keeps_every_face_in_its_ring_and_every_name_inside(self):
        inner = 0
        for one in drawn([*everyone(8, Level.NOTHING), *everyone(7, Level.PLAN), *everyone(6, Level.FULL)]):
            for dot in one.dots:
                away = ((dot.x - MIDDLE) ** 2 + (dot.y - MIDDLE) ** 2) ** 0.5
                assert inner < away < one.ring.reaches
                assert dot.box[0] >= 0
                assert dot.box[2] <= SIZE
                assert dot.y - FACE >= 0
            inner = one.ring.reaches

    def test_lays_no_name_of_a_small_circle_over_another(self):
        dots = [dot for one in drawn([*everyone(3, Level.PLAN), *everyone(3, Level.FULL)]) for dot in one.dots]

        for number, dot in enumerate(dots):
            for other in dots[:number]:
                apart = dot.box[2] <= other.box[0] or other.box[2] <= dot.box[0]
                assert apart or dot.box[3] <= other.box[1] or other.box[3] <= dot.box[1]

    def test_draws_organisations_square(self):
        dots = [dot for one in drawn([place(), *everyone(1, Level.FULL)]) for dot in one.dots]

        assert [dot.is_square for dot in dots] == [False, True]


class TestShortName:
    def test_is_a_first_name_or_what_there_is_room_for(self):
        assert short_name(place("Jess Hale")) == "Jess"
        assert short_name(place("Clear Water, drugs and alcohol", WhomKind.ORGANISATION)) == "Clear Water…"
        assert short_name(place("Foss Surgery", WhomKind.ORGANISATION)) == "Foss Surgery"
