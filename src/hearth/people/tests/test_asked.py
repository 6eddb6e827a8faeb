from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.people.asked import MOST_WORDS, SHORT_FOR, SLIP, SOUND, WHOLE_WORD, WORD, Asked, asked_keys, understand

TODAY = date(2026, 11, 22)


def asked(typed):
    return understand(typed, today=TODAY)


class TestUnderstand:
    @pytest.mark.parametrize(
        "typed",
        [
            "bob kerr 14/3/1984",
            "bob kerr 14.03.84",
            "14-3-84 bob kerr",
            "bob 1984-03-14 kerr",
            "bob kerr 14031984",
            "bob kerr 14 March 1984",
            "bob kerr 14th of mar 84",
            "bob kerr 14 March, 1984",
        ],
    )
    def test_reads_a_birth_date_as_it_is_written_in_britain(self, typed):
        assert asked(typed) == Asked(("bob", "kerr"), (), date(1984, 3, 14), (1984,))

    @pytest.mark.parametrize("typed", ["bob kerr 1984", "1984 bob kerr", "bob kerr born 1984", "bob kerr 3/1984"])
    def test_reads_a_birth_year(self, typed):
        assert asked(typed) == Asked(("bob", "kerr"), (), None, (1984,))

    def test_reads_a_month_and_a_year(self):
        assert asked("bob kerr october 1984") == Asked(("bob", "kerr"), (), None, (1984,))

    @pytest.mark.parametrize("name", ["Marshall", "Mayhew", "Novak", "Decker", "Septimus", "May", "Jan", "April"])
    def test_takes_no_name_for_a_month(self, name):
        assert asked(f"Theresa {name} 1956").words == ("theresa", name.lower())
        assert asked(f"Theresa {name} 14 May 1956") == Asked(("theresa", name.lower()), (), date(1956, 5, 14), (1956,))

    def test_takes_the_last_century_for_a_year_to_come(self):
        assert asked("kerr 1/1/27").born == date(1927, 1, 1)
        assert asked("kerr 1/1/26").born == date(2026, 1, 1)

    def test_takes_no_month_13(self):
        assert asked("kerr 14/13/1984").born is None

    @pytest.mark.parametrize(
        ("typed", "keys"),
        [
            ("07700 900123", ("#07700900123",)),
            ("+44 (0)7700 900 123", ("#07700900123",)),
            ("999 000 0018", ("#9990000018",)),
            ("9990000018", ("#9990000018",)),
            ("900123", ("#900123",)),
            ("keeley@example.org", ("#keeleyexampleorg",)),
            ("AB-1234", ("#ab1234",)),
        ],
    )
    def test_reads_numbers_and_addresses(self, typed, keys):
        assert asked(typed).numbers == keys

    def test_reads_everything_at_once_in_any_order(self):
        found = asked("07700 900123 KERR, Robert 14/3/84")

        assert found == Asked(("kerr", "robert"), ("#07700900123",), date(1984, 3, 14), (1984,))

    @pytest.mark.parametrize("typed", ["", "   ", "!", "\x00", "1984", "14/3/1984"])
    def test_asks_for_nobody_without_a_name_or_a_number(self, typed):
        assert asked(typed).is_empty

    @given(st.text(max_size=500))
    def test_understands_anything(self, typed):
        found = asked(typed)

        assert len(found.words) <= MOST_WORDS
        assert len(found.years) <= 1
        assert len(list(asked_keys(found))) < 1000


class TestAskedKeys:
    def test_looks_for_the_word_its_slips_its_sound_and_what_it_is_short_for(self):
        kinds = {}
        for key, place, kind in asked_keys(Asked(("bob",))):
            assert place == 1
            kinds.setdefault(kind, set()).add(key)

        assert kinds[WORD] == {"bob"}
        assert kinds[SLIP] == {"bo", "bb", "ob"}
        assert len(kinds[SOUND]) == 1
        assert "robert" in kinds[SHORT_FOR]

    def test_asks_for_no_parts_of_a_whole_name(self):
        kinds = {kind for _, _, kind in asked_keys(Asked(("mary", "ann"), whole=True))}

        assert WHOLE_WORD in kinds
        assert WORD not in kinds

    def test_tries_two_words_as_one(self):
        keys = set(asked_keys(Asked(("mary", "ann"))))

        assert {("maryann", 1, WORD), ("maryann", 2, WORD)} <= keys

    def test_gives_numbers_a_place_of_their_own(self):
        assert list(asked_keys(Asked((), ("#900123",)))) == [("#900123", 0, WORD)]
