import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.core.errors import NotPossible
from hearth.outcomes import wordings
from hearth.outcomes.tests.sheets import DIALOG, REQOL, as_bytes, file_for

UNHURRIED = settings(deadline=None)


def with_item(number, /, **changed):
    told = file_for(REQOL)
    told["items"][number - 1] = {**told["items"][number - 1], **changed}
    return told


class TestRead:
    @pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b"null"])
    def test_refuses_what_is_no_such_file(self, content):
        with pytest.raises(NotPossible, match="not a file of words"):
            wordings.read(content)

    def test_refuses_what_is_too_large(self):
        with pytest.raises(NotPossible, match="too large"):
            wordings.read(b" " * 200_001)

    def test_reads_past_a_byte_order_mark(self):
        assert wordings.read(b"\xef\xbb\xbf{}") == {}


class TestProblems:
    def test_are_none_of_a_whole_file(self):
        assert wordings.problems(file_for(REQOL), of=REQOL) == []
        assert wordings.problems(file_for(DIALOG), of=DIALOG) == []

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            (file_for(REQOL, instrument="dialog"), "not for ReQoL-10, version 1"),
            (file_for(REQOL, version=2), "not for ReQoL-10, version 1"),
            (file_for(REQOL, title=""), "“title” should be a line of text"),
            (file_for(REQOL, language=None), "“language” should be"),
            (file_for(REQOL, items={}), "There is no list of items"),
            (file_for(REQOL, items=file_for(REQOL)["items"][1:]), "Item 1 is missing"),
            (
                file_for(REQOL, items=[*file_for(REQOL)["items"], file_for(REQOL)["items"][2]]),
                "Item 3 stands there more",
            ),
            (with_item(2, number=12), "an item that ReQoL-10 does not have"),
            (with_item(4, words=" "), "Item 4 has no words"),
            (with_item(4, words="x" * 501), "Item 4 has no words"),
            (with_item(4, words="tell\x07me"), "Item 4 has no words"),
            (with_item(5, answers=["Never"]), "Item 5 should have 5 answers"),
            (with_item(5, answers=["Never"] * 5), "Item 5 has an answer without words, or twice"),
            (with_item(6, reversed="yes"), "Item 6 does not say whether"),
            (with_item(6, reversed=False), "Item 6 should count the other way round"),
            (with_item(7, reversed=True), "Item 7 should not count the other way round"),
        ],
    )
    def test_name_the_item(self, told, says):
        assert any(says in line for line in wordings.problems(told, of=REQOL))

    @UNHURRIED
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["number", "items", "words"]), inner)
            ),
        )
    )
    def test_are_sentences_whatever_the_file_holds(self, items):
        found = wordings.problems({"items": items}, of=REQOL)

        assert found
        assert all(isinstance(line, str) for line in found)


class TestParsed:
    def test_gives_the_words_by_their_numbers(self):
        found = wordings.parsed(wordings.read(as_bytes(file_for(REQOL))), of=REQOL)

        assert found.words.item(6).words == "Invented question 6?"
        assert found.reversed == REQOL.reversed
        with pytest.raises(LookupError):
            found.words.item(12)

    def test_says_the_first_few_things_and_how_many_more(self):
        with pytest.raises(NotPossible, match="And 7 more"):
            wordings.parsed(file_for(REQOL, title="", items=[]), of=REQOL)


class TestNumbered:
    def test_asks_for_the_box_counted_from_the_left(self):
        words = wordings.numbered(DIALOG)

        assert (words.items[10].words, words.items[10].answers[6]) == ("Item 11", "7th box")
        assert words.items[0].answers[:3] == ("1st box", "2nd box", "3rd box")
