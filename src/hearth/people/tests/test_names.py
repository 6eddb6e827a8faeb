import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.people.codes import KeyKind
from hearth.people.names import LONGEST_WORD, deletions, folded, learnt_keys, name_words, short_for, sound, spellings

PLAIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


class TestFolded:
    @pytest.mark.parametrize(
        ("typed", "plain"),
        [
            ("Zoë", "zoe"),
            ("WIŚNIEWSKI", "wisniewski"),
            ("Łukasz", "lukasz"),
            ("Østergaard", "ostergaard"),
            ("Þóra", "thora"),
            ("Großmann", "grossmann"),
            ("Fiancée", "fiancee"),
            ("ＪＯＨＮ", "john"),
            ("مُحَمَّد", "محمد"),
            ("Дмитро", "дмитро"),
        ],
    )
    def test_takes_accents_and_capitals_off_and_keeps_scripts(self, typed, plain):
        assert folded(typed) == plain

    @given(st.text(max_size=60))
    def test_is_the_same_done_twice(self, typed):
        assert folded(folded(typed)) == folded(typed)


class TestNameWords:
    @pytest.mark.parametrize(
        ("typed", "words"),
        [
            ("Siân O'Neill-Ward", ["sian", "oneill", "ward"]),
            ("O’Neill", ["oneill"]),
            ("KERR, Robert", ["kerr", "robert"]),
            ("  Mary  Ann ", ["mary", "ann"]),
            ("J. R. Smith", ["j", "r", "smith"]),
            ("李 伟", ["李", "伟"]),
            ("Björk", ["bjork"]),
            ("", []),
            ("- . '", []),
            ("🙂", []),
        ],
    )
    def test_finds_the_words_of_a_name_in_any_script(self, typed, words):
        assert name_words(typed) == words

    @given(st.text(max_size=400))
    def test_gives_few_short_words_whatever_is_typed(self, typed):
        words = name_words(typed)

        assert len(words) <= 8
        assert all(0 < len(word) <= LONGEST_WORD for word in words)


class TestSpellings:
    def test_joins_the_halves_of_a_double_name(self):
        assert spellings("Mary-Ann") == {"mary", "ann", "maryann"}

    def test_knows_a_name_without_its_o(self):
        assert spellings("O'Neill") == {"oneill", "neill"}

    @given(st.text(max_size=400))
    def test_fits_the_column_of_keys(self, typed):
        assert all(len(word) <= LONGEST_WORD for word in spellings(typed))


class TestDeletions:
    def test_leaves_out_each_letter_once(self):
        assert deletions("kerr") == {"err", "krr", "ker"}

    def test_has_none_for_a_single_letter(self):
        assert deletions("k") == set()

    @given(PLAIN, st.data())
    def test_meet_for_any_two_words_one_slip_apart(self, word, data):
        place = data.draw(st.integers(0, len(word) - 1))
        letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
        changed = word[:place] + letter + word[place + 1 :]
        longer = word[:place] + letter + word[place:]
        swapped = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]

        for slip in (changed, longer, swapped, word[:place] + word[place + 1 :]):
            assert ({word} | deletions(word)) & ({slip} | deletions(slip))


class TestSound:
    @pytest.mark.parametrize(("one", "other"), [("stephen", "steven"), ("catherine", "katharine"), ("reid", "read")])
    def test_is_the_same_for_names_that_sound_alike(self, one, other):
        assert sound(one) == sound(other) != ""

    @pytest.mark.parametrize("word", ["", "li", "дмитро", "o2o"])
    def test_says_nothing_where_english_ears_would_not_help(self, word):
        assert sound(word) == ""


class TestShortFor:
    @pytest.mark.parametrize(
        ("short", "whole"),
        [("bob", "robert"), ("liz", "elizabeth"), ("bill", "william"), ("peggy", "margaret"), ("dick", "richard")],
    )
    def test_leads_from_either_name_to_the_other(self, short, whole):
        assert whole in short_for(short)
        assert short in short_for(whole)

    def test_never_leads_to_itself(self):
        assert "bob" not in short_for("bob")

    def test_knows_nothing_of_a_name_without_short_forms(self):
        assert short_for("aashildr") == set()


class TestLearntKeys:
    def test_keeps_the_word_its_slips_and_its_sound(self):
        keys = list(learnt_keys(["kerr"]))

        assert keys[0] == ("kerr", "kerr", KeyKind.NAME)
        assert {key for key, _, kind in keys if kind == KeyKind.DELETION} == {"err", "krr", "ker"}
        assert [kind for _, _, kind in keys].count(KeyKind.SOUND) == 1

    @given(st.lists(st.text(max_size=60).map(folded), max_size=5))
    def test_fits_its_columns(self, words):
        known = [word for text in words for word in name_words(text)]

        assert all(len(key) <= 42 and len(word) <= 40 for key, word, _ in learnt_keys(known))
