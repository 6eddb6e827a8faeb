"""Countersigning, and writing together."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from hearth.record.rules import ANSWER_IN_WORDS, ASK_IN_WORDS, SAY_WHAT
from hearth.record.signing_queries import Colleague


class QuestionForm(forms.Form):
    """What whoever countersigns would like to know first."""

    words = forms.CharField(
        label="Your question",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever wrote it reads this. So does the person it is about.",
        error_messages={"required": ASK_IN_WORDS},
    )


class AnswerForm(forms.Form):
    """What whoever wrote it answers."""

    words = forms.CharField(
        label="Your answer",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ANSWER_IN_WORDS},
    )


class TogetherForm(forms.Form):
    """Who wrote it too."""

    who = forms.MultipleChoiceField(
        label="Who wrote it with you?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who wrote it with you."},
    )

    def __init__(self, *args: Any, colleagues: Iterable[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.membership_id), f"{one.name}, {one.organisation}") for one in colleagues]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> list[UUID]:
        """The memberships chosen. Call only on a valid form."""
        return [UUID(one) for one in self.cleaned_data["who"]]


class NotMineForm(forms.Form):
    """What is not as whoever was named remembers it."""

    words = forms.CharField(
        label="What is not as you remember it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": SAY_WHAT},
    )
