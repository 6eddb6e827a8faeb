"""The equality set as a form: one answer to each, with words only for what they told us."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from hearth.core.errors import NotPossible
from hearth.people import rules
from hearth.people.codes import Answer, Characteristic
from hearth.people.details import EqualityAnswer


class EqualityForm(forms.Form):
    """Two fields for each characteristic: what kind of answer it is, and the words."""

    def __init__(self, *args: Any, known: Sequence[EqualityAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in known:
            words = Characteristic(one.characteristic).label
            self.fields[one.characteristic] = forms.ChoiceField(
                label=words, choices=Answer.choices, initial=one.answer.value
            )
            self.fields[f"{one.characteristic}_words"] = forms.CharField(
                label=f"{words}, in their words", required=False, max_length=200, initial=one.words
            )
        self.known = {one.characteristic: one for one in known}

    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        """The answer and the words of each, in their order."""
        return ((self[name], self[f"{name}_words"]) for name in self.known)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one in self.answers(given):
            try:
                rules.check_equality(one)
            except NotPossible as problem:
                self.add_error(f"{one.characteristic}_words", str(problem))
        return given

    def answers(self, given: dict[str, Any] | None = None) -> list[EqualityAnswer]:
        """What was told, one answer for each. A code stays with words that stay. Call only on a valid form."""
        given = self.cleaned_data if given is None else given
        return [
            EqualityAnswer(name, Answer(given[name]), words, before.code if words == before.words else "")
            for name, before in self.known.items()
            if name in given and (words := given.get(f"{name}_words", "")) is not None
        ]
