"""Naming who acts for somebody, and writing down whether a young person decides themselves."""

from collections.abc import Iterable
from typing import Any

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.core.yes_or_no import YesOrNoField
from hearth.people.models import Relation
from hearth.sharing.codes import ProxyKind


class ProxyForm(forms.Form):
    """Who, by what right, how far, and what was checked. `relations` are those who have a page of their own."""

    whom = forms.ChoiceField(label="Who acts for them?", error_messages={"required": "Choose who it is."})
    kind = forms.TypedChoiceField(
        label="By what right?",
        coerce=ProxyKind,
        choices=ProxyKind.choices,
        help_text="If by law, check it first: until then it is not in force.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose by what right."},
    )
    level = forms.TypedChoiceField(
        label="How much may they know?",
        coerce=lambda value: Level(int(value)),
        choices=[(int(level), words[:1].upper() + words[1:]) for level, words in LEVEL_WORDS.items() if level],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much they may know."},
    )
    looked = forms.CharField(
        label="What did you look at in both records, to be sure that this is safe?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what you looked at in both records."},
    )
    until_on = DateBoxesField(
        label="Until when?",
        required=False,
        help_text="Leave empty: then it stops by itself within a year, or when their paper or their say is looked at.",
    )

    def __init__(self, *args: Any, relations: Iterable[Relation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relations = {str(one.pk): one for one in relations}
        known = [(key, f"{one.name}, {one.relation}") for key, one in self.relations.items()]
        self.fields["whom"].choices = [("", "Choose"), *known]  # type: ignore[attr-defined]  # it is a ChoiceField

    def named(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = dict(self.cleaned_data)
        return {"relation": self.relations[given.pop("whom")], **given}


class CompetenceForm(forms.Form):
    """Whether somebody under age decides themselves who sees their record."""

    can_decide = YesOrNoField(
        "Can they decide themselves who sees their record?",
        ("yes", "Yes. What a parent sees ends now, and they may let them in"),
        ("no", "Not yet"),
        missing="Say whether they can.",
    )
    why = forms.CharField(
        label="How did you come to think so, and what did you do to help them decide?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you came to think so."},
    )
