"""The picture as a file, whatever names are written in."""

from datetime import date

import pytest
from django.http import QueryDict

from hearth.core import paper
from hearth.record.journey.facts import Shape, When
from hearth.record.journey.scale import WIDE
from hearth.record.journey_paper import Heading, drawn, svg
from hearth.record.pictures import shown
from hearth.record.tests.journey.making import NOW, journey, thing

ROUGH = {"when": When.ABOUT, "said": "spring 2026", "from_on": date(2026, 3, 1), "last_on": date(2026, 5, 31)}


def told(*lanes):
    things = [thing(200 - n, lane=lane) for n, lane in enumerate(lanes)]
    facts = journey(*things, thing(220, Shape.NOTED, "GP surgery", **ROUGH))
    return shown(facts, QueryDict(""), frame=WIDE, name="حسن")


class TestDrawn:
    @pytest.mark.parametrize("kind", ["png", "pdf"])
    @pytest.mark.parametrize(
        "lane", ["王伟诊所", "김민수", "Мы ждём", "قال حسن", "The قال clinic", "नमस्ते", "Thị & Łukasz"]
    )
    def test_draws_whatever_a_lane_is_called(self, kind, lane):
        made = drawn(told(lane), Heading("حسن’s journey", "陳偉文, The Hub", NOW), kind)

        assert made[:4] in (b"\x89PNG", b"%PDF")

    def test_says_that_letters_are_missing_only_where_they_are(self):
        heading = Heading("A journey", "Dee", NOW)

        assert paper.NOTE in svg(told("ሰላም"), heading)
        assert paper.NOTE not in svg(told("王伟诊所", "قال حسن"), heading)

    def test_says_what_a_hatched_stretch_means(self):
        assert "some time in this stretch" in svg(told("The Hub"), Heading("A journey", "Dee", NOW))
