from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.exchange.imported import ImportedName, ImportedNeed, Refused
from hearth.exchange.tables.columns import HEADERS
from hearth.exchange.tables.people import person_from
from hearth.exchange.tests.files import told_or_sentence

TODAY = date(2026, 11, 22)


def row(**cells: str):
    return person_from({field: [cell] for field, cell in cells.items()}, TODAY)


class TestPersonFrom:
    def test_reads_a_whole_row(self):
        person = row(
            given="Rose Ada",
            family="Okafor",
            birth="3/10/1990",
            nhs_number="999 000 0018",
            phone="01904 000000",
            language="Igbo",
            interpreter="yes",
            living_situation="Hostel",
            former="Eze",
        )

        assert (person.known_as, person.birth_on, person.nhs_number) == ("Rose", date(1990, 10, 3), "9990000018")
        assert person.needs == (ImportedNeed("language", "Igbo", interpreter=True),)
        assert person.living_situation == "hostel"
        assert person.other_names == (ImportedName("old", "Rose Ada", "Eze"),)

    @pytest.mark.parametrize(
        ("name", "given_name", "family"),
        [("Rose Okafor", "Rose", "Okafor"), ("Okafor, Rose Ada", "Rose Ada", "Okafor"), ("Rose", "Rose", "")],
    )
    def test_splits_a_whole_name(self, name, given_name, family):
        person = row(name=name)

        assert (person.known_as, person.given, person.family) == ("Rose", given_name, family)

    def test_takes_no_phone_for_safe_unless_the_list_says_so(self):
        assert row(given="Rose", phone="01904 000000").contacts[0].safe_to_use is False
        assert row(given="Rose", phone="01904 000000", safe_to_use="Yes").contacts[0].safe_to_use is True

    @pytest.mark.parametrize(
        ("cells", "words"),
        [
            ({"birth": "1990"}, "no name"),
            ({"given": "Rose", "nhs_number": "9990000019"}, "9990000019 is not an NHS number"),
            ({"given": "Rose", "nhs_number": "9.99E+09"}, "shortened"),
            ({"given": "Rose", "phone": "ask Sam"}, "not a phone number"),
            ({"given": "Rose", "email": "rose at home"}, "not an e-mail"),
            ({"given": "Rose", "safe_to_use": "perhaps"}, "neither yes nor no"),
            ({"given": "R" * 121}, "longer than 120"),
        ],
    )
    def test_refuses_in_a_sentence(self, cells, words):
        with pytest.raises(Refused, match=words):
            row(**cells)

    @given(st.dictionaries(st.sampled_from(sorted(HEADERS)), st.lists(st.text(min_size=1), min_size=1, max_size=2)))
    def test_never_fails_whatever_is_in_the_cells(self, cells):
        assert told_or_sentence(person_from, cells, TODAY)
