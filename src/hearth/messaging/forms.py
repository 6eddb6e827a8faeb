"""What is asked about messages."""

from django import forms

from hearth.messaging.codes import ANY_CHANNEL, Channel, ChoiceKind

CHANNELS = [(ANY_CHANNEL, "Every message"), *((channel.value, f"{channel.label}s") for channel in Channel)]


class ChoiceForm(forms.Form):
    """What the person said about being written to."""

    channel = forms.ChoiceField(
        label="Which messages?",
        choices=CHANNELS,
        initial=ANY_CHANNEL,
        error_messages={"required": "Choose which messages this is about."},
    )
    choice = forms.ChoiceField(
        label="What did they say?",
        choices=ChoiceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they said."},
    )


class TellingForm(forms.Form):
    """How somebody was told in person."""

    how = forms.CharField(
        label="How did you tell them?",
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "We spoke at the door"}),
        error_messages={"required": "Say how you told them, in a few words."},
    )
