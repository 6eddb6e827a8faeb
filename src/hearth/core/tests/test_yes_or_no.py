import pytest
from django import forms

from hearth.core.yes_or_no import YesOrNoField


class Asked(forms.Form):
    safe = YesOrNoField("Is it safe?", ("no", "Not now"), ("yes", "It is"), missing="Say whether it is safe.")
    sure = YesOrNoField("Are you sure?", ("", "I do not know"), ("no", "No"), ("yes", "Yes"))


class TestYesOrNoField:
    @pytest.mark.parametrize(("chosen", "means"), [("yes", True), ("no", False), ("", None)])
    def test_is_true_false_or_not_known(self, chosen, means):
        form = Asked({"safe": "yes", "sure": chosen})

        assert form.is_valid()
        assert form.cleaned_data == {"safe": True, "sure": means}

    def test_says_in_its_own_words_that_an_answer_is_missing(self):
        assert Asked({"sure": ""}).errors == {"safe": ["Say whether it is safe."]}

    def test_takes_nothing_that_was_not_offered(self):
        assert set(Asked({"safe": "perhaps", "sure": "perhaps"}).errors) == {"safe", "sure"}
