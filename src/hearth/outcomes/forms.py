"""What is typed when a measure is offered, begun, answered, talked through, and when licensed words are loaded."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hearth.core.date_boxes import DateBoxesField
from hearth.organisations.models import Organisation
from hearth.outcomes import wordings
from hearth.outcomes.codes import RULES, Compared, FilledBy, Mode, Offered, Step
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.queries import InUse
from hearth.outcomes.terms import Comparison, Licence, Sitting
from hearth.outcomes.wordings import Words

ON_PAPER = ""
LEAVE_OUT = "I leave this one out"


class AboutForm(forms.Form):
    """What a measure looks back on, where it was begun from something hoped for."""

    goal = forms.UUIDField(
        required=False, widget=forms.HiddenInput, error_messages={"invalid": "Begin from the page of the goal again."}
    )

    def about(self) -> tuple[str, UUID] | None:
        """The goal it is about, or nothing in particular. Call only on a valid form."""
        goal: UUID | None = self.cleaned_data["goal"]
        return ("Goal", goal) if goal else None


class BeginForm(AboutForm):
    """How a worker fills a measure in with somebody."""

    mode = forms.ChoiceField(label="How is it filled in?", widget=forms.RadioSelect)
    filled_by = forms.ChoiceField(
        label="Who answers?", choices=FilledBy.choices, widget=forms.RadioSelect, initial=FilledBy.THEMSELVES
    )
    helped_by = forms.CharField(
        label="Who else helps?",
        required=False,
        max_length=120,
        help_text="An interpreter, a friend. Leave it empty if nobody does.",
    )
    language = forms.ChoiceField(label="In which language?", required=False)
    answered_on = DateBoxesField(
        label="On which day was it filled in?",
        required=False,
        help_text="For paper of an earlier day. Leave it empty for today.",
    )

    def __init__(self, *args: Any, words: Sequence[InUse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modes = [Mode.TOGETHER, Mode.PAPER] if words else [Mode.PAPER]
        self.fields["mode"].choices = [(mode.value, mode.label) for mode in modes]  # type: ignore[attr-defined]
        self.fields["mode"].initial = modes[0].value
        languages = [(one.words.language, one.words.language) for one in words]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]
        if len(languages) < 2:
            del self.fields["language"]
        self.only = languages[0][0] if languages else ON_PAPER

    def sitting(self) -> Sitting:
        """What was said. Call only on a valid form."""
        given = self.cleaned_data
        return Sitting(
            mode=Mode(given["mode"]),
            filled_by=FilledBy(given["filled_by"]),
            helped_by=given["helped_by"],
            language=given.get("language") or self.only,
            answered_on=given["answered_on"],
            about=self.about(),
        )


class ItemsForm(forms.Form):
    """Some or all items of a measure. Every one may be left out."""

    def __init__(self, *args: Any, words: Words, of: Instrument, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = list(numbers)
        for number in self.numbers:
            self.fields[name_of(number)] = question(words, of, number)

    def answers(self) -> dict[int, int | None]:
        """The answers by the numbers of their items; None for what was left out. Call only on a valid form."""
        told = {number: self.cleaned_data[name_of(number)] for number in self.numbers}
        return {number: int(value) if value != "" else None for number, value in told.items()}


def name_of(number: int) -> str:
    """The name of the field of an item."""
    return f"item-{number}"


def question(words: Words, of: Instrument, number: int) -> forms.ChoiceField:
    """One item with its answers, the lowest first, and the way to leave it out."""
    item = words.item(number)
    answers = [(str(of.lowest + place), answer) for place, answer in enumerate(item.answers)]
    return forms.ChoiceField(
        label=item.words, choices=[*answers, ("", LEAVE_OUT)], required=False, widget=forms.RadioSelect
    )


def initial(answers: dict[int, int]) -> dict[str, str]:
    """What the form begins with: what was answered so far."""
    return {name_of(number): str(value) for number, value in answers.items()}


class OfferForm(forms.Form):
    """What came of offering a measure, or why it was not offered."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Offered.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )
    words = forms.CharField(
        label="In a few words, if there is a reason",
        required=False,
        max_length=300,
        help_text="They read this. A no is all right, and no support hangs on it.",
    )


