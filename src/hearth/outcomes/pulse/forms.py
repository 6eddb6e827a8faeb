"""The one question."""

from django import forms

from hearth.outcomes.codes import Pulse


class PulseForm(forms.Form):
    """How it is to work here, in one of five answers."""

    answer = forms.TypedChoiceField(
        label="How is it to work here just now?",
        choices=Pulse.choices,
        coerce=lambda value: Pulse(int(value)),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one, or leave it for now."},
    )
