"""The component page: every piece with invented content, in light and dark. Development and demonstration only."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearth.core.date_boxes import DateBoxesField


class SampleForm(forms.Form):
    """One field of every kind."""

    called = forms.CharField(
        label="What would you like to be called?",
        max_length=60,
        error_messages={"required": "Tell us what to call you. Any name will do."},
    )
    going_on = forms.CharField(
        label="What is going on?",
        help_text="As much or as little as you like.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tell us a little of what is going on."},
    )
    reach = forms.ChoiceField(
        label="How may we reach you?",
        choices=[("text", "Text"), ("ring", "Ring me"), ("letter", "Write to me")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how we may reach you."},
    )
    easier = forms.MultipleChoiceField(
        label="What would make this easier?",
        choices=[("quiet", "A quiet room"), ("company", "Somebody with me"), ("language", "Another language")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    born_on = DateBoxesField(label="When were you born?", help_text="Leave it out if you like.", required=False)
    hub = forms.ChoiceField(label="Which hub?", choices=[("", "Any"), ("clarence", "Clarence Street")], required=False)
    agreed = forms.BooleanField(label="Tell my sister that I came", required=False)


STEPS: list[dict[str, Any]] = [
    {"words": "Priya has read it.", "time": "21:44", "done": True},
    {"strong": "Sam texts you on Saturday, after eleven,", "words": "as you asked. Nobody will ring."},
    {"words": "You choose when and where to talk.", "time": "By Wednesday at the latest."},
]
ALONGSIDE: list[dict[str, Any]] = [
    {"name": "Dee", "words": "holds me", "holder": True},
    {"name": "Jess", "words": "my sister"},
    {"name": "Tom", "words": "housing"},
    {"name": "Hannah", "words": "for Jess"},
]
ENTRIES: list[dict[str, Any]] = [
    {
        "id": "walk",
        "time": "Fri 20 Nov 14:10",
        "title": "Walk by the river",
        "by": "with Dee Kerr",
        "words": "Robin had slept four nights running. Wants to try the allotment on Saturday.",
        "amendments": [
            {"words": "Robin had slept three nights running.", "by": "Dee Kerr", "at": "today 09:10", "reason": "Four."}
        ],
    },
    {
        "id": "letter",
        "time": "Wed 18 Nov",
        "title": "Tenancy letter read together",
        "by": "with Tom Marsh, City housing",
        "words": "Robin keeps the flat. Settling-in visit agreed for 2 December.",
        "source": "From City housing, read-only",
        "views": [{"words": "I was shaking and Tom read it twice. That mattered.", "whose": "Robin's view"}],
    },
]
COLOURS = ("paper", "card", "wash", "leaf", "ember", "straw", "bad-day")


def sample_form(theme: str) -> SampleForm:
    """A form sent in half empty, so that every mistake is drawn; identifiers differ between the two halves."""
    typed = {f"{theme}-{name}": value for name, value in (("going_on", "Not sleeping."), ("born_on_0", "31"))}
    return SampleForm({**typed, f"{theme}-reach": "text"}, prefix=theme, initial={"born_on": date(1990, 3, 27)})


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """Every component once in light and once in dark."""
    context = {
        "halves": [(theme, sample_form(theme)) for theme in ("light", "dark")],
        "steps": STEPS,
        "people": ALONGSIDE,
        "entries": ENTRIES,
        "colours": COLOURS,
        "kinds": [("talked", "Talked"), ("rang", "Rang"), ("visited", "Visited"), ("missed", "Did not make it")],
    }
    return render(request, "look/index.jinja", context)
