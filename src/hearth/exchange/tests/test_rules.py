from datetime import date
from uuid import UUID, uuid4

import pytest

from hearth.exchange.codes import HoldReason, Result
from hearth.exchange.imported import ImportedName, ImportedPerson
from hearth.exchange.rules import Known, folded, weigh
from hearth.people.codes import NHS_NUMBER

ONE, OTHER = uuid4(), uuid4()
BORN = date(1990, 10, 3)


def known(person_id: UUID = ONE, number: str = "9990000018", born: date = BORN, family: str = "Okafor") -> Known:
    return Known(person_id, frozenset({(NHS_NUMBER, number)}), born, "day", (("Rose", family),))


def told(number: str = "", born: date = BORN, given: str = "Rose", family: str = "Okafor") -> ImportedPerson:
    return ImportedPerson(given, given, family, birth_on=born, birth_precision="day", nhs_number=number)


class TestWeigh:
    @pytest.mark.parametrize(
        ("somebody", "here", "result", "reason"),
        [
            (told("9990000018"), [], Result.TAKEN, None),
            (told("9990000018"), [known()], Result.MATCHED, None),
            (told("9990000018", family="Eze"), [known()], Result.MATCHED, None),
            (told("9990000018", given="Zoe", family="Hill"), [known()], Result.HELD, HoldReason.SAME_NUMBER),
            (told("9990000018", born=date(1991, 1, 1)), [known()], Result.HELD, HoldReason.SAME_NUMBER),
            (told(), [known()], Result.HELD, HoldReason.SAME_NAME_AND_BIRTH),
            (told(family="OKAFOR "), [known()], Result.HELD, HoldReason.SAME_NAME_AND_BIRTH),
            (told("9990000026"), [known()], Result.HELD, HoldReason.SAME_NAME_AND_BIRTH),
            (told(), [known(), known(OTHER)], Result.HELD, HoldReason.SEVERAL),
            (told(given="Ada"), [known()], Result.TAKEN, None),
            (told(born=date(1991, 1, 1)), [known()], Result.TAKEN, None),
        ],
    )
    def test_says_who_is_here_already(self, somebody, here, result, reason):
        verdict = weigh(somebody, here)

        assert (verdict.result, verdict.reason) == (result, reason)

    def test_compares_former_names_too(self):
        somebody = ImportedPerson("Rose", "Rose", "Eze", (ImportedName("old", "Rose", "Okafor"),), BORN, "day")

        assert weigh(somebody, [known()]).result is Result.HELD

    def test_does_not_take_a_birth_year_for_a_birth_date(self):
        somebody = ImportedPerson("Rose", "Rose", "Okafor", (), date(1990, 1, 1), "year")

        assert weigh(somebody, [known(born=date(1990, 1, 1))]).result is Result.TAKEN

    def test_knows_somebody_by_the_number_of_another_system(self):
        somebody = ImportedPerson("Rose", "Rose", "", (), BORN, "day", identifiers=(("urn:hospital", "7"),))
        here = Known(ONE, frozenset({("urn:hospital", "7")}), BORN, "day", (("Rose", ""),))

        assert weigh(somebody, [here]).result is Result.MATCHED


class TestFolded:
    @pytest.mark.parametrize(
        ("name", "plain"), [("O’Brien", "obrien"), ("Zoë Anne", "zoeanne"), ("李", "李"), ("-", "")]
    )
    def test_leaves_only_letters(self, name, plain):
        assert folded(name) == plain
