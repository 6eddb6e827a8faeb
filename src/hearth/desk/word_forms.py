"""What is said of a phrase, and who answers for it."""

from typing import Any
from uuid import UUID

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.language.codes import Audience
from hearth.language.models import Phrase
from hearth.language.rules import Entry
from hearth.organisations.models import Membership

LONGEST = 80


class PhraseForm(forms.Form):
    """One entry of the list. Whoever is named answers for it from then on."""

    phrase = forms.CharField(label="The phrase", max_length=LONGEST)
    also = forms.CharField(
        label="Other forms of it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Small and large letters, hyphens and apostrophes do not matter.",
    )
    suggestion = forms.CharField(label="What to say instead", max_length=200)
    why = forms.CharField(label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    audiences = forms.MultipleChoiceField(
        label="Where it counts", choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    review_on = DateBoxesField(label="When does somebody look at it again?")
    owner = forms.ModelChoiceField(
        Membership.objects.filter(is_active=True).select_related("worker", "organisation"),
        label="Who answers for it?",
        required=False,
        empty_label="As before",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.label_from_instance = lambda one: f"{one.worker.name}, {one.organisation.name}"

    @staticmethod
    def told(phrase: Phrase) -> dict[str, Any]:
        """What the boxes begin with."""
        names = ("phrase", "suggestion", "why", "audiences", "review_on")
        told = {name: getattr(phrase, name) for name in names}
        return {**told, "also": "\n".join(phrase.also), "owner": phrase.owner_id}

    def clean_also(self) -> tuple[str, ...]:
        """The forms, one a line."""
        lines = [line.strip() for line in self.cleaned_data["also"].splitlines()]
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(f"One of these is longer than {LONGEST} letters.")
        return tuple(line for line in lines if line)

    def entry(self) -> Entry:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        told = {name: given[name] for name in ("phrase", "suggestion", "why", "review_on", "also")}
        return Entry(audiences=tuple(given["audiences"]), **told)

    def owner_of(self, before: Phrase | None) -> tuple[UUID | None, str]:
        """Who answers for it, by membership and name: whoever was chosen, else as before."""
        chosen: Membership | None = self.cleaned_data["owner"]
        if chosen is not None:
            return chosen.pk, chosen.worker.name
        if before is not None:
            return before.owner_id, before.owner_name
        return None, "Whoever keeps the list"


class EndingForm(forms.Form):
    """Why a phrase leaves the list."""

    because = forms.CharField(label="Why it leaves the list", max_length=200)
