"""The questions at the door. Three must be answered; every other may stay empty."""

from collections.abc import Mapping
from typing import Any

from django import forms

from hearth.core.yes_or_no import YesOrNoField
from hearth.front_door.ask_steps import Step
from hearth.front_door.codes import PersonKnows, Route
from hearth.front_door.rules import Told

LONG = 200_000


class Words(forms.CharField):
    """Room for somebody's own words, as many as they like."""

    def __init__(
        self, label: str, *, required: bool = False, help_text: str = "", rows: int = 3, **kwargs: Any
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=LONG,
            widget=forms.Textarea(attrs={"rows": rows}),
            **kwargs,
        )


class Line(forms.CharField):
    """One line of text."""

    def __init__(self, label: str, *, required: bool = False, help_text: str = "", **kwargs: Any) -> None:
        super().__init__(
            label=label, required=required, help_text=help_text, max_length=kwargs.pop("length", 120), **kwargs
        )


class AskForm(forms.Form):
    """Asking for support, for yourself or for someone you care about."""

    for_whom = forms.ChoiceField(
        label="Who is this for?",
        choices=[(Route.MYSELF.value, "Me"), (Route.SOMEONE_WHO_CARES.value, "Someone I care about")],
        widget=forms.RadioSelect,
        initial=Route.MYSELF.value,
        error_messages={"required": "Choose whether this is for you or for someone else."},
    )
    known_as = Line("What would you like to be called?", help_text="Any name. You can leave this empty.")
    who_and_how_to_find = Words(
        "How can we find you?",
        required=True,
        help_text="A phone number, an e-mail, or a place. For example: text me, not before eleven.",
        error_messages={"required": "Tell us how to find you. A number, an e-mail or a place is enough."},
        rows=2,
    )
    what_is_happening = Words(
        "What is going on?",
        required=True,
        help_text="In your own words. A few are enough.",
        error_messages={"required": "Tell us a little of what is going on. A few words are enough."},
        rows=5,
    )
    feels_unsafe = YesOrNoField(
        "Do you feel safe right now?",
        ("", "I would rather not say"),
        ("no", "Yes, for now"),
        ("yes", "No"),
    )
    would_help = Words("What would help?", rows=2)
    safe_contact = Words("Is there anything we should know before we get in touch?", rows=2)
    adjustments = Words("What would make this easier?", help_text="For example: a quiet room, an interpreter.", rows=2)
    referrer_name = Line("Your name, if this is for someone else")
    referrer_email = forms.EmailField(
        label="Your e-mail, if you want to hear from us",
        required=False,
        max_length=254,
        help_text="We send you a link first, and news only once you have followed it.",
        error_messages={"invalid": "That does not look like an e-mail address."},
    )
    person_knows = forms.ChoiceField(
        label="If this is for someone else, do they know you are asking?",
        choices=PersonKnows.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    knows_not_because = Words("If they do not know, why not?", rows=2)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("for_whom") == Route.MYSELF.value:
            given |= {"person_knows": PersonKnows.YES.value, "knows_not_because": ""}
            given |= {"referrer_name": "", "referrer_email": ""}
        elif not given.get("person_knows"):
            given["person_knows"] = PersonKnows.NOT_YET_ASKED.value
        if given.get("person_knows") == PersonKnows.NO.value and not given.get("knows_not_because"):
            self.add_error("knows_not_because", "Tell us why they do not know that you are writing.")
        return given

    def told(self) -> Told:
        """What was told, as the action takes it. Call only on a valid form."""
        given = dict(self.cleaned_data)
        return Told(route=Route(given.pop("for_whom")), **given)


class StepForm(AskForm):
    """The questions of one page of the same form."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, step: Step, told: Mapping[str, str]) -> None:
        super().__init__(data, initial={"for_whom": Route.MYSELF.value, **told})
        self.fields = {name: self.fields[name] for name in step.fields}

    def clean(self) -> dict[str, Any]:
        given = super(AskForm, self).clean() or {}
        if given.get("person_knows") == PersonKnows.NO.value and not given.get("knows_not_because"):
            self.add_error("knows_not_because", "Tell us why they do not know that you are writing.")
        return given

    def typed(self) -> dict[str, str]:
        """What was typed on this page, fit to be kept or not yet."""
        return {name: self.data[name] for name in self.fields if name in self.data}


class ArrivalForm(forms.Form):
    """Somebody at the door or on the phone: the worker types while they talk."""

    route = forms.ChoiceField(
        label="How did they come?",
        choices=[(r.value, r.label) for r in (Route.WALK_IN, Route.PHONE, Route.TRANSFER, Route.OUTREACH)],
        widget=forms.RadioSelect,
        initial=Route.WALK_IN.value,
    )
    known_as = Line("What would they like to be called?", help_text="Leave empty for a guest.")
    who_and_how_to_find = Words(
        "How can we find them again?",
        required=True,
        rows=2,
        help_text="On the phone, the number to ring back comes first.",
        error_messages={"required": "Note how to find them again. “Sleeps near the station” is enough."},
    )
    what_is_happening = Words(
        "What is going on, in their words?",
        required=True,
        rows=5,
        error_messages={"required": "Note a few of their words about what is going on."},
    )
    feels_unsafe = YesOrNoField(
        "Is anyone unsafe now?",
        ("", "Not asked yet"),
        ("no", "No"),
        ("yes", "Yes"),
    )
    adjustments = Words("What would make this easier for them?", rows=2)
    would_help = Words("What would help?", rows=2)

    def told(self) -> Told:
        """What was told, as the action takes it. Call only on a valid form."""
        given = dict(self.cleaned_data)
        return Told(route=Route(given.pop("route")), **given)


class ReturnForm(forms.Form):
    """The code somebody kept."""

    kept = Line(
        "Your code",
        required=True,
        help_text="Three words and a number, such as otter-lamp-fern-42.",
        error_messages={"required": "Type the code you were given."},
    )
