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


class AbsenceForm(forms.Form):
    """From when until when, and who stands in. Why is asked only so that the right people look after it."""

    kind = forms.ChoiceField(label="Why?", choices=AbsenceKind.choices, widget=forms.RadioSelect)
    from_on = DateBoxesField(label="From which day?", required=False, help_text="Empty means now.")
    until_on = DateBoxesField(
        label="Until which day?", required=False, help_text="The last day. Empty if nobody knows yet."
    )
    cover = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who holds them meanwhile?",
        empty_label="Choose a colleague",
        error_messages={"required": "Name a colleague. Nobody is held by an empty chair."},
    )

    def __init__(self, *args: Any, membership: Membership, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cover"]
        field.queryset = organisations.colleagues_who_hold(membership)
        field.label_from_instance = _named
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
    """Who holds each of them next; whoever is left empty stays."""

    everyone = forms.ModelChoiceField(
        Membership.objects.none(), label="Everyone not named below", required=False, empty_label="Nobody: they stay"
    )

    def __init__(self, *args: Any, membership: Membership, held: Iterable[Holding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = organisations.colleagues_who_hold(membership)
        self.held = list(held)
        for one in self.held:
            self.fields[f"to-{one.pk}"] = forms.ModelChoiceField(
                colleagues,
                label=one.known_as,  # type: ignore[attr-defined]  # annotated by the query
                required=False,
                empty_label="As above",
            )
        for field in self.fields.values():
            field.queryset = colleagues  # type: ignore[attr-defined]  # each is one of these
            field.label_from_instance = _named  # type: ignore[attr-defined]  # each is one of these

    def chosen(self) -> dict[UUID, Membership]:
        """The next holder by person. Call only on a valid form."""
        given, everyone = self.cleaned_data, self.cleaned_data["everyone"]
        named = {one.pk: given[f"to-{one.pk}"] or everyone for one in self.held}
        return {person_id: to for person_id, to in named.items() if to}


def _begins(day: date | None, at: datetime) -> datetime:
    if day is None or day <= day_of(at):
        return at
    return start_of(datetime.combine(day, time(12), LONDON))


def _named(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
