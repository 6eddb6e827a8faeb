import pytest

from hearth.language import jargon, readability

EASY = "We have what you wrote. Priya rings you on Monday. You can come by at any time."
HARD = (
    "The organisation will undertake a comprehensive assessment of your circumstances. Then we talk. "
    "Notwithstanding the aforementioned considerations, participation in psychological interventions is voluntary. "
    "Confidentiality requirements necessitate documentation. Your multidisciplinary practitioners deliberate regularly."
)


class TestReadingOf:
    def test_finds_plain_words_easy(self):
        reading = readability.reading_of(EASY)

        assert (reading.words, reading.sentences) == (17, 3)
        assert reading.is_easy
        assert reading.change_first == ()

    def test_names_the_three_sentences_to_change_first_and_why(self):
        reading = readability.reading_of(HARD)

        assert not reading.is_easy
        assert len(reading.change_first) == 3
        assert "Then we talk." not in [one.words for one in reading.change_first]
        assert "long words: " in reading.change_first[0].why

    def test_says_of_a_long_sentence_how_long_it_is(self):
        long = "We will come and see you, and then " * 5 + "we go home."

        assert readability.reading_of(long).change_first[0].why.startswith("43 words")

    @pytest.mark.parametrize("text", ["", "1984. ...", "\n"])
    def test_has_no_age_for_a_text_without_words(self, text):
        assert readability.reading_of(text).age == 0


class TestFormulas:
    def test_are_those_of_their_authors(self):
        # Worked by hand: 0.39 * 100 / 5 + 11.8 * 150 / 100 - 15.59; 1.043 * sqrt(10 * 30 / 30) + 3.1291.
        assert readability.flesch_kincaid(words=100, sentences=5, syllables=150) == pytest.approx(9.91)
        assert readability.smog(long_words=10, sentences=30) == pytest.approx(6.4274, abs=0.0001)


class TestSentencesIn:
    def test_does_not_end_at_a_dot_within(self):
        text = "Dr. Obi came at 3.30 with St. John. She stayed!\nA line of its own"

        assert readability.sentences_in(text) == [
            "Dr. Obi came at 3.30 with St. John.",
            "She stayed!",
            "A line of its own",
        ]


class TestSyllables:
    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("I", 1),
            ("table", 2),
            ("asked", 1),
            ("wanted", 2),
            ("places", 2),
            ("homes", 1),
            ("assessment", 3),
            ("hmm", 1),
        ],
    )
    def test_are_near_what_is_said_aloud(self, word, count):
        assert readability.syllables(word) == count

    @pytest.mark.parametrize(("word", "count"), [("well-being", 3), ("medicine", 3), ("people", 2), ("benefits", 3)])
    def test_are_counted_by_hyphenation_where_that_finds_more(self, word, count):
        assert readability.syllables(word) == count


class TestExplained:
    def test_says_what_words_of_the_trade_mean_each_once(self):
        terms = jargon.explained("A safeguarding talk about s117, and S117 again: “safeguarding”.")

        assert [term.phrase for term in terms] == ["safeguarding", "s117"]
        assert "You never pay" in terms[1].suggestion

    def test_says_nothing_of_plain_words(self):
        assert jargon.explained("We sat by the river.") == []

    def test_is_plain_itself(self):
        means = " ".join(term.suggestion for _, term in jargon._finder().automaton.values())

        assert readability.reading_of(means).is_easy
