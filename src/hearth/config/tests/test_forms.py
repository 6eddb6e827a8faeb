"""Every form there is speaks plainly. It stands here because only the top of the house knows every form."""

import importlib
import pkgutil

import pytest
from django import forms

import hearth

NOT_OURS = ("This field", "valid choice", "valid date", "Ensure this value", "Null characters", "Enter a ")


def all_forms() -> list[type[forms.BaseForm]]:
    """Every form class of every package, and those of signing in that django-allauth brings."""
    for module in pkgutil.walk_packages(hearth.__path__, "hearth."):
        if not {"tests", "migrations", "__main__"} & set(module.name.split(".")):
            importlib.import_module(module.name)
    found = {form for form in below(forms.BaseForm) if is_shown(form) and form.base_fields}
    return sorted(found, key=lambda form: f"{form.__module__}.{form.__qualname__}")


def is_shown(form: type) -> bool:
    return form.__module__.startswith(("hearth.", "allauth.")) and ".tests." not in form.__module__


def below(form: type) -> set[type]:
    return {form}.union(*(below(one) for one in form.__subclasses__()))


def sentences(field: forms.Field) -> list[str]:
    """Everything this field may say to somebody who typed something else."""
    said = [str(words) for words in field.error_messages.values()]
    return [*said, *(str(getattr(validator, "message", "")) for validator in field.validators)]


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: f"{form.__module__}.{form.__name__}")
class TestForm:
    def test_has_no_sentence_of_djangos(self, form):
        said = [(name, words) for name, field in form.base_fields.items() for words in sentences(field)]

        assert [(name, words) for name, words in said if any(other in words for other in NOT_OURS)] == []

    def test_answers_nothing_at_all_in_plain_words(self, form):
        required = [field for field in form.base_fields.values() if field.required]

        for field in required:
            with pytest.raises(forms.ValidationError) as problem:
                field.clean("" if not isinstance(field, forms.MultiValueField) else [])
            assert "This field is required" not in str(problem.value)


class TestRefusedValues:
    @pytest.mark.parametrize("typed", ["\x00", "a\x00b"])
    def test_include_a_mark_that_cannot_be_kept(self, typed):
        with pytest.raises(forms.ValidationError, match="cannot keep"):
            forms.CharField().clean(typed)

    def test_include_what_is_too_long_with_how_long_it_may_be(self):
        with pytest.raises(forms.ValidationError, match="room for 5 here"):
            forms.CharField(max_length=5).clean("x" * 9)

    def test_include_half_an_address(self):
        with pytest.raises(forms.ValidationError, match="Type it in full"):
            forms.EmailField().clean("sam@")
