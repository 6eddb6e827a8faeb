from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.people.codes import BirthPrecision, ContactKind
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.keys import (
    address_key,
    code_key,
    key_year,
    keys_of_contact,
    keys_of_names,
    keys_of_numbers,
    number_keys,
    phone_digits,
)


class TestPhoneDigits:
    @pytest.mark.parametrize(
        "typed",
        [
            "07700 900123",
            "+44 7700 900123",
            "+44 (0)7700 900 123",
            "0044 7700 900123",
            "44 7700 900123",
            "07700-900-123",
        ],
    )
    def test_is_one_number_however_it_is_written(self, typed):
        assert phone_digits(typed) == "07700900123"

    def test_leaves_a_number_from_elsewhere_alone(self):
        assert phone_digits("+353 1 234 5678") == "35312345678"


class TestNumberKeys:
    def test_finds_by_the_whole_and_by_its_end(self):
        assert number_keys("07700 900123") == {"#07700900123", "#900123"}

    @pytest.mark.parametrize("typed", ["", "12", "1234", "no number"])
    def test_has_none_for_what_is_no_number(self, typed):
        assert number_keys(typed) == set()

    @given(st.text(max_size=300))
    def test_fits_the_column_of_keys(self, typed):
        assert all(len(key) <= 130 for key in number_keys(typed))


class TestKeysOfContact:
    def test_sees_no_difference_in_spacing_or_capitals(self):
        assert address_key("12 Acomb Road, YORK") == address_key("12 acomb road  York")
        assert code_key("Keeley.M@Example.org") == code_key("keeley.m@example.org")

    def test_makes_no_key_of_where_somebody_may_be_found(self):
        assert keys_of_contact(ContactDetails(ContactKind.PLACE, "under the bridge")) == set()

    def test_keeps_numbers_and_addresses_apart_from_names(self):
        contacts = [ContactDetails(kind, "07700 900123") for kind in ContactKind.values]
        keys = keys_of_numbers(contacts, [IdentifierDetails("nhs-number", "9990000018")])

        assert all(key[0] in "#@" for key in keys)
        assert "#9990000018" in keys

    def test_finds_somebody_by_every_part_of_their_names(self):
        assert keys_of_names(["Mary-Ann", "O'Neill", ""]) == {"mary", "ann", "maryann", "oneill", "neill"}


class TestKeyYear:
    @pytest.mark.parametrize(
        ("precision", "year"),
        [
            (BirthPrecision.DAY, 1984),
            (BirthPrecision.MONTH, 1984),
            (BirthPrecision.YEAR, 1984),
            (BirthPrecision.ESTIMATED, 0),
        ],
    )
    def test_is_relied_on_only_if_it_is_no_guess(self, precision, year):
        assert key_year(date(1984, 3, 14), precision) == year

    def test_is_nothing_without_a_birth_date(self):
        assert key_year(None, BirthPrecision.UNKNOWN) == 0
