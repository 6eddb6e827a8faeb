"""What a worker types about who somebody is. Each form hands over what the action takes; only names must be given."""

from datetime import date
from typing import Any

from django import forms

from hearth.core.errors import NotPossible
from hearth.people import rules
from hearth.people.codes import (
    BirthPrecision,
    ContactKind,
    FormerName,
    LivingSituation,
    NameUse,
    NeedKind,
    NhsNumberStatus,
    SecondItem,
)
from hearth.people.details import ContactDetails, Identity, Life, NeedDetails, RelationDetails
from hearth.people.fields import BirthBoxes, NhsNumberField, birth_of

PRECISIONS = [
    (BirthPrecision.DAY.value, "The whole date"),
    (BirthPrecision.MONTH.value, "The month and the year"),
    (BirthPrecision.YEAR.value, "The year"),
    (BirthPrecision.ESTIMATED.value, "About how old they are"),
    (BirthPrecision.UNKNOWN.value, "Not known"),
]


class IdentityForm(forms.Form):
    """What everyone alongside somebody may know of who they are."""

    known_as = forms.CharField(
        label="What do they like to be called?", max_length=120, error_messages={"required": rules.NAME_MISSING}
    )
    pronouns = forms.CharField(label="Pronouns", required=False, max_length=40, help_text="For example: she, they.")
    birth_precision = forms.ChoiceField(
        label="How exactly do you know when they were born?", choices=PRECISIONS, widget=forms.RadioSelect
    )
    birth = BirthBoxes()
    about_age = forms.IntegerField(label="If only about: how old are they?", required=False)
    area = forms.CharField(
        label="Where do they live, roughly?",
        required=False,
        max_length=60,
        help_text="A part of town. An address is never needed.",
    )
    how_to_talk = forms.CharField(
        label="How to talk with them",
        required=False,
        max_length=5000,
        help_text="In their words, if you can.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    still_holds = forms.BooleanField(label="They said today that this still holds", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        precision = given.get("birth_precision")
        if precision:
            try:
                given["birth_on"] = birth_of(precision, given.get("birth") or [], given.get("about_age"), self.today)
                rules.check_birth(given["birth_on"], precision, on=self.today)
            except NotPossible as problem:
                self.add_error("about_age" if precision == BirthPrecision.ESTIMATED else "birth", str(problem))
        return given

    def identity(self) -> Identity:
        """Call only on a valid form."""
        given = self.cleaned_data
        return Identity(
            given["known_as"],
            given["pronouns"],
            given["birth_on"],
            given["birth_precision"],
            given["area"],
            given["how_to_talk"],
        )


class NameForm(forms.Form):
    """A name they go by from now on."""

    use = forms.ChoiceField(
        label="How do they use it?",
        choices=[
            (NameUse.USUAL.value, "It is their name"),
            (NameUse.OFFICIAL.value, "It stands on letters and papers"),
            (NameUse.NICKNAME.value, "Some call them this"),
            (NameUse.OLD.value, "It was their name before"),
        ],
        widget=forms.RadioSelect,
        initial=NameUse.USUAL.value,
    )
    given = forms.CharField(label="First names", required=False, max_length=120)
    family = forms.CharField(label="Family name", required=False, max_length=120)
    before = forms.ChoiceField(
        label="If it takes the place of another: what becomes of that one?",
        choices=FormerName.choices,
        widget=forms.RadioSelect,
        initial=FormerName.FINDS.value,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not (given.get("given") or given.get("family")):
            self.add_error("given", "Write a first name, a family name, or both.")
        return given


class NhsNumberForm(forms.Form):
    """The number, or why there is none."""

    status = forms.ChoiceField(
        label="What do you know of it?", choices=NhsNumberStatus.choices, widget=forms.RadioSelect
    )
    number = NhsNumberField(label="NHS number", required=False, help_text="Ten digits, like 999 000 0018.")
    reason = forms.CharField(label="If they do not want it used: why?", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "status" in given and "number" in given:
            try:
                rules.check_number_and_status(given["number"], given["status"], given.get("reason", ""))
            except NotPossible as problem:
                self.add_error("reason" if str(problem) == rules.REASON_MISSING else "number", str(problem))
        return given


class ContactForm(forms.Form):
    """A way to reach or find them, and how far it is safe."""

    kind = forms.ChoiceField(
        label="What is it?", choices=ContactKind.choices, widget=forms.RadioSelect, initial=ContactKind.PHONE.value
    )
    value = forms.CharField(
        label="The number, the address or the place",
        max_length=300,
        error_messages={"required": "Write the number, the address or the place."},
    )
    safe_to_use = forms.BooleanField(label="We may ring, write or go there", required=False, initial=True)
    safe_to_leave_message = forms.BooleanField(label="It is safe to leave a message", required=False)
    shared_with = forms.CharField(label="Who else may see or hear it?", required=False, max_length=120)
    best_times = forms.CharField(label="Best times", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "kind" in given and "value" in given:
            try:
                rules.check_contact(ContactDetails(**given))
            except NotPossible as problem:
                unsafe = str(problem) == rules.NOWHERE_SAFE_TO_SPEAK
                self.add_error("safe_to_leave_message" if unsafe else "value", str(problem))
        return given

    def details(self) -> ContactDetails:
        """Call only on a valid form."""
        return ContactDetails(**self.cleaned_data)


class NeedForm(forms.Form):
    """A language, a way to communicate, or something that makes it easier."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            (NeedKind.ADJUSTMENT.value, "Something that makes it easier"),
            (NeedKind.LANGUAGE.value, "A language"),
            (NeedKind.COMMUNICATION.value, "A way to communicate"),
        ],
        widget=forms.RadioSelect,
        initial=NeedKind.ADJUSTMENT.value,
    )
    words = forms.CharField(
        label="In a few words",
        max_length=200,
        help_text="For example: a quiet room, Polish, large print.",
        error_messages={"required": "Write what makes it easier."},
    )
    interpreter = forms.BooleanField(label="An interpreter is needed", required=False)

    def details(self, today: date) -> NeedDetails:
        """What they told us today. Call only on a valid form."""
        return NeedDetails(**self.cleaned_data, confirmed_on=today)


class RelationForm(forms.Form):
    """Somebody in their life."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": rules.NAME_OF_RELATION})
    relation = forms.CharField(
        label="Who are they to them?",
        max_length=60,
        help_text="For example: sister, friend, neighbour.",
        error_messages={"required": "Say who they are to them."},
    )
    how_to_reach = forms.CharField(label="How to reach them", required=False, max_length=200)
    informal_carer = forms.BooleanField(label="Cares for them, unpaid", required=False)
    emergency = forms.BooleanField(label="Ring them in an emergency", required=False)
    do_not_contact = forms.BooleanField(label="Never contact them", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("emergency") and given.get("do_not_contact"):
            self.add_error("do_not_contact", rules.RING_AND_NEVER_RING)
        return given

    def details(self) -> RelationDetails:
        """Call only on a valid form."""
        return RelationDetails(**self.cleaned_data)


class LifeForm(forms.Form):
    """How life stands."""

    living_situation = forms.ChoiceField(
        label="Where do they live now?", choices=LivingSituation.choices, widget=forms.RadioSelect
    )
    household = forms.CharField(
        label="Who lives there too?",
        required=False,
        max_length=2000,
        help_text="Children and pets belong here.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    gp = forms.CharField(label="Their doctor’s surgery", required=False, max_length=120)

    def life(self) -> Life:
        """Call only on a valid form."""
        return Life(**self.cleaned_data)


class ConfirmationForm(forms.Form):
    """What was checked beside the name."""

    checked_by = forms.ChoiceField(
        label="What did you check together?",
        choices=SecondItem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you checked together."},
    )
