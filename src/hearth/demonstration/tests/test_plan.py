from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from hearth.core.clocks import LONDON
from hearth.core.values import NhsNumber
from hearth.demonstration.moments import born, moment
from hearth.demonstration.places import rota_workers
from hearth.demonstration.plan import plan_lives, staff
from hearth.demonstration.rota import first_days, shifts

NOW = datetime(2026, 11, 20, 21, 46, tzinfo=UTC)
LIVES = plan_lives(seed=7, people=300, now=NOW)


class TestPlanLives:
    def test_gives_the_same_city_for_the_same_seed_and_day(self):
        assert plan_lives(seed=7, people=300, now=NOW) == LIVES

    def test_gives_another_city_for_another_seed(self):
        assert plan_lives(seed=8, people=300, now=NOW) != LIVES

    def test_has_as_many_people_as_asked_for_and_a_fifth_known_from_elsewhere_only(self):
        assert len(LIVES) == 300
        assert sum(not life.is_open for life in LIVES) == 60

    def test_gives_every_open_person_a_holder_who_works_at_their_hub_or_leads_there(self):
        homes = {worker.key: worker.hub for worker in staff()}

        assert all(homes[life.holder] == life.hub for life in LIVES if life.is_open)

    def test_uses_only_numbers_that_nobody_has_and_each_once(self):
        numbers = [NhsNumber(life.nhs) for life in LIVES if life.nhs]

        assert all(number.digits.startswith("999") for number in numbers)
        assert len(set(numbers)) == len(numbers)

    def test_tells_nothing_before_it_began_nor_after_now(self):
        assert all(
            happening.at <= NOW and (not life.grown or happening.at >= life.made_at)
            for life in LIVES
            for happening in life.journey
        )

    def test_fills_every_gap_in_its_sentences(self):
        words = [f"{happening.title} {happening.body}" for life in LIVES for happening in life.journey]

        assert not [sentence for sentence in words if "{" in sentence or "}" in sentence]

    def test_repeats_no_conversation_in_one_life(self):
        for life in LIVES:
            talks = [
                one.body for one in life.journey if one.kind in {"visit", "conversation"} and one.by == life.holder
            ]
            assert life.key == "robin" or life.key == "jess" or len(set(talks)) == len(talks)

    def test_has_people_with_one_name_without_birthday_and_with_the_same_birthday(self):
        twins = [life for life in LIVES if life.key in {"ada", "ida"}]

        assert any(not life.family for life in LIVES)
        assert any(life.birth_on is None for life in LIVES)
        assert len({(life.family, life.birth_on) for life in twins}) == 1


class TestMoment:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("-2d 14:10", datetime(2026, 11, 18, 14, 10, tzinfo=LONDON)),
            ("-1d", datetime(2026, 11, 19, 12, 0, tzinfo=LONDON)),
            ("-9h", NOW - timedelta(hours=9)),
            ("-34m", NOW - timedelta(minutes=34)),
        ],
    )
    def test_counts_from_today(self, words, expected):
        assert moment(words, now=NOW) == expected

    def test_refuses_other_words(self):
        with pytest.raises(ValueError, match="not a moment"):
            moment("next week", now=NOW)


class TestBorn:
    def test_is_the_day_on_which_somebody_of_that_age_was_born(self):
        assert born(34, "03-27", now=NOW).isoformat() == "1992-03-27"
        assert born(34, "12-01", now=NOW).isoformat() == "1991-12-01"


class TestShifts:
    @pytest.mark.parametrize("hour", [3, 7, 8, 12, 19, 20, 23])
    def test_have_somebody_who_leads_each_hub_at_every_minute(self, hour):
        now = NOW.replace(hour=hour)
        planned = shifts(rota_workers(), first_days(now), now=now)

        for hub in ("clarence", "acomb"):
            leading = sorted((one.starts_at, one.ends_at) for one in planned if one.leads and one.hub == hub)
            gaps = [(end, start) for (_, end), (start, _) in pairwise(leading) if end != start]
            assert not gaps

    @pytest.mark.parametrize("hour", [3, 9, 15, 22])
    def test_let_priya_lead_acomb_when_the_city_is_built(self, hour):
        now = NOW.replace(hour=hour)
        planned = shifts(rota_workers(), first_days(now), now=now)

        leads = [s.worker for s in planned if s.hub == "acomb" and s.leads and s.starts_at <= now < s.ends_at]

        assert leads == ["shift-lead"]

    def test_have_two_awake_at_night(self):
        planned = shifts(rota_workers(), first_days(NOW), now=NOW)

        for day in first_days(NOW)[:-1]:
            midnight = datetime(day.year, day.month, day.day, 23, 30, tzinfo=LONDON)
            awake = [s for s in planned if s.hub == "acomb" and not s.on_call and s.starts_at <= midnight < s.ends_at]
            assert len(awake) >= 2
