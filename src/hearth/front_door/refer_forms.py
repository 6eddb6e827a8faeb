"""What a professional tells us of somebody: the whole of it fits on two pages of paper."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from hearth.core.actor import Actor
from hearth.core.date_boxes import DateBoxesField
from hearth.core.yes_or_no import YesOrNoField
from hearth.front_door import rules
from hearth.front_door.codes import ContactChoice, MayHear, PersonKnows, Route, WordKind
from hearth.front_door.forms import Line, Words
from hearth.front_door.rules import Hints, Told
from hearth.people.codes import SecondItem
from hearth.people.fields import NhsNumberField

BORN_LATER = "That birthday is still to come. Leave it empty if you are not sure."
OF_THE_REFERRER = ("referrer_name", "referrer_job", "referrer_organisation", "referrer_ods_code", "referrer_email")


class ReferForm(forms.Form):
    """Three answers, whether they know, and what you will keep doing. Every other box may stay empty."""

    referrer_name = Line(
        "Your name", required=True, error_messages={"required": "Tell us your name, so that we know whom to answer."}
    )
    referrer_job = Line("What you do")
    referrer_organisation = Line("Where you work")
    referrer_ods_code = Line("NHS organisation code", help_text="If you know it.", length=10)
    referrer_email = forms.EmailField(
        label="Your e-mail",
        max_length=254,
        help_text="We send you a link first, and news only once you have followed it.",
        error_messages={
            "required": "Tell us your e-mail, so that we can tell you how it goes on.",
            "invalid": "That does not look like an e-mail address.",
        },
    )
    referrer_reach = Line("Your phone", length=200)
    known_as = Line("What they like to be called", help_text="Any name, or none.")
    who_and_how_to_find = Words(
        "How to find them",
        required=True,
        rows=2,
        help_text="A number, an e-mail, a place. “Sleeps near the station” is enough.",
        error_messages={"required": "Tell us how to find them. A number, an e-mail or a place is enough."},
    )
    given = Line("First names")
    family = Line("Family name")
    birth = DateBoxesField(label="Born on", required=False)
    nhs_number = NhsNumberField(label="NHS number", required=False)
    phone = Line("Their phone", length=60)
    what_is_happening = Words(
        "What is going on",
        required=True,
        rows=5,
        help_text="If you have them; then yours. They read this too.",
        error_messages={"required": "Tell us a little of what is going on. A few words are enough."},
    )
    feels_unsafe = YesOrNoField(
        "Is anyone unsafe now?",
        ("", "I do not know"),
        ("no", "No"),
        ("yes", "Yes"),
    )
    person_knows = forms.ChoiceField(
        label="Do they know that you are writing?",
        choices=PersonKnows.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they know that you are writing."},
    )
    knows_not_because = Words("If they do not know, why not?", rows=1)
    would_help = Words("What would help", rows=2)
    good_at = Words("What they are good at", rows=1)
    safe_contact = Words("What we must know before we get in touch", rows=1)
    adjustments = Words("What makes it easier for them", rows=1)
    others_affected = Words("Children, pets or others it touches", rows=1)
    who_else = Words("Who else is alongside them", rows=1)
    keep_doing = Words(
        "What you will keep doing",
        required=True,
        rows=2,
        help_text="“Nothing” is an answer, and it is shown to them and to us.",
        error_messages={"required": rules.KEEP_DOING},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_signed_in = actor.membership_id is not None
        if self.is_signed_in:
            for name in OF_THE_REFERRER:
                del self.fields[name]
            self.name, self.organisation = actor.name, actor.organisation_name
            self.job = actor.role_words

    def clean_birth(self) -> Any:
        born = self.cleaned_data["birth"]
        if born is not None and born > localdate():
            raise forms.ValidationError(BORN_LATER)
        return born

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("person_knows") == PersonKnows.NO and not given.get("knows_not_because"):
            self.add_error("knows_not_because", "Tell us why they do not know that you are writing.")
        return given

    def told(self) -> Told:
        """What was told, as the action takes it. Call only on a valid form."""
        given = dict(self.cleaned_data)
        hints = Hints(
            given.pop("given"),
            given.pop("family"),
            given.pop("birth"),
            given.pop("nhs_number"),
            given.pop("phone"),
        )
        if self.is_signed_in:
            given |= {
                "referrer_name": self.name,
                "referrer_organisation": self.organisation,
                "referrer_job": self.job,
            }
        return Told(route=Route.PROFESSIONAL, hints=hints, **given)


class WordsAfterwardsForm(forms.Form):
    """What whoever asked says on their own page."""

    kind = forms.ChoiceField(choices=[one for one in WordKind.choices if one[0] != WordKind.WITHDRAW])
    words = Words("Add something, or answer a question of ours", rows=3)


class ContactDecisionForm(forms.Form):
    """Whether and how we get in touch with somebody who does not know that we were asked."""

    choice = forms.ChoiceField(
        label="Do we get in touch?",
        choices=ContactChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether we get in touch."},
    )
    how = Words("If so, how: who, where, with what words?", rows=2)
    why = Words("Why?", required=True, rows=2, error_messages={"required": "Say why, in a few words."})


class AgreementForm(forms.Form):
    """How much the person lets whoever asked hear."""

    may_hear = forms.ChoiceField(
        label="What may they hear?",
        choices=MayHear.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may hear."},
    )
    said_how = Line(
        "How did they tell you?",
        required=True,
        length=300,
        help_text="For example: on the phone, this morning.",
        error_messages={"required": "Say how they told you, in a few words."},
    )


class SamePersonForm(forms.Form):
    """Who it is, and what was checked beside the name."""

    known = forms.UUIDField(error_messages={"required": "Choose who it is.", "invalid": "Choose who it is."})
    checked_by = forms.ChoiceField(
        label="What did you check together?",
        choices=SecondItem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what you checked together, so that it is not somebody of the same name."},
    )


class TwoPeopleForm(forms.Form):
    """It was somebody else after all."""

    because = Words("Why is it somebody else after all?", required=True, rows=2)
