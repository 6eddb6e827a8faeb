"""What is asked between the receipt and being supported: short, and in words the person may read."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms

from hearth.core.yes_or_no import YesOrNoField
from hearth.front_door.actions import Tried
from hearth.front_door.forms import Line, Words
from hearth.front_door.reminder_rules import Reminder
from hearth.front_door.urgency_rules import Standing
from hearth.front_door.welcome_codes import AttemptOutcome, BookingOutcome, Channel, Decision, Place, Urgency
from hearth.front_door.welcome_queries import Ways
from hearth.front_door.welcome_rules import Arranged, Thinking
from hearth.holding.forms import moment
from hearth.messaging.rules import Wording
from hearth.organisations.models import Membership, Worker
from hearth.people.models import Contact, Relation

NO_REMINDER = "none"
MOST_MINUTES_LATE = 1_440
ALREADY_NOW = "Leave empty for now."


class ReadingForm(forms.Form):
    """Read by a human, who answers one question."""

    unsafe = YesOrNoField(
        "Is anyone unsafe now?",
        ("no", "No, as far as I can tell"),
        ("yes", "Yes, or I am not sure"),
        missing="Say whether anyone is unsafe now. “Not sure” counts as yes.",
    )
    done = Words("What was done?", help_text="If somebody may be unsafe: what you did just now.", rows=2)


class UrgencyForm(forms.Form):
    """When we act, and why."""

    urgency = forms.ChoiceField(
        label="When do we act?",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when we act."},
    )
    reason = Words(
        "Why?",
        required=True,
        help_text="They read this too.",
        error_messages={"required": "Say why, in a few words."},
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = standing.asked.urgency if standing.asked else standing.urgency
        self.initial["urgency"] = asked.value


class TryForm(forms.Form):
    """How somebody was tried, and what came of it."""

    way = forms.ChoiceField(
        label="How did you try?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you tried."},
    )
    outcome = forms.ChoiceField(
        label="What happened?",
        choices=[(one.value, one.label) for one in AttemptOutcome if one != AttemptOutcome.SENT],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened."},
    )
    words = Words("In a few words", help_text="They read this too.", rows=2)
    tried_at = moment("When was it?", hint=ALREADY_NOW)

    def __init__(self, *args: Any, ways: list[tuple[str, str]], known: Ways, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields["way"].choices = ways  # type: ignore[attr-defined]  # as declared

    def tried(self, *, at: datetime) -> Tried:
        """What was done, as the action takes it. Call only on a valid form."""
        given = self.cleaned_data
        channel, _, key = given["way"].partition(":")
        return Tried(
            channel=Channel(channel),
            outcome=AttemptOutcome(given["outcome"]),
            tried_at=given["tried_at"] or at,
            words=given["words"],
            contact=_named(self.known.contacts, key),
            relation=_named(self.known.relations, key),
        )


class MessageForm(forms.Form):
    """A few words that leave by text, e-mail or letter."""

    contact = forms.ChoiceField(
        label="Where to?", widget=forms.RadioSelect, error_messages={"required": "Choose where it goes."}
    )
    words = Words(
        "What should it say?",
        required=True,
        help_text="Your name and a time are enough. Nothing that would tell somebody else where it comes from.",
        error_messages={"required": "Write a few words first."},
    )

    def __init__(self, *args: Any, contacts: list[tuple[str, str]], known: Ways, writer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.writer = known, writer
        self.fields["contact"].choices = contacts  # type: ignore[attr-defined]  # as declared
        self.fields["words"].widget.attrs["data-audience"] = "letter"

    def chosen(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        wording = Wording(f"A message from {self.writer}", self.cleaned_data["words"])
        return {"contact": _named(self.known.contacts, self.cleaned_data["contact"]), "wording": wording}


class BookingForm(forms.Form):
    """A welcoming conversation, as the person agreed to it."""

    whom = forms.ModelChoiceField(
        label="With whom?", queryset=Membership.objects.none(), error_messages={"required": "Choose who will be there."}
    )
    starts_at = moment("When?", required=True)
    minutes = forms.IntegerField(label="How many minutes?", initial=60)
    place = forms.ChoiceField(label="Where?", choices=Place.choices, widget=forms.RadioSelect, initial=Place.ROOM.value)
    where = Line("Where exactly?", help_text="A room, a street corner, a number to ring.", length=200)
    interpreter = Line("An interpreter?", help_text="Which language. Never a child or a partner.")
    agreed_how = Line(
        "How did they agree to it?",
        required=True,
        length=200,
        help_text="For example: she chose the time herself on the phone.",
        error_messages={"required": "Say how they agreed to it."},
    )

    reminders = forms.MultipleChoiceField(
        label="Which reminders would they like?",
        help_text="Ask them. A reminder says when and with whom, and nothing of why.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Ask them which reminders they would like. None is an answer.",
            "invalid_choice": "There is no such reminder.",
        },
    )

    def __init__(self, *args: Any, colleagues: Any, reminders: Iterable[Reminder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_people(self.fields["whom"], colleagues)
        offered = [(one.code, one.words) for one in reminders]
        self.fields["reminders"].choices = [*offered, (NO_REMINDER, "None")]  # type: ignore[attr-defined]  # as declared

    def clean_reminders(self) -> tuple[str, ...]:
        """None beside one of them says two things at once."""
        chosen = self.cleaned_data["reminders"]
        if NO_REMINDER in chosen and len(chosen) > 1:
            raise forms.ValidationError("Choose “None”, or those they would like.")
        return tuple(code for code in chosen if code != NO_REMINDER)

    def arranged(self) -> Arranged:
        """What was agreed, as the action takes it. Call only on a valid form."""
        given = self.cleaned_data
        return Arranged(**{**given, "whom": given["whom"].pk, "place": Place(given["place"])})


class BookingOutcomeForm(forms.Form):
    """How a booked talk ended."""

    outcome = forms.ChoiceField(
        label="How was it?",
        choices=BookingOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it ended."},
    )
    words = Words(
        "In a few words",
        required=True,
        help_text="They read this too.",
        error_messages={"required": "Write a few words about how it went."},
    )
    minutes_late = forms.IntegerField(label="How many minutes late were we?", required=False)

    def clean_minutes_late(self) -> int | None:
        late: int | None = self.cleaned_data["minutes_late"]
        if late is not None and not 0 <= late <= MOST_MINUTES_LATE:
            raise forms.ValidationError("Write how many minutes, or leave it empty.")
        return late

    def ended(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        return {**self.cleaned_data, "outcome": BookingOutcome(self.cleaned_data["outcome"])}


class ThinkingForm(forms.Form):
    """Thinking aloud with a colleague."""

    colleague = forms.ModelChoiceField(
        label="With whom did you think about it?",
        queryset=Membership.objects.none(),
        error_messages={"required": "Choose your colleague. It takes two."},
    )
    what_we_know = Words("What do we know of how things are?", required=True, rows=2)
    who_may_worry = Words("Who may be worried?", required=True, rows=2)
    visit_or_check = Words("Would a visit or a welfare check be right? Why, or why not?", required=True, rows=2)
    decision = forms.ChoiceField(
        label="What did you decide?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decided."},
    )
    because = Words("Why?", required=True, help_text="They read this.", rows=2)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_people(self.fields["colleague"], colleagues)

    def thought(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = dict(self.cleaned_data)
        colleague: Worker = given.pop("colleague").worker
        return {"colleague": colleague, "thinking": Thinking(**{**given, "decision": Decision(given["decision"])})}


class EndingForm(forms.Form):
    """The words with which a welcome ends, or begins again."""

    words = Words("In their words", required=True, error_messages={"required": "A few words are enough."})

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class ConnectionForm(EndingForm):
    """Who elsewhere said yes, by name."""

    accepted_by = Line("Who there said yes?", required=True, error_messages={"required": "Say who said yes, by name."})
    accepted_where = Line("Where is that?", required=True, error_messages={"required": "Say where they work."})
    field_order = ("accepted_by", "accepted_where", "words")


def _named(rows: "list[Contact] | list[Relation]", key: str) -> Any:
    return next((row for row in rows if str(row.pk) == key), None)


def _name_people(field: forms.Field, colleagues: Any) -> None:
    field.queryset = colleagues  # type: ignore[attr-defined]  # a ModelChoiceField
    field.label_from_instance = _who  # type: ignore[attr-defined]  # as above


def _who(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
