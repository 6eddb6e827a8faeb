"""Allergies, medicines, and what to know before a visit."""

from datetime import date
from typing import Any

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.record.codes import FactKind
from hearth.record.safe_rules import (
    FACT_FIRST,
    SOURCE_FIRST,
    WHO_SAID,
    WHY_NO_LONGER,
    WHY_NOT_NEEDED,
    WHY_STILL,
    ToldFact,
    ToldNote,
)

HELP = "Who said so: the person, their doctor, or where you read it."


class FactForm(forms.Form):
    """An allergy or a medicine, or that none is known."""

    kind = forms.ChoiceField(label="What is it about?", choices=FactKind.choices, widget=forms.RadioSelect)
    none_known = forms.BooleanField(label="They say there is none", required=False)
    what = forms.CharField(label="What is it?", required=False, max_length=200, help_text="Such as penicillin.")
    detail = forms.CharField(
        label="What happens, or how much",
        required=False,
        max_length=200,
        help_text="Such as “a rash”, or “100 mg in the morning”.",
    )
    said_by = forms.CharField(
        label="Who told us?", max_length=120, help_text=HELP, error_messages={"required": WHO_SAID}
    )
    said_on = DateBoxesField(label="When did they say so?", required=False, help_text="Leave empty for today.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("none_known") and not given.get("what", "").strip():
            self.add_error("what", "Write what it is, or say that there is none.")
        return given

    def told(self, *, today: date) -> ToldFact:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        named = {} if given["none_known"] else {"what": given["what"], "detail": given["detail"]}
        return ToldFact(FactKind(given["kind"]), given["said_by"], given["said_on"] or today, **named)


class SaidAgainForm(forms.Form):
    """It is still so."""

    said_by = forms.CharField(
        label="Who says so?", max_length=120, help_text=HELP, error_messages={"required": WHO_SAID}
    )


class NoLongerForm(SaidAgainForm):
    """It is no longer so, and why."""

    why = forms.CharField(label="Why is it no longer so?", max_length=200, error_messages={"required": WHY_NO_LONGER})


class NoteForm(forms.Form):
    """A fact to know before a visit."""

    fact = forms.CharField(
        label="What happened, or what is there?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What somebody would have seen or heard, not what somebody is like. They read it too.",
        error_messages={"required": FACT_FIRST},
    )
    what_helps = forms.CharField(
        label="What helps?", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    happened_on = DateBoxesField(label="When was it?")
    source = forms.CharField(
        label="How do we know?",
        max_length=120,
        help_text="Who saw it, or who told us.",
        error_messages={"required": SOURCE_FIRST},
    )
    review_on = DateBoxesField(
        label="When do we look at it again?", help_text="In a year at the latest. Then it runs out by itself."
    )

    def told(self) -> ToldNote:
        """What the action takes. Call only on a valid form."""
        return ToldNote(**self.cleaned_data)


class KeptNoteForm(forms.Form):
    """Looked at again, and kept until another day."""

    why = forms.CharField(
        label="What did you look at, and why does it still hold?",
        max_length=200,
        error_messages={"required": WHY_STILL},
    )
    review_on = DateBoxesField(label="When do we look at it again?", help_text="In a year at the latest.")


class EndedNoteForm(forms.Form):
    """No longer needed, and why."""

    why = forms.CharField(
        label="Why is it no longer needed?", max_length=200, error_messages={"required": WHY_NOT_NEEDED}
    )
