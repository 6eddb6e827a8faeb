from datetime import date
from types import SimpleNamespace

import pytest
from tests.refusals import refusal

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.people import rules
from hearth.people.codes import BirthPrecision, NhsNumberStatus, PersonStatus
from hearth.people.details import ContactDetails, Identity

TODAY = date(2026, 11, 22)
NEVER_ISSUED = NhsNumber("9990000018")
ISSUED = SimpleNamespace(is_never_issued=False)  # a real one has no place in a test


class TestCheckedName:
    def test_puts_spaces_right(self):
        assert rules.checked_name("  Mary \t Ann\x00 ") == "Mary Ann"

    @pytest.mark.parametrize(("name", "says"), [("", rules.NAME_MISSING), ("K" * 121, rules.NAME_TOO_LONG)])
    def test_refuses_none_and_too_much(self, name, says):
        with pytest.raises(NotPossible) as refusal:
            rules.checked_name(name)

        assert str(refusal.value) == says


class TestCheckBirth:
    @pytest.mark.parametrize("born", [TODAY, date(1902, 1, 1)])
    def test_takes_any_day_of_a_life(self, born):
        assert refusal(lambda: rules.check_birth(born, BirthPrecision.DAY, on=TODAY)) == ""

    def test_takes_none_at_all(self):
        assert refusal(lambda: rules.check_birth(None, BirthPrecision.UNKNOWN, on=TODAY)) == ""

    @pytest.mark.parametrize("born", [date(2026, 11, 23), date(1901, 1, 1)])
    def test_refuses_days_nobody_alive_was_born_on(self, born):
        with pytest.raises(NotPossible):
            rules.check_birth(born, BirthPrecision.DAY, on=TODAY)


class TestCheckNumberIsIssued:
    def test_keeps_numbers_for_tests_to_invented_people(self):
        rules.check_number_is_issued(NEVER_ISSUED, invented_people=True)
        with pytest.raises(NotPossible):
            rules.check_number_is_issued(NEVER_ISSUED, invented_people=False)

    def test_takes_a_number_that_may_be_somebodys(self):
        assert refusal(lambda: rules.check_number_is_issued(ISSUED, invented_people=False)) == ""


class TestStatusOfNumber:
    def test_is_unverified_or_not_known(self):
        assert rules.status_of_number(NEVER_ISSUED) == NhsNumberStatus.UNVERIFIED
        assert rules.status_of_number(None) == NhsNumberStatus.NOT_KNOWN


class TestStatusWhenCalled:
    @pytest.mark.parametrize(
        ("status", "known_as", "then"),
        [
            ("guest", "Mo", "provisional"),
            ("guest", "Guest", "guest"),
            ("guest", "guest", "guest"),
            ("confirmed", "Mo", "confirmed"),
            ("restricted", "Mo", "restricted"),
        ],
    )
    def test_makes_somebody_of_a_guest_with_a_name(self, status, known_as, then):
        assert rules.status_when_called(status, known_as) == then


class TestCheckStatusMove:
    @pytest.mark.parametrize("now", PersonStatus.values)
    @pytest.mark.parametrize("then", PersonStatus)
    def test_lets_an_identity_settle_step_by_step(self, now, then):
        allowed = (now, then) in {("guest", "provisional"), ("provisional", "confirmed")}

        if allowed:
            rules.check_status_move(now, then)
        else:
            with pytest.raises(NotPossible):
                rules.check_status_move(now, then)


class TestCheckContact:
    @pytest.mark.parametrize(
        "contact",
        [
            ContactDetails("phone", "07700 900123"),
            ContactDetails("phone", "+353 1 234 5678"),
            ContactDetails("email", "keeley@example.org"),
            ContactDetails("address", "12 Acomb Road"),
            ContactDetails("place", "the bench by the river"),
            ContactDetails("phone", "07700 900123", safe_to_use=False),
        ],
    )
    def test_takes_any_way_to_reach_somebody(self, contact):
        assert refusal(lambda: rules.check_contact(contact)) == ""

    @pytest.mark.parametrize("value", ["keeley", "keeley@", "@example.org", "kee ley@example.org", "a@b"])
    def test_refuses_half_an_e_mail_address(self, value):
        with pytest.raises(NotPossible):
            rules.check_contact(ContactDetails("email", value))


class TestTidyIdentity:
    def test_puts_spaces_right_everywhere(self):
        tidy = rules.tidy_identity(Identity(" Kit ", pronouns=" they ", area=" Clifton ", how_to_talk=" Slowly. "))

        assert tidy == Identity("Kit", pronouns="they", area="Clifton", how_to_talk="Slowly.")
