"""How the writer's own words read."""

from hearth.language.quoting import without_quotations
from hearth.language.rules import reading_beside

HARD = "Notwithstanding the aforementioned considerations, participation in psychological interventions is voluntary. "


class TestReadingBeside:
    def test_says_nothing_of_a_line_or_two(self):
        assert reading_beside("Comprehensive multidisciplinary assessment.") is None

    def test_reads_the_words_of_the_writer_alone(self):
        easy = "We have what you wrote. Priya rings you on Monday. You can come by at any time. "

        assert reading_beside(f"{easy}“{HARD}”").is_easy
        assert not reading_beside(HARD * 2).is_easy


class TestWithoutQuotations:
    def test_keeps_all_else(self):
        assert without_quotations("He said “no” and “never”.") == "He said  and ."
        assert without_quotations("> theirs\nmine") == "\nmine"
        assert without_quotations("nothing quoted") == "nothing quoted"
