"""What somebody with a link is asked: who they are, before anything is told."""

from typing import Any

from django import forms

from hearth.core.roles import ROLES
from hearth.holding.forms import words
from hearth.organisations import queries as organisations
from hearth.organisations.models import Membership, Organisation


class WhoForm(forms.Form):
    """Their own name and what they do."""

    given_name = forms.CharField(
        label="Your first name", max_length=60, error_messages={"required": "Type your own name."}
    )
    family_name = forms.CharField(label="Your family name", max_length=60, required=False)
    role = forms.CharField(
        label="What you do there", max_length=120, error_messages={"required": "Say what you do there."}
    )

    def name(self) -> str:
        """The whole name. Call only on a valid form."""
        return f"{self.cleaned_data['given_name']} {self.cleaned_data['family_name']}".strip()


class SayingForm(forms.Form):
    """Who is the right one, where that is nobody we have a name for."""

    who_is = words(
        "Who is, and whom did you speak to there?",
        "Say who is the right one, and whom you spoke to there.",
        rows=2,
    )


class PointingForm(forms.Form):
    """Who there is the right one, who was spoken to, and why. Of those who work there: first name and role, no more."""

    to = forms.ModelChoiceField(
        Membership.objects.none(),
        label="Who there?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose who is right.",
            "invalid_choice": "They are not there any more. Choose somebody else.",
        },
    )
    spoken_to = forms.CharField(
        label="Whom did you speak to there?",
        max_length=200,
        error_messages={"required": "Say whom you spoke to there. Nobody is sent on unheard."},
    )
    because = words("Why are they the right place?", "Say why they are the right place. The person reads this.", rows=2)

    def __init__(self, *args: Any, place: Organisation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        if place is not None:
            field.queryset = organisations.who_can_be_asked_at(place)
        field.label_from_instance = _first_name_and_role


def _first_name_and_role(membership: Membership) -> str:
    return f"{membership.worker.given_name}, {ROLES[membership.role].words.lower()}"
