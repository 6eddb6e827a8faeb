"""How times, numbers and names are said, and what every page is told."""

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory

from hearth.config import jinja
from hearth.core.actor import Actor, ActorKind
from hearth.core.roles import ROLES

NOW = datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


class TestWhen:
    @pytest.mark.parametrize(
        ("value", "words"),
        [
            (datetime(2026, 11, 20, 14, 2, tzinfo=UTC), "today 14:02"),
            (datetime(2026, 11, 19, 9, 0, tzinfo=UTC), "yesterday 09:00"),
            (datetime(2026, 11, 21, 11, 0, tzinfo=UTC), "tomorrow 11:00"),
            (datetime(2026, 11, 6, 14, 10, tzinfo=UTC), "Fri 6 Nov 14:10"),
            (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thu 2 Jul 00:30"),
            (datetime(2025, 3, 3, 9, 0, tzinfo=UTC), "Mon 3 Mar 2025 09:00"),
            (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "Mon 4 Jan 09:00"),
            (date(2026, 10, 3), "3 October"),
            (date(2025, 12, 2), "2 December 2025"),
            (date(2026, 11, 20), "today"),
            (None, ""),
        ],
    )
    def test_says_it_as_people_do(self, value, words):
        assert jinja.when(value, NOW) == words


class TestWords:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [
            ("Dee Kerr", "DK"),
            ("Robin", "Ro"),
            ("Ana Maria de Souza", "AS"),
            ("", ""),
            (None, ""),
            ("'", ""),
            ("李", "李"),
        ],
    )
    def test_initials(self, name, letters):
        assert jinja.initials(name) == letters

    @pytest.mark.parametrize(
        ("typed", "shown"), [("9990000018", "999 000 0018"), ("999 000 0018", "999 000 0018"), (None, ""), ("12", "12")]
    )
    def test_nhs_number(self, typed, shown):
        assert jinja.nhs_number(typed) == shown

    @pytest.mark.parametrize(("born_on", "years"), [(date(1992, 11, 20), "34"), (date(1992, 11, 21), "33"), (None, "")])
    def test_age(self, born_on, years):
        assert jinja.age(born_on, date(2026, 11, 20)) == years

    @pytest.mark.parametrize(
        ("names", "words"), [([], ""), (["Mo"], "Mo"), (["Mo", "Sam"], "Mo and Sam"), (["A", "B", "C"], "A, B and C")]
    )
    def test_listed(self, names, words):
        assert jinja.listed(names) == words

    def test_clock_and_day(self):
        assert jinja.clock(datetime(2026, 7, 1, 13, 2, tzinfo=UTC)) == "14:02"
        assert jinja.day(date(2020, 11, 20)) == "Friday 20 November 2020"
        assert jinja.clock(None) == jinja.day(None) == ""


class TestOnceField:
    def test_differs_every_time(self):
        assert jinja.once_field() != jinja.once_field()


def worker_of(role: str) -> Actor:
    return Actor(ActorKind.WORKER, name="Dee Kerr", role=role, permissions=ROLES[role].permissions)


class TestBy:
    TODAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

    def test_leaves_out_the_time_of_a_whole_day(self):
        assert jinja.by(datetime(2026, 11, 27, 23, 59, 59, tzinfo=UTC), self.TODAY) == "by Fri 27 Nov"

    def test_says_the_time_of_an_hour(self):
        assert jinja.by(datetime(2026, 11, 22, 11, 5, tzinfo=UTC), self.TODAY) == "by today 11:05"

    def test_says_nothing_of_nothing(self):
        assert jinja.by(None) == ""


class TestPageContext:
    def test_tells_a_page_without_an_actor_nothing(self):
        told = jinja.page_context(RequestFactory().get("/"))

        nobody = {
            "actor": None,
            "demonstration": False,
            "theme": "",
            "navigation": [],
            "careful": False,
            "my_hub": None,
        }
        assert told == {**nobody, "one_place": True, "tablet": False, "tablet_seconds": 120, "brings_look": False}

    def test_shows_a_worker_the_pages_that_exist_and_their_role_uses(self, monkeypatch):
        monkeypatch.setattr(jinja, "page_exists", lambda path: path != "/referrals")
        request = RequestFactory().get("/people/1")
        request.actor = worker_of("peer-supporter")

        words = jinja.page_context(request)["navigation"]

        shown = [("Today", False), ("People", True), ("Cards", False)]
        assert [(word["text"], word["current"]) for word in words] == shown

    def test_takes_only_a_theme_there_is(self):
        request = RequestFactory().get("/")
        request.COOKIES["hearth_theme"] = '"><script>'

        assert jinja.page_context(request)["theme"] == ""
