import pytest
from tests import world as worlds

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.people import rules
from hearth.people.actions import numbers, tell_nhs_number
from hearth.people.codes import NhsNumberStatus
from hearth.people.models import Circumstances, Identifier, NameKey

pytestmark = pytest.mark.django_db

ANOTHER = NhsNumber("9990000026")


@pytest.fixture(autouse=True)
def invented_city(monkeypatch):
    monkeypatch.setattr(numbers, "is_demonstration", lambda: True)


@pytest.fixture
def tell(do, keeley):
    def run(number=ANOTHER, status=NhsNumberStatus.VERIFIED, reason=""):
        do(tell_nhs_number, person=keeley, number=number, status=status, reason=reason)

    return run


class TestTellNhsNumber:
    def test_takes_the_place_of_the_one_before(self, tell, keeley, rows, trace):
        tell()

        assert [code.value for code in rows(Identifier, person=keeley)] == ["9990000026"]
        assert rows(Circumstances, person=keeley)[0].nhs_number_status == "verified"
        keys = {key.key for key in rows(NameKey, person=keeley)}
        assert "#9990000026" in keys
        assert "#9990000018" not in keys
        assert trace("people.nhs_number_told")[0].detail == {"status": "verified"}

    def test_can_be_told_again_with_more_certainty(self, tell, keeley, rows):
        tell(NhsNumber(worlds.NHS_NUMBER))

        assert [code.value for code in rows(Identifier, person=keeley)] == [worlds.NHS_NUMBER]

    def test_works_without_one_and_says_why(self, tell, keeley, rows):
        tell(None, NhsNumberStatus.NOT_WANTED, "They would rather not.")

        assert rows(Identifier, person=keeley) == []
        (life,) = rows(Circumstances, person=keeley)
        assert (life.nhs_number_status, life.nhs_number_reason) == ("not-wanted", "They would rather not.")

    @pytest.mark.parametrize(
        ("number", "status", "reason", "says"),
        [
            (None, NhsNumberStatus.VERIFIED, "", rules.NUMBER_MISSING),
            (ANOTHER, NhsNumberStatus.NOT_KNOWN, "", rules.NUMBER_BESIDE_NONE),
            (None, NhsNumberStatus.NOT_WANTED, " ", rules.REASON_MISSING),
        ],
    )
    def test_refuses_a_number_that_contradicts_what_is_known_of_it(
        self, tell, rows, keeley, number, status, reason, says
    ):
        with pytest.raises(NotPossible) as refusal:
            tell(number, status, reason)

        assert str(refusal.value) == says
        assert [code.value for code in rows(Identifier, person=keeley)] == [worlds.NHS_NUMBER]

    def test_refuses_somebody_elses(self, world, tell, rows, keeley):
        worlds.known(world, known_as="Mo", given="Mo", family="", nhs_number=ANOTHER)

        with pytest.raises(NotPossible, match="already has this number"):
            tell()

        assert [code.value for code in rows(Identifier, person=keeley)] == [worlds.NHS_NUMBER]

    def test_refuses_a_number_nobody_has_where_people_are_real(self, tell, monkeypatch):
        monkeypatch.setattr(numbers, "is_demonstration", lambda: False)

        with pytest.raises(NotPossible, match="Nobody has it"):
            tell()
