"""What a custodian decides about two records."""

from typing import Any
from uuid import UUID

from django import forms

from hearth.identity.doors import Side, Since
from hearth.people.codes import SecondItem

ITEMS = [("", "Nothing besides"), *((item.value, item.label) for item in SecondItem)]
WHY = {"required": "Say in a few words why."}


class BecauseForm(forms.Form):
    """Why, in a few words."""

    because = forms.CharField(
        label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}), error_messages=WHY
    )


class TwoPeopleForm(BecauseForm):
    """These are two people, because."""

    because = forms.CharField(
        label="How do you know that these are two people?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=WHY,
    )


class CheckedForm(forms.Form):
    """What was checked beside the name."""

    checked_by = forms.ChoiceField(
        label="What else did you check with them?", choices=ITEMS, required=False, widget=forms.RadioSelect
    )


class MergeForm(CheckedForm, BecauseForm):
    """These are one person: which record goes on, what was checked, and why."""

    survivor = forms.TypedChoiceField(
        label="Which record goes on?",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which of the two goes on."},
    )
    field_order = ("survivor", "checked_by", "because")

    def __init__(self, *args: Any, sides: list[Side], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["survivor"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (str(side.id), f"{side.known_as}, known here since {side.made_at:%-d %B %Y}") for side in sides
        ]


class PartingForm(BecauseForm):
    """These are two people after all: why, and what of the new is about the one who was joined."""

    belong = forms.TypedMultipleChoiceField(
        label="Which of these are about the other one?",
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("belong", "because")

    def __init__(self, *args: Any, since: list[Since], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["belong"].choices = [  # type: ignore[attr-defined]  # it is a ChoiceField
            (str(one.id), f"{one.occurred_at:%-d %B %Y, %H:%M}, {one.author}, {one.lane}") for one in since
        ]
        self.initial.setdefault("belong", [str(one.id) for one in since if one.theirs])
