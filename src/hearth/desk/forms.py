"""What a worker types when somebody new is here."""

from dataclasses import replace
from typing import Any

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.front_door.codes import Route
from hearth.front_door.forms import ArrivalForm
from hearth.front_door.rules import Hints, Told
from hearth.people import queries as people
from hearth.people.codes import BirthPrecision, ContactKind, SecondItem
from hearth.people.details import ContactDetails
from hearth.people.fields import NhsNumberField
from hearth.people.keys import SHORTEST_NUMBER, phone_digits
from hearth.people.rules import NOT_A_PHONE

HOW_TO_FIND = "Note how to find them again: a number, or “sleeps near the station”."
NOBODY = "nobody"
CUT_OFF = "They rang, and the line was cut off before they could say more."
IN_ORDER = ["known_as", "family", "birth", "phone", "nhs_number", "route", "who_and_how_to_find"]
IN_ORDER_BY_PHONE = ["phone", "what_is_happening", "feels_unsafe", "known_as", "family", "birth"]


class SomebodyNewForm(ArrivalForm):
    """Who they are, as far as they want to say, and what brings them. `answer` is about those we know already."""

    by_phone = False
    cut_off = False
    family = forms.CharField(label="Family name", required=False, max_length=120, help_text="If they want to say.")
    birth = DateBoxesField(label="When were they born?", required=False, help_text="If they want to say.")
    phone = forms.CharField(label="Phone", required=False, max_length=60, help_text="One on which we may ring them.")
    nhs_number = NhsNumberField(label="NHS number", required=False, help_text="Never needed. Ten digits.")
    answer = forms.CharField(required=False, widget=forms.HiddenInput)
    checked_by = forms.ChoiceField(
        label="What did you check together?", choices=SecondItem.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who_and_how_to_find"].required = False
        self.order_fields(IN_ORDER)

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed and len(phone_digits(typed)) < SHORTEST_NUMBER:
            raise forms.ValidationError(NOT_A_PHONE)
        return typed

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("who_and_how_to_find"):
            given["who_and_how_to_find"] = given.get("phone", "")
        if not given["who_and_how_to_find"] and "phone" not in self.errors:
            self.add_error("who_and_how_to_find", HOW_TO_FIND)
        return given

    def asked(self) -> list[forms.BoundField]:
        """The fields of the page itself; what is answered beside it stands there."""
        return [bound for bound in self if bound.name not in {"answer", "checked_by"}]

    def somebody(self) -> people.Told:
        """What may tell who they are. Call only on a valid form."""
        given = self.cleaned_data
        return people.Told(
            known_as=given["known_as"],
            family=given["family"],
            birth_on=given["birth"],
            phone=given["phone"],
            nhs_number=given["nhs_number"],
        )

    def identity(self) -> dict[str, Any]:
        """What `create_person` takes. Call only on a valid form."""
        given = self.cleaned_data
        name = given["known_as"].strip()
        first, _, rest = name.partition(" ")
        return {
            "known_as": name or "Guest",
            "status": "provisional" if name or given["family"] else "guest",
            "given": first if rest and not given["family"] else name,
            "family": given["family"] or rest,
            "birth_on": given["birth"],
            "birth_precision": BirthPrecision.DAY if given["birth"] else BirthPrecision.UNKNOWN,
            "nhs_number": given["nhs_number"],
            "contacts": [ContactDetails(ContactKind.PHONE, given["phone"])] if given["phone"] else [],
        }

    def told(self) -> Told:
        """What was told, as the action takes it. Call only on a valid form."""
        names = ("known_as", "who_and_how_to_find", "what_is_happening", "feels_unsafe", "adjustments", "would_help")
        return Told(route=Route(self.cleaned_data["route"]), **{name: self.cleaned_data[name] for name in names})


class PhoneForm(SomebodyNewForm):
    """The same, while somebody is on the phone: first the number to ring back, then their words.

    Once the line is cut off the number alone is enough.
    """

    by_phone = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cut_off = "cut_off" in self.data
        self.initial["route"] = Route.PHONE.value
        self.fields["phone"].label = "Which number may we ring back?"
        self.fields["phone"].help_text = "Ask this first, in case the line is cut off."
        self.fields["who_and_how_to_find"].help_text = "If not by this number."
        self.fields["what_is_happening"].required = not self.cut_off
        self.order_fields(IN_ORDER_BY_PHONE)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.cut_off and not given.get("what_is_happening"):
            given["what_is_happening"] = CUT_OFF
        return given

    def told(self) -> Told:
        """What was told; who they are as well, where nobody could be asked whether we know them."""
        told = super().told()
        if not self.cut_off:
            return told
        who = self.identity()
        hints = Hints(who["given"], who["family"], who["birth_on"], who["nhs_number"], self.cleaned_data["phone"])
        return replace(told, hints=hints)
