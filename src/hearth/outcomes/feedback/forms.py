"""What somebody says of us, and what is said in answer."""

from typing import Any
from uuid import UUID

from django import forms

from hearth.outcomes.feedback import queries
from hearth.outcomes.feedback.codes import Kind, Outcome
from hearth.outcomes.feedback.rules import LONGEST, LONGEST_TOLD, Told

NO_HUB = "It is about no hub, or about all of them"
KINDS = [
    (Kind.THANKS.value, "Thank you: something or somebody was good"),
    (Kind.IDEA.value, "An idea: something could be better"),
    (Kind.COMPLAINT.value, "A complaint: something was wrong, and somebody answers for it"),
]


class FeedbackForm(forms.Form):
    """Thanks, an idea or a complaint, by somebody we know by their sign-in."""

    kind = forms.ChoiceField(
        label="What would you like to tell us?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes nearest."},
    )
    words = forms.CharField(
        label="In your own words",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write a few words first."},
    )
    hub = forms.ChoiceField(label="Which hub is it about?", required=False)
    beyond_hub = forms.BooleanField(
        label="Whoever leads this hub shall not read it",
        required=False,
        help_text="Then somebody outside the hub answers you. Choose this if it is about them.",
    )
    may_be_told = forms.BooleanField(
        label="You may put it up for everybody, in other words and without me in it",
        required=False,
        help_text="Others read what came of it. You hear first.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hub"].choices = [  # type: ignore[attr-defined]  # a list of hubs
            ("", NO_HUB),
            *((str(hub.pk), hub.name) for hub in queries.hubs()),
        ]

    def told(self) -> Told:
        """What they said. Call only on a valid form."""
        given = self.cleaned_data
        return Told(
            kind=Kind(given["kind"]),
            words=given["words"],
            hub_id=UUID(given["hub"]) if given["hub"] else None,
            beyond_hub=given["beyond_hub"],
            may_be_told=given.get("may_be_told", False),
            called=given.get("called", ""),
            reach=given.get("reach", ""),
        )


class AnybodyForm(FeedbackForm):
    """The same without a sign-in, with or without a name."""

    field_order = ("kind", "words", "hub", "called", "reach", "beyond_hub", "may_be_told")
    called = forms.CharField(
        label="Your name, if you like", required=False, max_length=120, help_text="Empty, nobody knows who you are."
    )
    reach = forms.CharField(
        label="How to reach you, if you like",
        required=False,
        max_length=200,
        help_text="A phone number or an e-mail address that is safe for you. You can read our answer without it.",
    )


class TellForm(forms.Form):
    """What everybody reads."""

    said = forms.CharField(
        label="You said",
        max_length=LONGEST_TOLD,
        help_text="In other words than theirs: shorter, and so that nobody can be recognised.",
        widget=forms.Textarea(attrs={"rows": 3, "data-audience": "portal"}),
    )
    outcome = forms.ChoiceField(label="What came of it", choices=Outcome.choices, widget=forms.RadioSelect)
    told = forms.CharField(
        label="We did, we are trying, or why we could not",
        max_length=LONGEST_TOLD,
        widget=forms.Textarea(attrs={"rows": 3, "data-audience": "portal"}),
    )
    nobody_known = forms.BooleanField(
        label="I have read it once more: no name, no street, no day, nothing rare that somebody is known by",
        required=False,
    )

    def what(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return {
            "said": given["said"],
            "outcome": Outcome(given["outcome"]),
            "words": given["told"],
            "nobody_known": given["nobody_known"],
        }
