"""What is typed when somebody asks for their record, and when it is read through for them."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms

from hearth.core.clocks import LONDON
from hearth.organisations.models import Membership
from hearth.people.queries import Found
from hearth.subject_access.codes import AskedBy, Entitled, Handed, IdentityBy, Outcome, Reason, Route
from hearth.subject_access.rules import Asked, Verdict

LONG = 10_000
NEEDED = {"required": "Write a few words."}
AREA = forms.Textarea(attrs={"rows": 3})


class MyRequestForm(forms.Form):
    """Asking for my own record."""

    words = forms.CharField(
        label="What would you like to have?",
        max_length=LONG,
        widget=AREA,
        initial="Everything you hold about me.",
        error_messages=NEEDED,
        help_text="In your own words. You need not say why.",
    )
    wants_paper = forms.BooleanField(label="I would like it on paper as well", required=False)
    wants_company = forms.BooleanField(
        label="I would like somebody to sit with me while I read",
        required=False,
        help_text="Some of it may be hard to read. You can decide this later too.",
    )

    def asked(self) -> Asked:
        """Call only on a valid form."""
        given = self.cleaned_data
        return Asked(
            Route.ONLINE, given["words"], wants_paper=given["wants_paper"], wants_company=given["wants_company"]
        )


class RequestForm(forms.Form):
    """Writing down that somebody asked, by whatever route."""

    how = forms.ChoiceField(
        label="How did they ask?",
        choices=[(r.value, r.label) for r in Route if r is not Route.ONLINE],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="What did they say?", max_length=LONG, widget=AREA, error_messages=NEEDED)
    asked_on = forms.DateField(
        label="When did they ask?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="The month runs from that day. Leave empty for today.",
    )
    asked_by = forms.ChoiceField(
        label="Who asked?", choices=AskedBy.choices, initial=AskedBy.PERSON.value, widget=forms.RadioSelect
    )
    asker_name = forms.CharField(label="Their name, if somebody else asked", required=False, max_length=120)
    authority = forms.CharField(
        label="What did you see of that?",
        required=False,
        max_length=LONG,
        widget=AREA,
        help_text="Such as a signed letter of the person, or a registered power of attorney.",
    )
    entitled = forms.ChoiceField(
        label="What lets them ask?",
        required=False,
        choices=[("", "They ask for themselves"), *Entitled.choices],
    )
    wants_paper = forms.BooleanField(label="They would like it on paper", required=False)
    wants_company = forms.BooleanField(label="They would like somebody alongside while they read", required=False)

    field_order: tuple[str, ...] = ("how", "words", "asked_on", "asked_by", "asker_name", "entitled", "authority")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("asked_by") == AskedBy.AUTHORITY and not given.get("entitled"):
            self.add_error("entitled", "Choose what lets them ask.")
        return given

    def asked(self) -> Asked:
        """Call only on a valid form."""
        given = self.cleaned_data
        by_another = given["asked_by"] == AskedBy.AUTHORITY
        return Asked(
            Route(given["how"]),
            given["words"],
            AskedBy(given["asked_by"]),
            given["asker_name"] if by_another else "",
            given["authority"] if by_another else "",
            given["wants_paper"],
            given["wants_company"],
            given["entitled"] if by_another else "",
        )

    def asked_at(self) -> datetime | None:
        """The first second of the day they asked on; none for today. Call only on a valid form."""
        day = self.cleaned_data["asked_on"]
        return datetime.combine(day, time(), LONDON) if day else None


class AnybodyForm(RequestForm):
    """Writing it down for somebody whom the guardian does not know. `found` is whom the search found."""

    whom = forms.TypedChoiceField(
        label="Whose record is it?",
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose record it is.", "invalid_choice": "Choose whose record it is."},
    )
    field_order = ("whom", *RequestForm.field_order)

    def __init__(self, *args: Any, found: Iterable[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.person_id: one for one in found}
        named = [
            (str(key), ", ".join(filter(None, [one.known_as, one.age_band, one.area])))
            for key, one in self.found.items()
        ]
        self.fields["whom"].choices = named  # type: ignore[attr-defined]  # it is a ChoiceField


class IdentityForm(forms.Form):
    """How we know that it is them."""

    how = forms.ChoiceField(
        label="How do you know that it is them?",
        choices=[(i.value, i.label) for i in IdentityBy if i is not IdentityBy.SIGNED_IN],
        widget=forms.RadioSelect,
        help_text="No more than is needed. Whoever you know well needs no document.",
    )
    words = forms.CharField(label="Anything to note?", required=False, max_length=300)


class ReviewerForm(forms.Form):
    """Who reads a part through."""

    reviewer = forms.ModelChoiceField(
        label="Who reads it through?", queryset=Membership.objects.none(), empty_label="Choose somebody"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reviewer"]
        field.queryset = people
        field.label_from_instance = _named


class ProfessionalForm(forms.Form):
    """Which health professional is asked about one item."""

    whom = forms.ModelChoiceField(
        label="Ask a health professional", queryset=Membership.objects.none(), empty_label="Choose somebody"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["whom"]
        field.queryset = people
        field.label_from_instance = _named


class ItemForm(forms.Form):
    """What becomes of one item."""

    outcome = forms.ChoiceField(label="What do they get?", choices=Outcome.choices, widget=forms.RadioSelect)
    phrases = forms.CharField(
        label="Words to leave out",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="As they stand there, one piece a line. Every place where they stand is left out.",
    )
    reason = forms.ChoiceField(
        label="Why is it left out?", required=False, choices=[("", "Nothing is left out"), *Reason.choices]
    )
    why = forms.CharField(label="What did you think about?", required=False, max_length=LONG, widget=AREA)
    unsaid = forms.BooleanField(
        label="Do not say why",
        required=False,
        help_text="Only where saying so would itself do the harm. Of a whole item they then see nothing at all.",
    )

    def verdict(self) -> Verdict:
        """Call only on a valid form."""
        given = self.cleaned_data
        phrases = given["phrases"].splitlines()
        return Verdict(Outcome(given["outcome"]), given["reason"], given["why"], not given["unsaid"], phrases)


class ExtensionForm(forms.Form):
    """Why it takes longer, and how they were told."""

    reason = forms.CharField(label="Why does it take longer?", max_length=LONG, widget=AREA, error_messages=NEEDED)
    told_how = forms.CharField(label="How did you tell them?", max_length=200, error_messages=NEEDED)


class HandingForm(forms.Form):
    """How it was given. Whoever asked for somebody else has no page of theirs here."""

    how = forms.ChoiceField(label="How do they get it?", choices=Handed.choices, widget=forms.RadioSelect)
    company = forms.CharField(
        label="Who sits with them?",
        required=False,
        max_length=200,
        help_text="Offer it, whatever stands in the record. Leave empty if they would rather read alone.",
    )


def _named(membership: Any) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
