"""What a worker fills in, and what whoever keeps partners' forms says of one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hearth.organisations.models import Organisation
from hearth.people.codes import LivingSituation
from hearth.telling import rules
from hearth.telling.catalogue import BY_CODE, FACTS
from hearth.telling.codes import AnswerKind, Way
from hearth.telling.models import FilledAnswer, FormVersion
from hearth.telling.placeholders import MOST_BYTES, TOO_LARGE
from hearth.telling.rules import Described, Field, Template

DAYS = ["%d/%m/%Y", "%d/%m/%y", "%d %B %Y", "%Y-%m-%d"]
BLANK_FIELDS = 4


class QuestionsForm(forms.Form):
    """The questions nobody has an answer to yet. All may be left for later."""

    def __init__(self, *args: Any, asked: Iterable[tuple[FilledAnswer, Field]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"answer-{answer.place}": (answer, field) for answer, field in asked}
        for name, (answer, field) in self.asked.items():
            self.fields[name] = question(answer, field)

    def told(self) -> list[tuple[FilledAnswer, dict[str, Any]]]:
        """Each answer that was given, with its words and, for a date, the day. Call only on a valid form."""
        return [
            (answer, _words(self.cleaned_data[name]))
            for name, (answer, _) in self.asked.items()
            if self.cleaned_data[name]
        ]


def question(answer: FilledAnswer, field: Field) -> forms.Field:
    """One question as the person hears it."""
    fact = BY_CODE[answer.fact]
    label = fact.question or field.label
    shown: dict[str, Any] = {"label": label, "required": False, "help_text": field.note}
    if label != field.label:
        shown["help_text"] = f"In the form: {field.label}. {field.note}".strip()
    if answer.fact == "living_situation":
        return forms.ChoiceField(choices=[("", ""), *((s.label, s.label) for s in LivingSituation)], **shown)
    if fact.kind == AnswerKind.DAY:
        return forms.DateField(input_formats=DAYS, **shown)
    if fact.kind == AnswerKind.YES_NO:
        return forms.ChoiceField(choices=[("Yes", "Yes"), ("No", "No")], widget=forms.RadioSelect, **shown)
    rows = {"rows": 4} if AnswerKind.WORDS in (fact.kind, field.kind) else None
    widget = forms.Textarea(attrs=rows) if rows else forms.TextInput()
    return forms.CharField(max_length=rules.LONGEST_ANSWER, widget=widget, **shown)


def _words(given: Any) -> dict[str, Any]:
    if hasattr(given, "strftime"):
        return {"words": f"{given.day} {given:%B %Y}", "day": given}
    return {"words": str(given)}


class AnswerForm(forms.Form):
    """One answer said otherwise."""

    words = forms.CharField(
        label="What it should say",
        max_length=rules.LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what it should say. To leave it out, let the form go and begin anew."},
    )


class SendForm(forms.Form):
    """How it leaves, and to whom."""

    way = forms.ChoiceField(
        label="How does it go?",
        choices=[
            (Way.LINK.value, "By an e-mail with a link, which they open"),
            (Way.FILE.value, "I send the file their way"),
            (Way.PAPER.value, "I print it and hand it over"),
        ],
        widget=forms.RadioSelect,
        initial=Way.FILE.value,
    )
    sent_to = forms.CharField(
        label="To whom?",
        max_length=254,
        help_text="A name or an address, as they know it. For a link: their e-mail address.",
        error_messages={"required": "Say to whom it goes."},
    )


class OpeningForm(forms.Form):
    """Who opens a link, and the address it came to: a machine that follows links knows neither."""

    name = forms.CharField(
        label="Your name", max_length=120, error_messages={"required": "Say who you are. The person reads it."}
    )
    email = forms.EmailField(
        label="The e-mail address this came to",
        error_messages={"required": "Write the address this came to.", "invalid": "That is no e-mail address."},
    )


class LettingGoForm(forms.Form):
    """Why a form is not wanted any more."""

    because = forms.CharField(label="Why?", max_length=200, error_messages={"required": "Say in a few words why."})


class _Partner(forms.ModelChoiceField):  # type: ignore[type-arg]  # its stubs alone have one
    """One of the organisations here, by name."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


