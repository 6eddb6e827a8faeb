"""Inviting somebody close, and coming in as somebody close."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from hearth.core.clocks import end_of
from hearth.core.date_boxes import DateBoxesField
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.organisations.forms import SafeForm
from hearth.organisations.models import Account
from hearth.people.details import RelationDetails
from hearth.people.models import Relation

SOMEBODY_ELSE = ""
ON_OWN_PAGE = "Chosen on their own page, with what follows beside it"


class MyInvitationForm(forms.Form):
    """Whom to invite, and how much they may know once they have come. `relations` are those already written down."""

    whom = forms.ChoiceField(label="Who is it?", required=False)
    name = forms.CharField(label="Their name", max_length=120, required=False)
    relation = forms.CharField(
        label="Who are they?", max_length=60, required=False, help_text="For example: sister, friend, neighbour."
    )
    level = forms.TypedChoiceField(
        label="How much may they know?",
        coerce=lambda value: Level(int(value)),
        choices=[(int(level), words) for level, words in LEVEL_WORDS.items()],
        widget=forms.RadioSelect,
        initial=int(Level.NOTHING),
        error_messages={"required": "Choose how much they may know. Nothing is an answer."},
    )
    until = DateBoxesField(
        label="Until when?", required=False, help_text="Leave empty if it has no end. It can be changed any day."
    )

    def __init__(self, *args: Any, relations: Iterable[Relation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relations = {str(one.pk): one for one in relations}
        known = [(key, f"{one.name}, {one.relation}") for key, one in self.relations.items()]
        self.fields["whom"].choices = [(SOMEBODY_ELSE, "Somebody else"), *known]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("whom"):
            for needed, words in (("name", "Tell us their name."), ("relation", "Say who they are.")):
                if not given.get(needed) and needed not in self.errors:
                    self.add_error(needed, words)
        return given

    def chosen(self) -> Relation | None:
        """Whoever was chosen of those written down. Call only on a valid form."""
        return self.relations.get(self.cleaned_data["whom"])

    def details(self) -> RelationDetails:
        """Somebody who is not written down yet. Call only on a valid form."""
        return RelationDetails(self.cleaned_data["name"], self.cleaned_data["relation"])

    def offer(self) -> dict[str, Any]:
        """What the action takes beside whom. Call only on a valid form."""
        until = self.cleaned_data["until"]
        end: datetime | None = end_of(until) if until else None
        return {"level": self.cleaned_data["level"], "level_until_at": end, "explained_how": ON_OWN_PAGE}


class InvitationForm(MyInvitationForm):
    """The same, by a worker with the person."""

    explained_how = forms.CharField(
        label="How did you explain it, and what did they say?",
        max_length=300,
        help_text="In the words you used together.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you explained it."},
    )

    def offer(self) -> dict[str, Any]:
        """What the action takes beside whom. Call only on a valid form."""
        return super().offer() | {"explained_how": self.cleaned_data["explained_how"]}


class CalledForm(forms.Form):
    """What to call somebody who comes in."""

    name = forms.CharField(
        label="What shall we call you?",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Tell us what to call you. A first name is enough."},
    )


BY_ADDRESS, BY_CODE = "address", "code"
NEEDED = (("email", "Type your e-mail address."), ("password", "Choose a password."))


class ComingInForm(CalledForm):
    """A name and a sign-in that is about to be made, with an address or without one."""

    way = forms.TypedChoiceField(
        label="How do you want to come in next time?",
        choices=[
            (BY_ADDRESS, "With an e-mail address and a password"),
            (BY_CODE, "With a code that the hub gives me each time. I have no e-mail, or do not want to use it"),
        ],
        required=False,
        initial=BY_ADDRESS,
        empty_value=BY_ADDRESS,
        widget=forms.RadioSelect,
    )

    email = forms.EmailField(
        label="Your e-mail address",
        required=False,
        help_text="You sign in with it. We do not write to it unless you say so.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Type it in full, such as sam@example.org."},
    )
    password = forms.CharField(
        label="Choose a password",
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least twelve letters. Three or four words together are easy to keep in mind.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("way") == BY_CODE:
            return given
        for needed, words in NEEDED:
            if not given.get(needed) and needed not in self.errors:
                self.add_error(needed, words)
        if given.get("password"):
            try:
                validate_password(given["password"], Account(email=given.get("email", "")))
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return given


class SupporterCodeForm(SafeForm):
    """Who of those who have no other way in gets a code, and whether that is safe. `relations` are those."""

    field_order = ("whom", "answer")
    whom = forms.ChoiceField(label="Who is here?", error_messages={"required": "Choose who it is."})

    def __init__(self, *args: Any, relations: Iterable[Relation], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "code_%s", **kwargs})
        self.relations = {str(one.pk): one for one in relations}
        known = [(key, f"{one.name}, {one.relation}") for key, one in self.relations.items()]
        self.fields["whom"].choices = known  # type: ignore[attr-defined]  # it is a ChoiceField

    def chosen(self) -> Relation:
        """Who it is. Call only on a valid form."""
        return self.relations[self.cleaned_data["whom"]]
