from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.values import Money, NhsNumber, Period, Postcode, check_digit

NINE_DIGITS = st.from_regex(r"[0-9]{9}", fullmatch=True).filter(lambda nine: check_digit(nine) < 10)
MOMENTS = st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1))
LENGTHS = st.none() | st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=4000))
PERIODS = st.builds(lambda start, length: Period(start, length and start + length), MOMENTS, LENGTHS)
PENCE = st.integers(min_value=-(10**12), max_value=10**12)


class TestNhsNumber:
    @pytest.mark.parametrize("digits", ["9990000018", "9990000026", "9990000093", "9000000009"])
    def test_takes_published_test_numbers(self, digits):
        assert NhsNumber(digits).digits == digits

    @pytest.mark.parametrize(
        "typed", ["9990000000", "9990000019", "999000001", "99900000180", "", "٩٩٩٠٠٠٠٠١٨", "999000001X"]
    )
    def test_refuses_what_is_not_one(self, typed):
        with pytest.raises(ValueError, match="NHS number"):
            NhsNumber.parse(typed)

    @given(NINE_DIGITS)
    def test_reads_back_what_it_shows(self, nine):
        number = NhsNumber(f"{nine}{check_digit(nine)}")

        assert NhsNumber.parse(str(number)) == number
        assert NhsNumber.parse(str(number).replace(" ", "-")) == number

    @given(NINE_DIGITS, st.integers(0, 9), st.integers(1, 9))
    def test_notices_any_one_wrong_digit(self, nine, place, shift):
        digits = f"{nine}{check_digit(nine)}"
        wrong = str((int(digits[place]) + shift) % 10)

        with pytest.raises(ValueError, match="not right"):
            NhsNumber(digits[:place] + wrong + digits[place + 1 :])

    def test_knows_the_range_that_is_never_issued(self):
        assert NhsNumber("9990000018").is_never_issued
        assert not NhsNumber("4000000004").is_never_issued


class TestPostcode:
    @pytest.mark.parametrize(
        ("typed", "shown", "area"),
        [
            ("yo307ab", "YO30 7AB", "YO30"),
            (" M1  1AE ", "M1 1AE", "M1"),
            ("w1a 0ax", "W1A 0AX", "W1A"),
            ("ec1a1bb", "EC1A 1BB", "EC1A"),
            ("gir 0aa", "GIR 0AA", "GIR"),
        ],
    )
    def test_is_shown_in_one_way(self, typed, shown, area):
        postcode = Postcode.parse(typed)

        assert str(postcode) == shown
        assert postcode.area == area

    @pytest.mark.parametrize("typed", ["", "YO30", "YO30 7A", "7AB YO30", "QX1 1AA", "YO30 7AB 1"])
    def test_refuses_what_is_not_whole(self, typed):
        with pytest.raises(ValueError, match="postcode"):
            Postcode.parse(typed)

    @given(st.from_regex(r"[A-PR-UWYZ][A-HK-Y][0-9]{1,2} [0-9][A-Z]{2}", fullmatch=True))
    def test_reads_back_what_it_shows_in_any_spacing(self, text):
        assert Postcode.parse(text.lower().replace(" ", "")) == Postcode(text)


class TestPeriod:
    @given(PERIODS)
    def test_holds_its_start_and_not_its_end(self, period):
        assert period.contains(period.start)
        assert period.end is None or not period.contains(period.end)

    @given(PERIODS, PERIODS)
    def test_overlap_is_mutual_and_means_a_shared_start(self, one, other):
        shared = one.contains(other.start) or other.contains(one.start)

        assert one.overlaps(other) == other.overlaps(one) == shared

    def test_refuses_an_end_before_its_start(self):
        start = datetime(2026, 10, 25, 1, tzinfo=UTC)

        with pytest.raises(ValueError, match="after the start"):
            Period(start, start)

    def test_refuses_moments_without_a_time_zone(self):
        with pytest.raises(ValueError, match="time zone"):
            Period(datetime(2026, 10, 25, 1))


class TestMoney:
    @given(PENCE)
    def test_reads_back_what_it_shows(self, pence):
        money = Money(abs(pence))

        assert Money.parse(str(money)) == money

    @given(PENCE, PENCE)
    def test_adds_and_takes_away_exactly(self, one, other):
        assert Money(one) + Money(other) - Money(other) == Money(one)
        assert Money(one) * 3 == Money(one) + Money(one) + Money(one)

    @pytest.mark.parametrize(("typed", "pence"), [("12", 1200), ("£12.5", 1250), ("1,250.07", 125007), ("-3.10", -310)])
    def test_takes_what_people_type(self, typed, pence):
        assert Money.parse(typed).pence == pence

    @pytest.mark.parametrize("typed", ["", "12.505", "twelve", "1,25", "££1", "NaN", "1e3"])
    def test_refuses_what_is_no_amount(self, typed):
        with pytest.raises(ValueError, match="pounds and pence"):
            Money.parse(typed)

    def test_refuses_parts_of_a_penny(self):
        with pytest.raises(ValueError, match="whole number"):
            Money(1.5)

    def test_shows_what_is_owed(self):
        assert str(Money(-125007)) == "-£1,250.07"
