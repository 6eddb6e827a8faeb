"""Saying one's own view, asking for a correction and answering, holding back, moving, deciding who is told."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from hearth.core.clocks import end_of
from hearth.core.date_boxes import DateBoxesField
from hearth.core.yes_or_no import YesOrNoField
from hearth.correcting.codes import Spread, Telling
from hearth.organisations.models import Membership
from hearth.people.queries import Found
from hearth.record.codes import WithholdReason

LONG = 20_000
TOO_LONG = "That is longer than 20,000 letters. Say the most important of it."


def words_field(label: str, *, help_text: str = "", missing: str = "", rows: int = 5) -> forms.CharField:
    """Room for words; required if there is a sentence for when they are missing."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": TOO_LONG},
    )


class ViewForm(forms.Form):
    """My view, beside what was written."""

    words = words_field("How I see it", help_text="As much or as little as you like.")


class CorrectionForm(forms.Form):
    """What is not right, and what shall stand beside it if it stays."""

    words = words_field(
        "What is not right, and what should it say?", missing="Say in a few words what is not right.", rows=4
    )
    statement = words_field(
        "If it stays as it is: what would you like to stand beside it?",
        help_text="Leave this empty, and what you wrote above stands there.",
        rows=3,
    )


class TogetherForm(forms.Form):
    """How a worker wrote it down with the person."""

    together = forms.CharField(
        label="How did you write this down together?",
        max_length=200,
        help_text="Such as: she said it and read it over.",
        error_messages={"required": "Say how you wrote it down together."},
    )


class ViewWithThemForm(ViewForm, TogetherForm):
    """Their view, in their words, written down by a worker."""


class CorrectionWithThemForm(CorrectionForm, TogetherForm):
    """Their request, in their words, written down by a worker."""


class AnswerForm(forms.Form):
    """Put it right, or say why not. The person reads the reason."""

    answer = forms.ChoiceField(
        label="What do you do?",
        choices=[("amend", "Put it right"), ("keep", "Leave it, and let their words stand beside it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you do."},
    )
    body = forms.CharField(
        label="What it says from now on",
        required=False,
        max_length=1_000_000,
        help_text="Only if you put it right. What stood before stays readable behind it.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = words_field(
        "Why, in words they can read",
        help_text="They read this tonight.",
        missing="Say why, in words they can read.",
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["data-audience"] = "portal"

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") == "amend" and not given.get("body", "").strip():
            self.add_error("body", "Write what it says from now on.")
        return given


class SpreadingForm(forms.Form):
    """Whether one who had the earlier words was told."""

    outcome = forms.TypedChoiceField(
        label="What became of it?",
        coerce=Spread,
        choices=Spread.choices,
        widget=forms.RadioSelect,
        initial=Spread.TOLD.value,
        error_messages={"required": "Choose what became of it."},
    )
    words = forms.CharField(
        label="How were they told, or why need they not be?",
        max_length=300,
        help_text="Such as: rang Harpreet, who changed it in their file.",
        error_messages={"required": "Say how they were told, or why they need not be."},
    )


class WithholdingForm(forms.Form):
    """Why, until when, and who looks at it too."""

    reason = forms.ChoiceField(
        label="Why should they not read this yet?",
        choices=WithholdReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose why."},
    )
    why = words_field("In your own words", missing="Say in a few words why they should not read it yet.", rows=3)
    until = DateBoxesField(
        label="Until when?",
        required=False,
        help_text="On that day they can read it, unless somebody decides anew. Half a year at most. What was told in "
        "confidence needs no day: it waits for a second worker.",
    )
    reviewer = forms.ChoiceField(
        label="Who looks at it with you?", error_messages={"required": "Ask somebody to look at it with you."}
    )

    def __init__(self, *args: Any, reviewers: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reviewers = {str(one.pk): one for one in reviewers}
        names = [(key, f"{one.worker.name}, {one.organisation.name}") for key, one in self.reviewers.items()]
        self.fields["reviewer"].choices = [("", "Choose"), *names]  # type: ignore[attr-defined]  # it is a ChoiceField

    def withholding(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        reason = WithholdReason(given["reason"])
        return {
            "reason": reason,
            "why": given["why"],
            "until_at": _end(given["until"]) if reason is not WithholdReason.IN_CONFIDENCE else None,
            "reviewer": self.reviewers[given["reviewer"]],
        }


class WithholdingReviewForm(forms.Form):
    """Whether they read it now."""

    opens = YesOrNoField(
        "May they read it now?",
        ("yes", "Yes, from now on"),
        ("no", "Not yet"),
        missing="Choose one of the two.",
    )
    words = words_field("What did you think about?", missing="Say in a few words what you thought about.", rows=3)


class MoveForm(forms.Form):
    """Whose it is, and how that is known. `found` is whom the search found that the worker may name."""

    right_person = forms.TypedChoiceField(
        label="Who is it about?",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who it is about.", "invalid_choice": "Choose who it is about."},
    )
    reason = words_field("How do you know?", missing="Say in a few words how you know.", rows=3)

    def __init__(self, *args: Any, found: Iterable[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.person_id), ", ".join(filter(None, [one.known_as, one.age_band, one.area]))) for one in found]
        self.fields["right_person"].choices = named  # type: ignore[attr-defined]  # it is a ChoiceField


class LeaveForm(forms.Form):
    """Why it stays where it is."""

    words = words_field("Why does it stay where it is?", missing="Say in a few words why it stays where it is.", rows=2)


class ExposureForm(forms.Form):
    """Who is told of one look, by whom and when."""

    telling = forms.TypedChoiceField(
        label="Who is told?",
        coerce=Telling,
        choices=Telling.choices,
        error_messages={"required": "Choose who is told."},
    )
    told_by = forms.CharField(label="Who tells them?", required=False, max_length=120)
    told_on = DateBoxesField(label="On which day?", required=False)
    words = words_field("Why, if nobody needs to be told; or anything to bear in mind", rows=2)

    def clean_telling(self) -> Telling:
        given: Telling | str = self.cleaned_data["telling"]
        if not given:
            raise ValidationError("Choose who is told.")
        return Telling(given)


def _end(day: date | None) -> datetime | None:
    return end_of(day) if day else None
