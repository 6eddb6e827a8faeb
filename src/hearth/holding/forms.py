"""What is asked when somebody goes."""

from typing import Any

from django import forms

from hearth.organisations import queries as organisations
from hearth.organisations.models import Membership


class LeavingForm(forms.Form):
    """Who holds, from this second, the people they hold."""

    manager = forms.ModelChoiceField(
        label="Who holds the people they hold, from now on?",
        queryset=Membership.objects.none(),
        required=False,
        empty_label="They hold nobody",
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["manager"] = membership.manager_id
        field = self.fields["manager"]
        field.queryset = organisations.colleagues_who_hold(membership)  # type: ignore[attr-defined]  # as declared
        field.label_from_instance = _named  # type: ignore[attr-defined]  # as declared


def _named(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
