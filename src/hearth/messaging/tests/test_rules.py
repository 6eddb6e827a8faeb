"""Whom a message is for and what it may say."""

from uuid import uuid4

import pytest

from hearth.core.errors import NotPossible
from hearth.messaging import links, rules
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.rules import Wording


class TestByEmail:
    @pytest.mark.parametrize("address", ["", "ada", "ada@", "ada@b.example\nBcc: all@b.example"])
    def test_refuses_what_is_no_address(self, address):
        with pytest.raises(NotPossible, match="e-mail"):
            rules.by_email(AddresseeKind.REFERRER, address)

    @pytest.mark.parametrize("kind", [AddresseeKind.PERSON, AddresseeKind.WORKER])
    def test_is_not_for_those_we_reach_otherwise(self, kind):
        with pytest.raises(ValueError, match="address"):
            rules.by_email(kind, "ada@b.example")


class TestWorker:
    def test_names_one_place_of_work(self):
        place = uuid4()

        assert rules.worker(place).membership_id == place


class TestTidy:
    def test_keeps_the_subject_on_one_line(self):
        assert rules.tidy(Wording(" Thank\r\nyou ", "\n Hello.\r\nBye.\x00 ")) == Wording("Thank you", "Hello.\nBye.")

    @pytest.mark.parametrize("wording", [Wording(" ", "Hello."), Wording("Hello", "\n")])
    def test_refuses_to_say_nothing(self, wording):
        with pytest.raises(ValueError, match="subject and a body"):
            rules.tidy(wording)


class TestCheckNeutral:
    @pytest.mark.parametrize("word", ["Hub", "mental health", "PSYCHIATRIST", "crises", "your referral", "the service"])
    def test_refuses_words_that_tell(self, word):
        with pytest.raises(ValueError, match="must not say"):
            rules.check_neutral(Wording("Hello", f"About {word}."), may_be_plain=lambda: False)

    @pytest.mark.parametrize("words", ["Sam texts you on Saturday.", "Hubert says hello.", "Fundamentals"])
    def test_lets_plain_words_through(self, words):
        assert rules.check_neutral(Wording("Hello", words), may_be_plain=lambda: False) is None

    def test_lets_any_words_through_where_the_person_said_so(self):
        assert rules.check_neutral(Wording("From the hub", "Come by."), may_be_plain=lambda: True) is None


class TestAbsolute:
    @pytest.mark.parametrize("base", ["https://here.example", "https://here.example/"])
    def test_puts_the_house_before_the_path(self, settings, base):
        settings.BASE_URL = base

        assert links.absolute("/r/abc") == "https://here.example/r/abc"


class TestWithoutSecrets:
    @pytest.mark.parametrize(
        ("words", "shown"),
        [
            ("See https://here.example/r/" + "a1" * 20 + " now", "See https://here.example/r/… now"),
            ("See https://here.example/people/" + "0195f0a0-0000-7000-8000-000000000000", None),
            ("See https://here.example/desk", None),
        ],
    )
    def test_leaves_out_only_what_nobody_could_guess(self, words, shown):
        assert rules.without_secrets(words) == (shown or words)


class TestCheckTelling:
    @pytest.mark.parametrize(("state", "how"), [("told", "At the door."), ("to-tell", " ")])
    def test_asks_for_something_untold_and_how(self, state, how):
        with pytest.raises(NotPossible):
            rules.check_telling(state, how=how)
