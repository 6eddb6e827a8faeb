"""Why a record is kept close, and by when somebody looks again."""

from datetime import date
from typing import Any

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.identity.rules import LONGEST_CLOSE, SAY_WHY

LOOKS_AGAIN = LONGEST_CLOSE / 4


class RestrictionForm(forms.Form):
    """Why it opens only for a few, and until when at most before somebody looks again."""

    because = forms.CharField(
        label="Why should it open only for a few?",
        max_length=300,
        help_text="They read this. For example: a colleague of ours uses the hub.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": SAY_WHY},
    )
    review_on = DateBoxesField(
        label="By which day does somebody look again?",
        help_text="Within a year.",
        error_messages={"required": "Say by which day somebody looks again."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].initial = today + LOOKS_AGAIN


class LiftingForm(forms.Form):
    """Why it opens again."""

    because = forms.CharField(
        label="Why does it open again?",
        max_length=300,
        help_text="They read this. Talk with them first.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": SAY_WHY},
    )
