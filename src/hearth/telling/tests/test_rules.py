from datetime import date

import pytest

from hearth.core.errors import NotPossible
from hearth.telling import rules
from hearth.telling.codes import FillingStatus, Origin
from hearth.telling.rules import Answer, Field

NAME = Field("name", "Name", "known_as", required=True)


def answer(words="Zoë", origin=Origin.KNOWN, fact="known_as", key="name"):
    return Answer(key, "Name", fact, words, origin)


class TestCheckFields:
    @pytest.mark.parametrize(
        ("fields", "says"),
        [
            ([], "at least one thing"),
            ([Field("name", " ", "known_as")], "Say what “name” asks"),
            ([Field("name", "Name", "")], "Choose where the answer to “Name” comes from"),
            ([Field("name", "Name", "immigration")], "Choose where"),
            ([NAME, NAME], "Two fields are called “name”"),
            ([Field(str(n), "N", "known_as") for n in range(121)], "121 fields"),
        ],
    )
    def test_names_what_has_to_be_mended(self, fields, says):
        with pytest.raises(NotPossible, match=says):
            rules.check_fields(fields)

    def test_lets_a_whole_one_be(self):
        rules.check_fields([NAME])


class TestCheckFits:
    def test_names_a_place_nothing_fills_and_a_field_without_a_place(self):
        with pytest.raises(NotPossible, match="called “born” that nothing fills"):
            rules.check_fits([NAME], ["name", "born"])
        with pytest.raises(NotPossible, match="no place for “Name”"):
            rules.check_fits([NAME], [])


class TestQuestionsSaved:
    def test_counts_what_was_told_before_and_confirmed_as_it_stood(self):
        answers = [
            answer(),
            answer("", Origin.EMPTY),
            answer(origin=Origin.ASKED),
            answer(origin=Origin.CHANGED),
            answer(fact="today"),
            answer(" "),
        ]

        assert rules.questions_saved(answers) == 1
        assert rules.questions_in(answers) == 3


class TestDigestOf:
    def test_changes_with_every_word_and_not_with_the_source(self):
        same = Answer("name", "Name", "known_as", "Zoë", Origin.KNOWN, "Mo", date(2026, 1, 1))

        assert rules.digest_of([answer()]) == rules.digest_of([same])
        assert rules.digest_of([answer()]) != rules.digest_of([answer("Zoe")])


class TestIsStale:
    @pytest.mark.parametrize(("given", "stale"), [(None, False), (date(2026, 5, 21), False), (date(2026, 5, 20), True)])
    def test_after_half_a_year(self, given, stale):
        assert rules.is_stale(given, on=date(2026, 11, 20)) == stale


class TestCheckMove:
    @pytest.mark.parametrize("now", FillingStatus)
    @pytest.mark.parametrize("then", FillingStatus)
    def test_allows_what_the_table_says(self, now, then):
        allowed = {("open", "confirmed"), ("open", "let-go"), ("confirmed", "open"), ("confirmed", "sent")}

        if (now, then) in allowed | {("confirmed", "let-go")}:
            rules.check_move(now, then)
        else:
            with pytest.raises(NotPossible):
                rules.check_move(now, then)
