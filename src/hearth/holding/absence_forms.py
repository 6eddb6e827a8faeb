"""What is asked when somebody is away, and when whom they hold is shared out."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms

from hearth.core.clocks import LONDON, day_of, end_of, start_of
from hearth.core.date_boxes import DateBoxesField
from hearth.holding.codes import AbsenceKind
from hearth.holding.models import Holding
from hearth.organisations import queries as organisations
from hearth.organisations.models import Membership

EVERYONE = "everyone"


def _colleague(label: str) -> "forms.ModelChoiceField[Membership]":
    return forms.ModelChoiceField(
        Membership.objects.none(),
        label=label,
        empty_label="Choose a colleague",
        error_messages={"required": "Name a colleague. Nobody is held by an empty chair."},
    )


def _offer_colleagues(field: Any, *, of: Membership) -> None:
    field.queryset = organisations.colleagues_who_hold(of)
    field.label_from_instance = _named


class AbsenceForm(forms.Form):
    """From when until when, and who stands in. Why is asked only so that the right people look after it."""

    kind = forms.ChoiceField(label="Why?", choices=AbsenceKind.choices, widget=forms.RadioSelect)
    from_on = DateBoxesField(label="From which day?", required=False, help_text="Empty means now.")
    until_on = DateBoxesField(
        label="Until which day?", required=False, help_text="The last day. Empty if nobody knows yet."
    )
    cover = _colleague("Who holds them meanwhile?")

    def __init__(self, *args: Any, membership: Membership, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_colleagues(self.fields["cover"], of=membership)
        self.initial.setdefault("cover", membership.manager_id)
        if own:
            kinds = [choice for choice in AbsenceKind.choices if choice[0] != AbsenceKind.SUSPENDED]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # a choice field

    def absence(self, *, at: datetime) -> dict[str, Any]:
        """What the action asks for. Call only on a valid form."""
        given = self.cleaned_data
        until: date | None = given["until_on"]
        return {
            "kind": AbsenceKind(given["kind"]),
            "cover": given["cover"],
            "from_at": _begins(given["from_on"], at),
            "until_at": end_of(until) if until else None,
        }


class SharingOutForm(forms.Form):
    """One colleague, and whom they hold next; whoever is not ticked stays.

    Colleagues are listed once, never beside each person: for 200 people among 1,500 workers that was a page of 97 MB.
    """

    to = _colleague("Who holds them next?")
    some = forms.MultipleChoiceField(
        label="Whom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick everyone, or each whom they hold next.",
            "invalid_choice": "Somebody you ticked has another holder meanwhile. These are left.",
        },
    )

    def __init__(self, *args: Any, membership: Membership, held: Iterable[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = list(held)
        _offer_colleagues(self.fields["to"], of=membership)
        some: Any = self.fields["some"]
        some.choices = [(EVERYONE, "Everyone"), *((str(one.pk), one.known_as) for one in self.held)]  # type: ignore[attr-defined]  # annotated by the query

    def chosen(self) -> dict[UUID, Membership]:
        """The next holder by person. Call only on a valid form."""
        to, some = self.cleaned_data["to"], self.cleaned_data["some"]
        return {one.pk: to for one in self.held if EVERYONE in some or str(one.pk) in some}


def _begins(day: date | None, at: datetime) -> datetime:
    if day is None or day <= day_of(at):
        return at
    return start_of(datetime.combine(day, time(12), LONDON))


def _named(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
