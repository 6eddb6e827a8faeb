"""What somebody asks of the picture of a journey: how much time, whom, what.

There is no box for words: an address stays behind in histories, and words about a person do not belong there.
"""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

from hearth.record.actions import Yes
from hearth.record.journey.facts import Shape
from hearth.record.journey.spans import SPAN_WORDS, Span
from hearth.sharing.codes import SaidBy

EARLIEST = date(1900, 1, 1)
ALL, NOT_ONE_OF_THESE = "", "Choose one of these. Until then everything is shown."
# What can be shown alone: its name in the address, its words, and the shapes it means.
SHOWN = {
    "contact": ("Contacts", frozenset({Shape.CONTACT})),
    "missed": ("Did not make it, and what was tried", frozenset({Shape.MISSED, Shape.TRIED})),
    "crisis": ("Crises, and whoever stepped in", frozenset({Shape.CRISIS, Shape.STEPPED_IN})),
    "stay": ("Stays", frozenset({Shape.STAY})),
    "passed": ("Passed on, or handed over", frozenset({Shape.PASSED})),
    "noted": ("Written down", frozenset({Shape.NOTED})),
}
NAMES = ("span", "to_on", "what", "lane", "plain")


class PictureForm(forms.Form):
    """Whatever cannot be read is left out, and said at its field."""

    span = forms.ChoiceField(
        label="How much time",
        required=False,
        choices=[(span.value, words) for span, words in SPAN_WORDS.items()],
        error_messages={"invalid_choice": NOT_ONE_OF_THESE},
    )
    to_on = forms.DateField(
        label="Until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(EARLIEST, "Choose a day after 1900.")],
        error_messages={"invalid": "Write the day like this: 20/11/2026. Until then it goes on to today."},
    )
    what = forms.ChoiceField(
        label="What",
        required=False,
        choices=[(ALL, "Everything"), *((name, words) for name, (words, _) in SHOWN.items())],
        error_messages={"invalid_choice": NOT_ONE_OF_THESE},
    )
    plain = forms.BooleanField(label="Leave out everybody’s words", required=False)

    def __init__(self, *args: Any, lanes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lane"] = forms.ChoiceField(
            label="With whom",
            required=False,
            choices=[(ALL, "Everyone"), *((lane, lane) for lane in lanes)],
            error_messages={"invalid_choice": NOT_ONE_OF_THESE},
        )

    def asked(self) -> dict[str, Any]:
        """What was asked for and can be understood, by name."""
        self.is_valid()
        return {name: value for name in NAMES if (value := self.cleaned_data.get(name))}

    def span_asked(self) -> Span:
        """How much time; everything unless said."""
        return Span(self.asked().get("span") or Span.ALL)

    def until_on(self) -> date | None:
        """The day after the last that is shown; None for today."""
        day: date | None = self.asked().get("to_on")
        return day + timedelta(days=1) if day and day < date.max else None

    def shapes(self) -> frozenset[Shape]:
        """The only shapes shown; none for all."""
        return SHOWN[self.asked()["what"]][1] if "what" in self.asked() else frozenset()


class AgreementForm(forms.Form):
    """What somebody said when they were asked whether a picture of their journey may leave."""

    said_by = forms.ChoiceField(
        label="Who said yes?",
        choices=[(SaidBy.PERSON.value, "They did"), (SaidBy.LEGAL.value, "Someone with the legal right to decide")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say who said yes.", "invalid_choice": "Say who said yes."},
    )
    how_asked = forms.CharField(
        label="How did you ask?",
        max_length=300,
        help_text="For example: we looked at it together on the screen.",
        error_messages={"required": "Say how you asked them. They read this."},
    )
    what_for = forms.CharField(
        label="What is it for?",
        max_length=300,
        help_text="For example: to take to the housing meeting on Friday.",
        error_messages={"required": "Say what the picture is for. They read this."},
    )

    def yes(self) -> Yes:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return Yes(SaidBy(given["said_by"]), given["how_asked"], given["what_for"])