class RetractionForm(forms.Form):
    """Why what was entered counts for nothing."""

    reason = forms.CharField(
        label="What was wrong?", max_length=300, error_messages={"required": "Say in a few words what was wrong."}
    )


class AreaForm(forms.Form):
    """One area talked through in four steps."""

    understanding = forms.CharField(
        label=Step.UNDERSTANDING.label, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    looking_forward = forms.CharField(
        label=Step.LOOKING_FORWARD.label, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    options = forms.CharField(label=Step.OPTIONS.label, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    actions = forms.CharField(label=Step.ACTIONS.label, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def words(self) -> dict[Step, str]:
        """What was said in each step. Call only on a valid form."""
        return {step: self.cleaned_data[step.value] for step in Step}


class LicenceForm(forms.Form):
    """A file of licensed words, and the licence they come with."""

    file = forms.FileField(
        label="The file of words",
        help_text="JSON with instrument, version, language, title, introduction and items.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Choose the file that came with the licence."},
    )
    held_by = forms.ModelChoiceField(
        label="Which organisation holds the licence?",
        queryset=Organisation.objects.none(),
        error_messages={"required": "Choose who holds the licence."},
    )
    licence = forms.CharField(
        label="Name or number of the licence",
        max_length=200,
        help_text="As it must be credited. It stands beneath the questions.",
        error_messages={"required": "Write the name or number of the licence."},
    )
    from_on = DateBoxesField(label="From which day?", error_messages={"required": "From which day does it run?"})
    until_on = DateBoxesField(label="Until which day?", error_messages={"required": "Until which day does it run?"})
    rules_checked = forms.CharField(
        label="With what was the scoring compared?",
        required=False,
        max_length=200,
        help_text="Such as: the scoring guide of the licence pack, page 3. Leave it empty if nobody has compared it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Organisation.objects.filter(left_on=None).order_by("name")
        held_by: Any = self.fields["held_by"]  # a form's fields have no types of their own
        held_by.queryset, held_by.label_from_instance = partners, lambda one: one.name

    def clean_file(self) -> UploadedFile:  # type: ignore[type-arg]  # its stubs alone have one
        """The file, if it is not larger than the words of any measure are."""
        file: UploadedFile = self.cleaned_data["file"]  # type: ignore[type-arg]  # the same
        if (file.size or 0) > wordings.MOST_BYTES:
            raise forms.ValidationError(wordings.TOO_LARGE)
        return file

    def terms(self) -> Licence:
        """Who holds the licence and how long. Call only on a valid form."""
        given = self.cleaned_data
        return Licence(given["held_by"], given["licence"], given["from_on"], given["until_on"])


class RuleCheckForm(forms.Form):
    """Who compared which rule with what, when, and what came of it."""

    rule = forms.ChoiceField(label="Which rule?", required=False)
    outcome = forms.ChoiceField(
        label="What does it say there?",
        choices=Compared.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it says there."},
    )
    compared_with = forms.CharField(
        label="Compared with what, and where in it?",
        max_length=200,
        help_text="Such as: the licence pack of March 2026, scoring guide, page 3.",
        error_messages={"required": "Say with what it was compared."},
    )
    compared_by = forms.CharField(
        label="Who compared it?", max_length=120, error_messages={"required": "Say who compared it."}
    )
    compared_on = DateBoxesField(label="On which day?", error_messages={"required": "On which day was it?"})

    def __init__(self, *args: Any, of: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "All of them"), *((name, RULES[name]) for name in of.sources)]
        self.fields["rule"] = forms.ChoiceField(label="Which rule?", choices=choices, required=False)

    def comparison(self) -> Comparison:
        """What was said. Call only on a valid form."""
        return Comparison(**{**self.cleaned_data, "outcome": Compared(self.cleaned_data["outcome"])})


class BoundaryForm(forms.Form):
    """Which line is drawn, and whose it is."""

    value = forms.TypedChoiceField(
        label="Draw the line at", coerce=int, widget=forms.RadioSelect, error_messages={"required": "Choose a line."}
    )
    source = forms.CharField(
        label="Source", max_length=300, error_messages={"required": "Name the source that draws the line there."}
    )

    def __init__(self, *args: Any, allowed: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, f"{value} and more") for value in allowed]
        self.fields["value"].choices = choices  # type: ignore[attr-defined]  # a form's fields have no types
