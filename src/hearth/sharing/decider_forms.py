"""Writing down who may decide for somebody by law, and what was checked of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import TextChoices

from hearth.core.date_boxes import DateBoxesField
from hearth.core.yes_or_no import YesOrNoField
from hearth.people.models import Relation
from hearth.sharing.codes import Covers, DeciderKind, HowChecked


def _choose(label: str, codes: type[TextChoices], sentence: str) -> forms.TypedChoiceField:
    """One of `codes`; `sentence` is said where none was chosen."""
    return forms.TypedChoiceField(
        label=label,
        coerce=codes,
        choices=codes.choices,
        widget=forms.RadioSelect,
        error_messages={"required": sentence},
    )


class DeciderForm(forms.Form):
    """Of whom we were told. `relations` are the people in their life."""

    whom = forms.ChoiceField(label="Who is it?", error_messages={"required": "Choose who it is."})
    kind = _choose("By what law?", DeciderKind, "Choose by what law.")
    covers = _choose("What may they decide?", Covers, "Choose what they may decide.")

    def __init__(self, *args: Any, relations: Iterable[Relation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relations = {str(one.pk): one for one in relations}
        known = [(key, f"{one.name}, {one.relation}") for key, one in self.relations.items()]
        self.fields["whom"].choices = [("", "Choose"), *known]  # type: ignore[attr-defined]  # it is a ChoiceField

    def told(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = dict(self.cleaned_data)
        return {"relation": self.relations[given.pop("whom")], **given}


class CheckForm(forms.Form):
    """What a worker made sure of."""

    holds = YesOrNoField(
        "Is it in force?",
        ("yes", "Yes"),
        ("no", "No, or not any more. Whoever acts by it stops now"),
        missing="Say whether it is in force.",
    )
    how = _choose("How did you make sure?", HowChecked, "Say how you made sure.")
    saw = forms.CharField(
        label="What did you see?",
        max_length=2000,
        help_text="Whose names stand on it, what they may decide, alone or together, and anything it leaves out.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what you saw."},
    )
    registered_on = DateBoxesField(
        label="On which day was it registered?", required=False, help_text="For a lasting power of attorney."
    )
    looked = forms.CharField(
        label="What did you look at in both records, to be sure that this is safe?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    review_on = DateBoxesField(label="When does somebody look at it again?", required=False, help_text="Within a year.")
