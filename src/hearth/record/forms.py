"""Writing, amending, and narrowing the journey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms

from hearth.record.codes import QUICK, WRITTEN_BY_HAND, EntryKind, Source
from hearth.record.models import Entry
from hearth.record.queries import Filters

LONG = 1_000_000
# As a browser sends a moment first, then as people write one.
MOMENTS = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d/%m/%y %H:%M", "%Y-%m-%d %H:%M"]
ABOUT_OTHERS = "It tells of other people, too"
IN_CONFIDENCE = "Somebody else told us this in confidence"
NOT_READ_YET = "Then the person does not read it until a second worker has looked."
TOO_LONG = "That is longer than a million letters. Put the rest into an entry of its own."
EMPTY = "Write a few words first. There is nothing to keep yet."


class WriteForm(forms.Form):
    """A contact in two taps and a sentence."""

    words = forms.CharField(label="What happened", max_length=LONG, error_messages={"required": EMPTY})
    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in WRITTEN_BY_HAND], initial=EntryKind.CONVERSATION.value
    )
    occurred_at = forms.DateTimeField(
        label="When was it?",
        required=False,
        help_text="Leave empty for now.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": "Write the time like this: 20/11/2026 14:10."},
        input_formats=MOMENTS,
    )
    source = forms.ChoiceField(
        label="How do you know?",
        required=False,
        choices=[(s.value, s.label) for s in (Source.SEEN, Source.TOLD_BY_PERSON, Source.TOLD_BY_OTHER)],
        initial=Source.SEEN.value,
    )
    about_others = forms.BooleanField(label=ABOUT_OTHERS, required=False)
    told_in_confidence = forms.BooleanField(label=IN_CONFIDENCE, required=False, help_text=NOT_READ_YET)

    def entry(self, *, at: datetime) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return {
            "kind": EntryKind(given["kind"]),
            "body": given["words"],
            "occurred_at": given["occurred_at"] or at,
            "source": Source(given["source"] or Source.SEEN),
            "about_others": given["about_others"],
            "told_in_confidence": given["told_in_confidence"],
        }


class QuickForm(WriteForm):
    """A sentence, and a button for each thing that happens many times a day."""

    kind = forms.ChoiceField(
        choices=[(kind.value, words) for kind, words in QUICK],
        error_messages={"required": "Press what it was: called, texted, visited, or did not make it."},
    )

    def entry(self, *, at: datetime) -> dict[str, Any]:
        """What the action takes. A text that was sent says so in its title. Call only on a valid form."""
        titled = {"title": "Sent a text"} if self.cleaned_data["kind"] == EntryKind.MESSAGE else {}
        return {**super().entry(at=at), **titled}


class AmendForm(forms.Form):
    """A correction and why, and what is said of the words."""

    words = forms.CharField(
        label="What it should say",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": EMPTY, "max_length": TOO_LONG},
    )
    reason = forms.CharField(
        label="Why it changes",
        max_length=300,
        error_messages={"required": "Say in a few words why it changes."},
    )
    about_others = forms.BooleanField(label=ABOUT_OTHERS, required=False)
    told_in_confidence = forms.BooleanField(label=IN_CONFIDENCE, required=False, help_text=NOT_READ_YET)

    @classmethod
    def beginning(cls, entry: Entry, kept: Mapping[str, str]) -> dict[str, Any]:
        """What the form begins with: the entry as it stands, or the words that were kept for its writer."""
        marks = {"about_others": entry.about_others, "told_in_confidence": entry.told_in_confidence}
        return {"words": kept.get("words") or entry.body, "reason": kept.get("reason", ""), **marks}


class ErrorForm(forms.Form):
    """This entry should not be here."""

    reason = forms.CharField(
        label="Why it should not be here",
        max_length=300,
        error_messages={"required": "Say in a few words why it should not be here."},
    )


class JourneyForm(forms.Form):
    """Narrow the journey."""

    kind = forms.ChoiceField(label="What", required=False, choices=[("", "Everything"), *EntryKind.choices])
    lane = forms.ChoiceField(label="With whom", required=False)
    from_on = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    to_on = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, lanes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lane"] = forms.ChoiceField(
            label="With whom", required=False, choices=[("", "Everyone"), *((lane, lane) for lane in lanes)]
        )

    def filters(self) -> Filters:
        """What was asked for; whatever cannot be read is left out and named at its field."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return Filters(**{name: value for name, value in given.items() if value})