class PartnerFormForm(forms.Form):
    """What a form is called, for whom and for what; and the partner's own file, if they have one."""

    name = forms.CharField(label="What is the form called?", max_length=120)
    goes_to = forms.CharField(label="To whom does it go?", max_length=120, help_text="Such as: City housing options")
    purpose = forms.CharField(
        label="What is it for?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "data-audience": "portal"}),
        help_text="In words the person reads: what it asks the partner to do, and why they may have these answers.",
    )
    send_to = forms.EmailField(
        label="Their e-mail address", required=False, help_text="A link to the form is sent there."
    )
    organisation = _Partner(
        label="Which partner is it?",
        queryset=Organisation.objects.order_by("name"),
        required=False,
        empty_label="None that we know here",
        help_text="Then the person is asked only if that partner is not in their circle.",
    )
    file = forms.FileField(
        label="Their own file",
        required=False,
        help_text="Word or PDF. Without one, we print the answers ourselves.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}),
    )

    def clean_file(self) -> UploadedFile | None:  # type: ignore[type-arg]  # its stubs alone have one
        """The file, if it is not larger than any form is."""
        file: UploadedFile | None = self.cleaned_data["file"]  # type: ignore[type-arg]  # the same
        if file is not None and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def described(self) -> Described:
        """What was said of the form. Call only on a valid form."""
        given = self.cleaned_data
        partner = given["organisation"]
        names = (given["name"], given["goes_to"], given["purpose"], given["send_to"])
        return Described(*names, organisation_id=partner.pk if partner else None)

    def template(self) -> Template | None:
        """The file that was chosen. Call only on a valid form."""
        file = self.cleaned_data["file"]
        return Template(file.read(), str(file.name)) if file else None


class PlaceForm(forms.Form):
    """One place of a form: what it asks, and where the answer comes from."""

    key = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    label = forms.CharField(label="What it asks", max_length=200, required=False)
    fact = forms.ChoiceField(
        label="Where the answer comes from",
        required=False,
        choices=[("", "Nobody has said yet"), *((fact.code, fact.words) for fact in FACTS)],
    )
    kind = forms.ChoiceField(label="How long", choices=AnswerKind.choices, required=False)
    required = forms.BooleanField(label="Must be answered", required=False)
    note = forms.CharField(label="A word for whoever asks", max_length=200, required=False)
    taken_out = forms.BooleanField(label="Take it out", required=False)

    def field(self, number: int) -> Field | None:
        """The field, or nothing for one that is empty or taken out. Call only on a valid form."""
        given = self.cleaned_data
        if given["taken_out"] or not (given["label"] or given["fact"]):
            return None
        label = given["label"] or BY_CODE[given["fact"]].words
        key = given["key"] or f"field_{number}"
        return Field(key, label, given["fact"], given["required"], given["kind"] or AnswerKind.LINE, given["note"])


PlacesFormSet = forms.formset_factory(PlaceForm, extra=0, max_num=rules.MOST_FIELDS + BLANK_FIELDS)


def places(data: Any, version: FormVersion | None) -> Any:  # a formset has no type of its own
    """One small form for each place, and some empty ones where we print ourselves."""
    stand: list[dict[str, Any]] = list(version.fields) if version else []
    blank: list[dict[str, Any]] = [{}] * BLANK_FIELDS if version is None or not version.template_name else []
    return PlacesFormSet(data, prefix="place", initial=[*stand, *blank])


def fields_of(places: Any) -> list[Field]:  # the same
    """Every field that was said. Call only on a valid formset."""
    found = [form.field(number) for number, form in enumerate(places.forms, start=1)]
    return [field for field in found if field is not None]
