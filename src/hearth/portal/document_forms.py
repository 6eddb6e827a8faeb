"""Closing one of my documents."""

from django import forms


class ClosingForm(forms.Form):
    """Whether others may know that something is there."""

    hidden = forms.TypedChoiceField(
        label="May others know that something is there?",
        choices=[("no", "Yes: they see that I closed something, but not what"), ("yes", "No: leave no trace of it")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether others may know."},
    )
