"""What is asked when a service names who answers for it."""

from typing import Any

from django import forms

from hearth.holding.codes import Ladder
from hearth.holding.models import LadderSeat
from hearth.organisations import queries as organisations
from hearth.organisations.models import Membership, Organisation


class SeatForm(forms.Form):
    """Somebody of this service, and the step at which they answer for it."""

    rung = forms.ChoiceField(
        label="Where do they answer?",
        choices=Ladder.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the three."},
    )
    membership = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who?",
        empty_label="Choose",
        error_messages={"required": "Choose somebody who works there."},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["membership"]
        field.queryset = organisations.who_hold_at(organisation)
        field.label_from_instance = _named

    def seat(self) -> dict[str, Any]:
        """What the action asks for. Call only on a valid form."""
        return {"rung": Ladder(self.cleaned_data["rung"]), "membership": self.cleaned_data["membership"]}


class ColleagueForm(forms.Form):
    """A colleague who sits there meanwhile."""

    to = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Which colleague answers meanwhile?",
        empty_label="Choose",
        error_messages={"required": "Choose a colleague. A seat is never empty."},
    )

    def __init__(self, *args: Any, seat: LadderSeat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = organisations.who_hold_at(seat.organisation).exclude(pk=seat.membership_id)
        field.label_from_instance = _named


def _named(membership: Membership) -> str:
    return membership.worker.name
