"""What is asked before somebody goes into the night."""

from typing import Any
from uuid import UUID

from django import forms

from hearth.holding.forms import moment
from hearth.holding.models import Holding
from hearth.holding.stalemate_forms import partner
from hearth.organisations import queries as organisations
from hearth.organisations.models import Hub, Membership


class EveningForm(forms.Form):
    """Who is there this evening, who said yes for the night, and who is in touch in the morning."""

    evening_holder = forms.ModelChoiceField(Membership.objects.none(), label="Who is there for them this evening?")
    night_service = partner("Which service is there in the night?")
    spoken_to = forms.CharField(
        label="Who there said yes?",
        help_text="Their name. A phone number alone is not enough.",
        max_length=120,
        error_messages={"required": "Say who there said yes, by name. A phone number alone is not enough."},
    )
    morning_at = moment("When is somebody in touch in the morning?", required=True)
    morning_with = forms.ModelChoiceField(Membership.objects.none(), label="Who is?")

    def __init__(self, *args: Any, holding: Holding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("evening_holder", "morning_with"):
            field: Any = self.fields[name]
            field.queryset = organisations.who_hold_near(holding.hub)
            field.label_from_instance = _named
            field.empty_label = "Choose"
            field.error_messages["required"] = "Name somebody."


class NextShiftForm(forms.Form):
    """Who comes after me."""

    taker = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who comes after you?",
        empty_label="Choose",
        error_messages={"required": "Name somebody. Nobody is held by an empty chair."},
    )

    def __init__(self, *args: Any, hub: Hub, but: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["taker"]
        field.queryset = organisations.who_hold_near(hub).exclude(pk__in=[but])
        field.label_from_instance = _named


def _named(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
