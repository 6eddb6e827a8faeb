"""Shutting everyone out: what may be named besides. Nothing of it has to be answered."""

from typing import Any
from uuid import UUID

from django import forms

from hearth.shut_off.queries import Nameable
from hearth.shut_off.rules import Besides


class ShuttingOffForm(forms.Form):
    """Whom besides, which ways are safe, whom nobody must ring."""

    named = forms.MultipleChoiceField(
        label="Who else must see nothing?", required=False, widget=forms.CheckboxSelectMultiple
    )
    worker = forms.ChoiceField(label="Somebody who works here?", required=False)
    safe = forms.MultipleChoiceField(
        label="How is it safe to reach me?",
        help_text="What is not ticked is not used again until you say so.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    never_ring = forms.MultipleChoiceField(
        label="Whom must nobody ring?", required=False, widget=forms.CheckboxSelectMultiple
    )
    words = forms.CharField(
        label="What should whoever is alongside me know?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, nameable: Nameable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nameable = nameable
        offered = {
            "named": nameable.places,
            "worker": [("", "Nobody"), *nameable.workers],
            "safe": nameable.ways,
            "never_ring": nameable.relations,
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # each is a ChoiceField
        self.fields["safe"].initial, self.fields["never_ring"].initial = nameable.safe, nameable.close

    def besides(self) -> Besides:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        named = [*given["named"], *([given["worker"]] if given["worker"] else [])]
        return Besides(
            named=[UUID(one) for one in dict.fromkeys(named)],
            unsafe=[UUID(way) for way, _ in self.nameable.ways if way not in given["safe"]],
            never_ring=[UUID(one) for one in given["never_ring"]],
            words=given["words"],
        )
