import pytest

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.runs.lists import bring_in_lists
from hearth.exchange.tests.files import AT, everything, nothing, reasons, results, written
from hearth.people.models import Contact, Person

pytestmark = pytest.mark.django_db

HEADER = "First name,Surname,DOB,NHS no,Mobile\r\n"
ROSE = "Rose,Okafor,03/10/1990,999 000 0018,07700 900000\r\n"
SAM = "Sam,Hill,3 Oct 1971,,\r\n"


@pytest.fixture
def bring(tmp_path):
    def run(content, encoding="utf-8-sig"):
        path = written(tmp_path, content.encode(encoding), "people.csv")
        return bring_in_lists([path], at=AT, advance=nothing)

    return run


def people():
    with acting_as(SYSTEM, at=AT):
        return sorted(Person.objects.values_list("known_as", flat=True))


class TestBringInLists:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_brings_in_everybody(self, bring, encoding):
        report = bring(HEADER + ROSE + SAM, encoding)

        assert results(report) == [(2, "taken"), (3, "taken")]
        assert people() == ["Rose", "Sam"]

    def test_changes_nothing_the_second_time(self, bring):
        bring(HEADER + ROSE + SAM)
        before = everything()

        report = bring(HEADER + SAM + ROSE)

        assert [result for _, result in results(report)] == ["unchanged", "unchanged"]
        assert everything() == before

    def test_takes_somebody_who_stands_in_the_list_twice_once(self, bring):
        report = bring(HEADER + ROSE + ROSE + ROSE.replace("07700 900000", ""))

        assert [result for _, result in results(report)] == ["taken", "unchanged", "matched"]
        assert people() == ["Rose"]

    def test_takes_no_phone_for_safe(self, bring):
        bring(HEADER + ROSE)

        with acting_as(SYSTEM, at=AT):
            assert [contact.safe_to_use for contact in Contact.objects.all()] == [False]

    def test_refuses_row_by_row_and_takes_the_rest(self, bring):
        report = bring(
            HEADER
            + SAM
            + "Ann,Lee,31/02/1990,,\r\n"
            + "Ben,Lee,,9990000019,\r\n"
            + ",,1990,,\r\n"
            + ROSE
            + '"x"y,,,,\r\n'
        )

        assert results(report) == [
            (2, "taken"),
            (3, "refused"),
            (4, "refused"),
            (5, "refused"),
            (6, "taken"),
            (7, "refused"),
        ]
        assert all(row.reason.endswith(".") for row in report.rows if row.result == "refused")

    def test_refuses_a_file_of_ten_thousand_columns_in_one_sentence(self, bring):
        report = bring(",".join(f"column {number}" for number in range(10_000)) + "\n" + "x," * 9_999 + "x\n")

        assert results(report) == [(1, "refused")]
        assert "10,000 columns" in reasons(report)[0]

    def test_says_which_columns_it_had_no_place_for(self, bring):
        report = bring("Name,Shoe size\r\nRose,6\r\n")

        assert "Shoe size" in report.notes[0]

    def test_knows_somebody_by_the_number_of_the_list(self, bring):
        bring("Id,Name\r\n7,Rose Okafor\r\n")

        report = bring("Id,Name\r\n7,Rose Hill\r\n")

        assert results(report) == [(2, "held")]
        assert people() == ["Rose"]
