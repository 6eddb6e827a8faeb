"""Choosing who may know what, sealing, breaking the glass, and looking at it afterwards."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from hearth.core.actor import Actor
from hearth.core.clocks import end_of
from hearth.core.date_boxes import DateBoxesField
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.sharing import queries
from hearth.sharing.codes import CONSEQUENCES, ONE_ENTRY, WHOLE_RECORD, OverrideReason, SaidBy, Section, WhomKind

WHOLE = "whole"
ENTRY = "entry"

Named = tuple[str, str]


class LookedForm(forms.Form):
    """Up to which day somebody reads who has looked; everything up to now unless they went further back."""

    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def day(self, today: date) -> date | None:
        """The day, if there is one before today."""
        until: date | None = self.cleaned_data.get("until") if self.is_valid() else None
        return until if until and until < today else None


class MyCircleForm(forms.Form):
    """What somebody chooses for one organisation, worker or supporter. `options` are (group, [(value, words)])."""

    whom = forms.ChoiceField(label="Who is it about?", error_messages={"required": "Choose who it is about."})
    level = forms.TypedChoiceField(
        label="How much may they know?",
        coerce=lambda value: Level(int(value)),
        choices=[(int(level), words) for level, words in LEVEL_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much they may know."},
    )
    until = DateBoxesField(
        label="Until when?", required=False, help_text="Leave empty if it has no end. You can change it any day."
    )

    def __init__(self, *args: Any, options: list[tuple[str, list[Named]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = [("", "Choose"), *options]  # type: ignore[attr-defined]  # it is a ChoiceField

    def chosen(self) -> tuple[WhomKind, UUID]:
        """The kind and key of whoever was chosen. Call only on a valid form."""
        kind, key = self.cleaned_data["whom"].split(":")
        return WhomKind(kind), UUID(key)

    def until_at(self) -> datetime | None:
        """The end of the last day it holds, in local time."""
        until = self.cleaned_data["until"]
        return end_of(until) if until else None


class CircleForm(MyCircleForm):
    """The same, recorded by a worker with the person: how it was explained, and whose decision it is."""

    explained_how = forms.CharField(
        label="How did you explain it, and what did they say?",
        max_length=300,
        help_text="In the words you used together.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say how you explained it."},
    )
    said_by = forms.ChoiceField(
        label="Whose decision is it?",
        choices=SaidBy.choices,
        initial=SaidBy.PERSON.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whose decision it is."},
    )
    capacity_note = forms.CharField(
        label="If it is not the person’s own decision: why not now, what was tried, who was asked?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(label="A reason, if they gave one", required=False, max_length=300)
    review_on = DateBoxesField(label="When do you look at it together again?", required=False)


class SealingForm(forms.Form):
    """Closing something at the person's wish. What may happen is explained before, and written down."""

    what = forms.ChoiceField(
        label="What shall be closed?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what shall be closed."},
    )
    hidden = forms.TypedChoiceField(
        label="May others see that something is closed?",
        coerce=lambda value: value == "hidden",
        choices=[
            ("sealed", "Yes, that something is there, but not what"),
            ("hidden", "No, there is no trace of it for anyone else"),
        ],
        initial="sealed",
        widget=forms.RadioSelect,
    )
    opens_for = forms.MultipleChoiceField(
        label="Who may read it all the same?", required=False, widget=forms.CheckboxSelectMultiple
    )
    consequence_explained = forms.CharField(
        label="What did you say may happen, and what did they answer?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say first, in plain words, what may happen when this cannot be read."},
    )

    def __init__(self, *args: Any, workers: Iterable[Membership], entry_id: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entry_id = entry_id
        self.workers = {str(worker.pk): worker for worker in workers}
        whole = [(WHOLE, "The whole record")]
        what = [(ENTRY, "This one entry")] if entry_id else [*Section.choices, *whole]
        self.fields["what"].choices = what  # type: ignore[attr-defined]  # it is a ChoiceField
        if entry_id:
            self.fields["what"].initial = ENTRY
        names = [(key, f"{worker.worker.name}, {worker.organisation.name}") for key, worker in self.workers.items()]
        self.fields["opens_for"].choices = names  # type: ignore[attr-defined]  # it is a MultipleChoiceField

    def sealing(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return {
            "entry_id": self.entry_id if given["what"] == ENTRY else None,
            "section": given["what"] if given["what"] in Section.values else "",
            "hidden": given["hidden"],
            "opens_for": [self.workers[key] for key in given["opens_for"]],
            "consequence_explained": given["consequence_explained"],
        }

    def explained(self) -> list[Named]:
        """What closing each of them may lead to, as (what, consequence), to be said aloud first."""
        if self.entry_id:
            return [("This one entry", ONE_ENTRY)]
        return [
            *((section.label, words) for section, words in CONSEQUENCES.items()),
            ("The whole record", WHOLE_RECORD),
        ]


class OverrideForm(forms.Form):
    """Two answers, in under fifteen seconds."""

    reason = forms.ChoiceField(
        label="What is it?",
        choices=OverrideReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is."},
    )
    why = forms.CharField(
        label="Why now, in a few words",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a few words why. The person reads it, and so does the guardian."},
    )
    opens_hidden = forms.BooleanField(label="Open what is hidden, too", required=False)


class ReviewForm(forms.Form):
    """What the guardian found."""

    outcome = forms.CharField(
        label="What did you find, and what happens now?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what you found, and what happens now."},
    )


class UntoldForm(forms.Form):
    """Why the person is not told."""

    because = forms.CharField(
        label="Why would telling them not be safe?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why telling them would not be safe."},
    )


def circle_options(actor: Actor, *, person: Person, at: datetime) -> list[tuple[str, list[Named]]]:
    """The groups of the first question: organisations, workers and supporters, as a select takes them."""
    workers = queries.workers_to_choose(actor, person=person, at=at)
    supporters = queries.possible_supporters(actor, person=person)
    groups = [
        ("Organisations", [(f"organisation:{one.pk}", one.name) for one in queries.partners()]),
        ("One worker", [(f"worker:{key}", words) for key, words in workers]),
        (
            "People in their life" if actor.person_id is None else "People in my life",
            [(f"supporter:{one.related_person_id}", f"{one.name}, {one.relation}") for one in supporters],
        ),
    ]
    return [(group, options) for group, options in groups if options]
