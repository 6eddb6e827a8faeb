"""What is typed by those who look after machines."""

from django import forms

from hearth.exchange.machine_rules import SEE_FIRST


class KeyForm(forms.Form):
    """What the key is for."""

    name = forms.CharField(
        label="What is this key for?",
        max_length=80,
        help_text="The system that will use it, so that whoever ends it one day knows.",
        error_messages={"required": "Say what this key is for, such as the name of the system that will use it."},
    )


class SeenToForm(forms.Form):
    """What was done about a call that failed."""

    words = forms.CharField(
        label="What did you do about it?",
        max_length=300,
        help_text="For example: rang the surgery, they send it again.",
        error_messages={"required": SEE_FIRST},
    )
