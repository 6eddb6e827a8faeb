import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.language.finding import Finder, Term

ADDICT = Term("addict", "person with a dependence", "A label.", also=("junkie",))
ENGAGE = Term("failed to engage", "has not felt able to", "It is for us.", also=("didn't engage", "non-compliant"))
FINDER = Finder([ADDICT, ENGAGE, Term("engage", "talk", "Shorter."), Term("  ", "nothing", "Nothing.")])


def found(text):
    return [hit.words for hit in FINDER.find(text)]


class TestFind:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("An addict.", ["addict"]),
            ("ADDICT’s", ["ADDICT"]),
            ("addiction, coaddict, addict2", []),
            ("He failed to engage.", ["failed to engage"]),
            ("He failed  to\n engage.", ["failed  to\n engage"]),
            ("She didn’t engage, didn't engage, didn‘t engage", ["didn’t engage", "didn't engage", "didn‘t engage"]),
            ("non compliant and Non-Compliant", ["non compliant", "Non-Compliant"]),
            ("İstanbul has an addict", ["addict"]),
            ("", []),
        ],
    )
    def test_finds_whole_words_however_they_are_written(self, text, words):
        assert found(text) == words

    @pytest.mark.parametrize(
        "text",
        [
            "“I am a junkie,” she said.",
            'He says "junkie" of himself.',
            "‘I’m a junkie’",
            "'I'm a junkie'",
            "«junkie»",
            "> junkie",
            "  > I was a junkie\n",
            "“a line\nand junkie”",
        ],
    )
    def test_leaves_alone_what_somebody_said_themselves(self, text):
        assert found(text) == []

    @pytest.mark.parametrize(
        "text", ['"never closed junkie', "isn't a junkie, isn't", "“one” junkie “two”", '"open\n\nnot in it: junkie"']
    )
    def test_looks_at_what_only_stands_near_a_mark(self, text):
        assert found(text) == ["junkie"]

    def test_finds_nothing_with_an_empty_list(self):
        assert Finder([]).find("addict") == []

    @given(st.text(alphabet="ab ct’'\n\xa0İß-\"“”addict", max_size=60))
    def test_says_where_in_the_text_as_it_was_written(self, text):
        for hit in FINDER.find_anywhere(text):
            assert text[hit.start : hit.end] == hit.words
            assert "".join(hit.words.lower().split()) in {"addict", "junkie"}
