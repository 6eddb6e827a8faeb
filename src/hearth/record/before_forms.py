"""What somebody tells of the time before the hub, in rough dates."""

from datetime import date
from typing import Any

from django import forms

from hearth.record.actions.before import Told
from hearth.record.before_rules import WHAT
from hearth.record.codes import Source
from hearth.record.journey.facts import Shape
from hearth.record.journey.rough import Rough, read

LONGEST = 20_000
ROUGHLY = "A year is enough. Or “spring 2019”, “about two years ago”, “when I was 14”. Leave it empty if nobody knows."
NOT_UNDERSTOOD = "We could not read that as a time gone by. Try a year, such as 2019, or “about two years ago”."
ENDS_BEFORE = "It ends before it begins. Which of the two is it?"
ASKED = {
    "words": ("What happened?", "What happened?"),
    "what": ("What was it?", "What was it?"),
    "when": ("Roughly when was it?", "Roughly when was it?"),
    "until": ("Until when, if it went on?", "Until when, if it went on?"),
    "who": ("Who was it with?", "Who was it with?"),
    "helped": ("What helped you?", "What helped?"),
    "not_helped": ("What did not help?", "What did not help?"),
    "passed_to": ("If they sent you on: to whom?", "If they were sent on: to whom?"),
    "yes": ("Did somebody there say yes to you?", "Did somebody there say yes?"),
    "told_again": (
        "Did you have to tell your story all over again?",
        "Did they have to tell their story all over again?",
    ),
}
NOBODY_KNOWS = {"i do not know", "i don't know", "do not know", "don't know", "not known", "no idea", "unknown"}
YES_NO = [("yes", "Yes"), ("no", "No"), ("", "I do not know")]


class BeforeForm(forms.Form):
    """The time before the hub, as the person tells it. Only what happened is needed."""

    words = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say in a few words what happened."},
    )
    what = forms.ChoiceField(
        choices=[(shape.value, said) for shape, (said, _) in WHAT.items()],
        initial=Shape.NOTED.value,
        widget=forms.RadioSelect,
    )
    when = forms.CharField(required=False, max_length=80, help_text=ROUGHLY)
    until = forms.CharField(required=False, max_length=80)
    who = forms.CharField(
        required=False, max_length=120, help_text="A team, a place, a first name. For example: the crisis team."
    )
    helped = forms.CharField(required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    not_helped = forms.CharField(required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    passed_to = forms.CharField(required=False, max_length=120)
    yes = forms.ChoiceField(required=False, choices=YES_NO, widget=forms.RadioSelect)
    told_again = forms.ChoiceField(required=False, choices=YES_NO, widget=forms.RadioSelect)

    def __init__(self, *args: Any, today: date, born: date | None, yours: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.born = today, born
        for name, (of_yours, of_theirs) in ASKED.items():
            self.fields[name].label = of_yours if yours else of_theirs

    def clean_when(self) -> Rough | None:
        """When it was; None if nobody knows. Raises ValidationError for what cannot be read as a time gone by."""
        return self._rough("when")

    def clean_until(self) -> Rough | None:
        """Until when it went on; None if it did not, or nobody knows."""
        return self._rough("until")

    def clean(self) -> dict[str, Any]:
        """It cannot end before it begins, nor without a beginning."""
        given = self.cleaned_data
        begins, ends = given.get("when"), given.get("until")
        if ends and not begins and "when" in given:
            self.add_error("when", "Say roughly when it began, too.")
        if begins and ends and ends.last_on < begins.from_on:
            self.add_error("until", ENDS_BEFORE)
        return given

    def _rough(self, name: str) -> Rough | None:
        said = str(self.cleaned_data[name]).strip()
        if said.casefold().replace("’", "'").strip(".") in NOBODY_KNOWS:
            return None
        rough = read(said, today=self.today, born=self.born)
        if said and rough is None:
            raise forms.ValidationError(NOT_UNDERSTOOD)
        return rough

    def told(self) -> Told:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return Told(
            words=given["words"],
            what=Shape(given["what"]),
            who=given["who"],
            rough=given["when"],
            until=given["until"],
            helped=given["helped"],
            not_helped=given["not_helped"],
            passed_to=given["passed_to"],
            yes=_yes_no(given["yes"]),
            told_again=_yes_no(given["told_again"]),
        )


class ToldToUsForm(BeforeForm):
    """The same, written down by a worker: it says who told it."""

    source = forms.ChoiceField(
        label="Who told you?",
        choices=[(Source.TOLD_BY_PERSON.value, "They did"), (Source.TOLD_BY_OTHER.value, "Somebody else")],
        initial=Source.TOLD_BY_PERSON.value,
        widget=forms.RadioSelect,
    )
    told_by = forms.CharField(
        label="If somebody else: who?", required=False, max_length=80, help_text="For example: Rosa, a sister."
    )
    told_in_confidence = forms.BooleanField(
        label="They told us in confidence",
        required=False,
        help_text="Then the person does not read it until a second worker has looked.",
    )

    def clean(self) -> dict[str, Any]:
        """Whoever told it is named, unless it was the person."""
        given = super().clean()
        if given.get("source") == Source.TOLD_BY_OTHER and not given.get("told_by"):
            self.add_error("told_by", "Say who told you.")
        return given

    def told(self) -> Told:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        by_other = given["source"] == Source.TOLD_BY_OTHER
        return (
            super()
            .told()
            .as_told_by(given["told_by"] if by_other else "", in_confidence=by_other and given["told_in_confidence"])
        )


def _yes_no(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)
