from datetime import date, timedelta

import pytest
from tests.refusals import refusal

from hearth.plans.wish_kinds import kinds
from hearth.plans.wish_rules import Kind, Wish, check_wish, facts_of

TODAY = date(2026, 11, 20)
MARCH = date(2026, 3, 3)
REFUSAL = Wish("refusal", "No electric treatment.", MARCH, adult=True, life=True)


def said(wish):
    return {fact.asks: (fact.words, fact.known) for fact in facts_of(wish, kinds()[wish.kind])}


class TestCheckWish:
    def test_takes_a_wish_of_which_little_is_known(self):
        check_wish(Wish("statement", "My own bed."), today=TODAY)

    @pytest.mark.parametrize(
        ("wish", "says"),
        [
            (Wish("statement", " "), "few words"),
            (Wish("statement", "My bed.", TODAY + timedelta(days=1)), "has not come"),
            (Wish("refusal", "None.", witness="Dee"), "a name and a day"),
            (Wish("refusal", "None.", witnessed_on=MARCH), "a name and a day"),
        ],
    )
    def test_says_what_is_wrong(self, wish, says):
        assert says in refusal(lambda: check_wish(wish, today=TODAY))


class TestFactsOf:
    def test_says_what_nobody_has_said(self):
        facts = said(REFUSAL)

        assert facts["Written down"] == ("Yes, 3 March 2026", True)
        assert facts["Signed"] == ("Nobody has said", False)
        assert facts["Witnessed"] == ("Nobody has said", False)
        assert facts["Says “even if my life is at risk”"] == ("Nobody has said", False)

    def test_asks_about_life_at_risk_only_where_it_matters(self):
        assert "Says “even if my life is at risk”" not in said(Wish("refusal", "No cats.", life=False))

    def test_says_when_it_was_taken_back(self):
        assert said(Wish("statement", "My bed.", withdrawn_on=MARCH))["Taken back"] == ("Yes, 3 March 2026", True)

    def test_names_the_witness_and_the_day(self):
        wish = Wish("refusal", "None.", witness="Dee Kerr", witnessed_on=MARCH, even_if=True)

        assert said(wish)["Witnessed"] == ("by Dee Kerr, 3 March 2026", True)

    @pytest.mark.parametrize("kind", sorted(kinds()))
    def test_never_says_whether_it_is_valid(self, kind):
        facts = facts_of(Wish(kind, "My bed."), kinds()[kind])

        assert not any("valid" in fact.words.lower() for fact in facts)


class TestKind:
    def test_is_in_law_from_one_day_until_another(self):
        kind = Kind("k", "w", "l", "weight", (), "s", date(2026, 1, 1), date(2026, 6, 1))
        days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1)]

        assert [kind.is_in_law(day) for day in days] == [False, True, True, False]

    def test_without_a_day_is_not_in_law(self):
        assert not kinds()["choice"].is_in_law(TODAY)
        assert kinds()["refusal"].is_in_law(TODAY)

    def test_says_where_each_comes_from(self):
        assert all(kind.source and kind.weight for kind in kinds().values())
