"""Forms of a plan. Each remembers what lay before whoever writes."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.plans.codes import GoalState, Happened, How, Mark, Whose
from hearth.plans.rules import LONGEST_WORDS, MOST_CALLS, Call, Card, Goal, Marked, Pen
from hearth.plans.wish_rules import Wish

HOWS = [
    (How.WITH.value, "Together, side by side"),
    (How.FOR.value, "For them, without them. It shows as yours until they say yes"),
]
YES_OR_NO = [("", "Nobody has said"), ("yes", "Yes"), ("no", "No")]
OF_THE_PEN = {"before", "how"}
YES_OR_NO_FIELDS = {"adult", "life", "even_if"}
SURE = [("", "Not asked"), *((str(number), str(number)) for number in range(11))]
MARKS = [(mark.value, mark.label) for mark in Mark if mark != Mark.PAGE]


def area(label: str, *, rows: int = 3, hint: str = "", required: bool = False, most: int = 600) -> forms.CharField:
    """Room for some sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PenForm(forms.Form):
    """What every form of a plan has: the versions that lay before the writer, and who holds the pen."""

    before = forms.CharField(required=False, widget=forms.HiddenInput)
    how = forms.ChoiceField(label="Who holds the pen?", choices=HOWS, widget=forms.RadioSelect, initial=How.WITH.value)

    def __init__(self, *args: Any, hand: How | None = None, heads: Iterable[Any] = (), **kwargs: Any) -> None:
        """`hand` is whose hand it is where that is plain from the page; a worker at a desk says it."""
        super().__init__(*args, **kwargs)
        self.hand = hand
        self.fields["before"].initial = " ".join(str(one.pk) for one in heads)
        if hand is not None:
            del self.fields["how"]
        else:
            self.order_fields([name for name in self.fields if name != "how"])

    def clean_before(self) -> tuple[UUID, ...]:
        """The versions; what is no identifier lay before nobody."""
        return tuple(found for word in self.cleaned_data["before"].split()[:3] if (found := _identifier(word)))

    def pen(self) -> Pen:
        """What the action takes. Call only on a valid form."""
        return Pen(self.hand or self.cleaned_data["how"], self.cleaned_data["before"])


class PartForm(PenForm):
    """The words of one part."""

    words = area("In your own words", rows=8, required=True, most=LONGEST_WORDS)


class GoalForm(PenForm):
    """Something hoped for."""

    words = area("What do you hope for?", required=True, hint="In your own words.", most=2_000)
    why = area("Why does it matter to you?", rows=2, most=2_000)
    next_step = forms.CharField(
        label="What is the smallest next step?",
        max_length=300,
        help_text="So small that it can be done this week.",
        error_messages={"required": "What is the smallest next step? A very small one will do."},
    )
    who = forms.CharField(label="Who does it, or comes along?", max_length=120, required=False)
    by_when = DateBoxesField(label="By when?", required=False)
    confidence = forms.ChoiceField(
        label="How sure are you that you can, from 0 to 10?",
        choices=SURE,
        required=False,
        help_text="10 is quite sure.",
    )
    state = forms.ChoiceField(label="How is it now?", choices=GoalState.choices, initial=GoalState.HOPING.value)
    reason = forms.BooleanField(label="This is why I came", required=False)

    def goal(self, reason: tuple[str, UUID] | None) -> Goal:
        """What the action takes. `reason` is the referral that it may be the reason for."""
        given = self.cleaned_data
        sure = given["confidence"]
        told = {name: given[name].strip() for name in ("words", "why", "next_step", "who", "state")}
        came_for = reason if given["reason"] else None
        return Goal(by_when=given["by_when"], confidence=int(sure) if sure else None, reason=came_for, **told)


