from datetime import timedelta

import pytest
from tests.refusals import refusal

from hearth.core.errors import NotPossible
from hearth.organisations import rules, secret_words
from hearth.organisations.tests.factories import NOON


class TestCheckOdsCode:
    @pytest.mark.parametrize("code", [None, "RX4", "B82005"])
    def test_takes_codes_and_their_absence(self, code):
        assert refusal(lambda: rules.check_ods_code(code)) == ""

    @pytest.mark.parametrize("code", ["", "rx4", "RX", "RX4-1", "B820055"])
    def test_refuses_what_is_no_code(self, code):
        with pytest.raises(NotPossible):
            rules.check_ods_code(code)


class TestCheckRole:
    def test_refuses_an_unknown_role(self):
        rules.check_role("clinician")
        with pytest.raises(NotPossible):
            rules.check_role("king")


class TestCheckInvitationIsOpen:
    def test_holds_until_the_second_it_expires(self):
        rules.check_invitation_is_open(None, NOON, NOON - timedelta(seconds=1))
        with pytest.raises(NotPossible, match="a week old"):
            rules.check_invitation_is_open(None, NOON, NOON)
        with pytest.raises(NotPossible, match="used already"):
            rules.check_invitation_is_open(NOON, NOON + timedelta(days=1), NOON)


class TestCodes:
    def test_are_three_words_and_a_number(self):
        *words, number = secret_words.spoken_code().split("-")

        assert len(words) == 3
        assert set(words) <= set(secret_words.WORDS)
        assert 10 <= int(number) <= 99

    @pytest.mark.parametrize("typed", ["Otter lamp  fern 42", " otter-lamp-fern-42 ", "OTTER-LAMP FERN-42"])
    def test_forgive_how_they_are_typed(self, typed):
        assert secret_words.hashed_code(typed) == secret_words.hashed_code("otter-lamp-fern-42")

    def test_are_not_kept_as_links_are(self):
        assert secret_words.hashed_code("a") != secret_words.hashed_link("a")
