"""Closing one of my documents."""

from django import forms

from hearth.core.yes_or_no import YesOrNoField


class ClosingForm(forms.Form):
    """Whether others may know that something is there."""

    hidden = YesOrNoField(
        "May others know that something is there?",
        ("no", "Yes: they see that I closed something, but not what"),
        ("yes", "No: leave no trace of it"),
        missing="Choose whether others may know.",
    )
