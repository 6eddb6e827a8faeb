from hypothesis import given
from hypothesis import strategies as st

from hearth.correcting.rules import MOST_COMPARED, Piece, changes

words = st.lists(st.sampled_from(["she", "came", "at", "ten", "\n", "late."]), max_size=12).map(" ".join)


class TestChanges:
    def test_says_which_words_were_added_and_taken_away(self):
        assert changes("She was late.", "The bus was late.") == [
            Piece("removed", "She"),
            Piece("added", "The bus"),
            Piece("same", " was late."),
        ]

    @given(old=words, new=words)
    def test_leaves_nothing_of_either_out(self, old, new):
        found = changes(old, new)

        assert "".join(piece.words for piece in found if piece.kind != "added") == old
        assert "".join(piece.words for piece in found if piece.kind != "removed") == new

    def test_takes_long_versions_line_by_line_and_the_longest_whole(self):
        lines = "\n".join(["one two three"] * MOST_COMPARED)

        by_line = changes("a b\n" * 900 + "c d" * 2000, "a b\n" * 900 + "e")
        whole = changes(lines, lines + "\nfour")

        assert by_line[0].kind == "same"
        assert [piece.kind for piece in whole] == ["removed", "added"]