class WishForm(PenForm):
    """A wish for later, with the facts its kind asks for."""

    words = area("What should happen, or not happen?", rows=6, required=True, most=LONGEST_WORDS)
    written_on = DateBoxesField(label="When was it written down?", required=False)
    adult = forms.ChoiceField(label="Were you 18 or older then?", choices=YES_OR_NO, required=False)
    life = forms.ChoiceField(label="Is it about treatment that keeps you alive?", choices=YES_OR_NO, required=False)
    even_if = forms.ChoiceField(label="Does it say “even if my life is at risk”?", choices=YES_OR_NO, required=False)
    signed_on = DateBoxesField(label="When was it signed?", required=False)
    witness = forms.CharField(label="Who saw you sign?", max_length=120, required=False)
    witnessed_on = DateBoxesField(label="When did they sign as a witness?", required=False)
    able = forms.CharField(label="Who can say that you were able to decide then?", max_length=300, required=False)
    where_kept = forms.CharField(label="Where is the paper, and who has a copy?", max_length=300, required=False)
    withdrawn_on = DateBoxesField(label="Taken back? On which day?", required=False)

    def __init__(self, *args: Any, asks: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {"signed": ["signed_on"], "witness": ["witness", "witnessed_on"]}
        kept = {name for ask in asks for name in wanted.get(ask, [ask])}
        always = {"before", "how", "words", "able", "where_kept", "withdrawn_on"}
        for name in set(self.fields) - kept - always:
            del self.fields[name]

    def wish(self, kind: str) -> Wish:
        """What the action takes. Call only on a valid form."""
        given: dict[str, Any] = {name: self.cleaned_data.get(name) for name in self.fields if name not in OF_THE_PEN}
        said: dict[str, Any] = {name: _said(given[name]) if name in YES_OR_NO_FIELDS else given[name] for name in given}
        return Wish(kind=kind, **{name: what for name, what in said.items() if what not in (None, "")})


class CardForm(PenForm):
    """The card for bad days."""

    do_first = forms.CharField(
        label="What should somebody do first?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One line. Whoever is there at three in the morning reads it first.",
        error_messages={"required": "What should somebody do first? Start with that; the rest can wait."},
    )
    not_to_ring = forms.CharField(label="Whom should nobody ring?", max_length=300, required=False)
    calms = area("What calms you?")
    please_dont = area("What should nobody do?", hint="What has been done before that must not be repeated?")
    where_to_be = area("Where do you want to be?", rows=2)
    medicines = area("What about medicines?", rows=2)
    may_be_told = area("Who may be told?", rows=2)
    home = area("Who looks after children, pets and home?", rows=2, hint="Who has a key? Who feeds the cat?")
    safer = area("What makes it safer around you?", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_CALLS):
            for name, label, most in CALL_FIELDS:
                self.fields[f"call_{number}_{name}"] = forms.CharField(label=label, max_length=most, required=False)

    @property
    def calls(self) -> list[list[forms.BoundField]]:
        """The boxes for those to ring, one list for each."""
        return [[self[f"call_{number}_{name}"] for name, _, _ in CALL_FIELDS] for number in range(MOST_CALLS)]

    def card(self) -> Card:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        calls = tuple(
            Call(**{name: given[f"call_{number}_{name}"].strip() for name, _, _ in CALL_FIELDS})
            for number in range(MOST_CALLS)
        )
        said = {name: given[name] for name in CARD_WORDS}
        return Card(calls=calls, **said)


CALL_FIELDS = (
    ("name", "Name", 60),
    ("number", "Number", 30),
    ("who", "Who they are to you", 60),
    ("hours", "When", 60),
)
CARD_WORDS = (
    "do_first",
    "not_to_ring",
    "calms",
    "please_dont",
    "where_to_be",
    "medicines",
    "may_be_told",
    "home",
    "safer",
)


class SignForm(forms.Form):
    """Which words are theirs, and the mark with which they say so."""

    versions = forms.MultipleChoiceField(
        label="This is mine", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose what is yours."}
    )
    mark = forms.ChoiceField(
        label="How do they say yes?",
        choices=MARKS,
        widget=forms.RadioSelect,
        error_messages={"required": "How did they say yes? Any mark will do."},
    )
    typed = forms.CharField(label="Your name, or any name you go by", max_length=120, required=False)
    witness = forms.CharField(
        label="Who saw it?", max_length=120, required=False, help_text="Not needed where a name was typed."
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versions"].choices = options  # type: ignore[attr-defined]  # every field of choices has them
        self.fields["versions"].initial = [value for value, _ in options]
        if own:
            del self.fields["mark"], self.fields["witness"]

    def chosen(self) -> list[UUID]:
        """The versions. Call only on a valid form."""
        return [UUID(value) for value in self.cleaned_data["versions"]]

    def marked(self) -> Marked:
        """The mark. Call only on a valid form."""
        given = self.cleaned_data
        return Marked(given.get("mark", Mark.PAGE.value), given["typed"], given.get("witness", ""))


class VoiceForm(forms.Form):
    """Seeing it otherwise."""

    otherwise = area("How do you see it?", required=True, most=2_000)
    whose = forms.ChoiceField(
        label="Whose view is it?",
        choices=[(Whose.PERSON.value, "Theirs, in their words"), (Whose.WORKER.value, "Mine")],
        widget=forms.RadioSelect,
        initial=Whose.PERSON.value,
    )

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["whose"]

    def said(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        return {"words": self.cleaned_data["otherwise"], "whose": Whose(self.cleaned_data.get("whose", Whose.PERSON))}


class HappenedForm(forms.Form):
    """Something happened after which the plan is looked at again."""

    happened = forms.ChoiceField(label="What happened?", choices=Happened.choices, widget=forms.RadioSelect)
    happened_on = DateBoxesField(label="When was it?", required=False, help_text="Leave empty for today.")

    def told(self, *, today: date) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return {"happened": Happened(given["happened"]), "happened_on": given["happened_on"] or today}


class DoubtForm(forms.Form):
    """It is in doubt whether somebody can decide one thing."""

    decision = forms.CharField(
        label="Which decision is it about?", max_length=300, help_text="One decision, now. Never about everything."
    )
    why = area("What makes you doubt?", required=True, most=2_000)
    support = area("What did you try, so that they could decide themselves?", required=True, most=2_000)
    review_on = DateBoxesField(label="When do we look at this again?")


class EndedDoubtForm(forms.Form):
    """It is in doubt no longer."""

    words = area("What has changed?", required=True, most=2_000)


class OpeningForm(forms.Form):
    """The door may open the card."""

    explained_how = forms.CharField(label="How did you explain it?", max_length=300)


def _identifier(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


def _said(word: Any) -> bool | None:
    return {"yes": True, "no": False}.get(str(word))
