"""What is asked when somebody goes, and when somebody is handed over."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from hearth.holding.rules import Outside, Proposal
from hearth.organisations import queries as organisations
from hearth.organisations.models import Membership, Organisation, Team
from hearth.record.forms import MOMENTS

OUTSIDE = "outside"
NOT_A_MOMENT = "Write the day and time like this: 27/11/2026 14:30."


class LeavingForm(forms.Form):
    """Who holds, from this second, the people they hold."""

    manager = forms.ModelChoiceField(
        label="Who holds the people they hold, from now on?",
        queryset=Membership.objects.none(),
        required=False,
        empty_label="They hold nobody",
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["manager"] = membership.manager_id
        field = self.fields["manager"]
        field.queryset = organisations.colleagues_who_hold(membership)  # type: ignore[attr-defined]  # as declared
        field.label_from_instance = _named  # type: ignore[attr-defined]  # as declared


def words(label: str, missing: str, *, hint: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    """A few sentences in somebody's own words; `missing` is said when there are none."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def moment(label: str, *, hint: str = "", required: bool = False) -> forms.DateTimeField:
    """A day and a time of day, where we are."""
    return forms.DateTimeField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=MOMENTS,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENTS[0]),
        error_messages={"invalid": NOT_A_MOMENT, "required": NOT_A_MOMENT},
    )


class WhomForm(forms.Form):
    """Who there is asked: a team, or one worker by name."""

    whom = forms.ChoiceField(
        label="Who there?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who is asked. A team is fine; one of them answers by name.",
            "invalid_choice": "They are not there any more. Choose somebody else.",
        },
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].choices = options  # type: ignore[attr-defined]  # as declared

    def target(self) -> Team | Membership:
        """Who was chosen. Call only on a valid form."""
        kind, key = self.cleaned_data["whom"].split(":")
        if kind == "team":
            return Team.objects.get(id=UUID(key))
        return Membership.objects.select_related("worker", "organisation").get(id=UUID(key))


class ProposalForm(WhomForm):
    """What the next one needs to know before they say yes. Without a sign-in there they are asked by e-mail."""

    field_order = ("whom", "outside_name", "outside_email")
    outside_name = forms.CharField(label="Their name, if they have no sign-in", max_length=120, required=False)
    outside_email = forms.EmailField(
        label="Their work e-mail address",
        required=False,
        help_text="They get a link, and answer by their own name.",
        error_messages={"invalid": "Type it in full, such as sam@example.org."},
    )

    reason = words(
        "Why them?", "Say why somebody else should hold them.", hint="The person reads this, and so do they."
    )
    person_view = words("What does the person want?", "", hint="In their own words, if you can.", required=False)
    person_not_asked = words("Or why nobody could ask them yet", "", required=False, rows=2)
    keep_doing = words(
        "What will you keep doing?",
        "Say what you will keep doing. “Nothing” is an answer, and it will be shown.",
        rows=2,
    )
    warm_meeting_at = moment("When could you all meet?", hint="Leave empty if you do not know yet.")

    def __init__(self, *args: Any, at: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        if at is not None:
            self.fields["whom"].choices += [(OUTSIDE, "Somebody there who has no sign-in")]  # type: ignore[attr-defined]  # as declared

    def target(self) -> Team | Membership | Outside:  # type: ignore[override]  # one more than is asked elsewhere
        """Who was chosen. Call only on a valid form."""
        given = self.cleaned_data
        if given["whom"] == OUTSIDE and self.at is not None:
            return Outside(self.at.pk, self.at.name, given["outside_name"], given["outside_email"])
        return super().target()

    def clean(self) -> dict[str, Any]:
        """Their view, or why it is not known, is never left out; nor is a name behind an address."""
        given = super().clean() or {}
        if given.get("whom") == OUTSIDE and not (given.get("outside_name") and given.get("outside_email")):
            self.add_error("outside_name", "Say who it is there, and where to write to them.")
        if not given.get("person_view") and not given.get("person_not_asked"):
            self.add_error("person_view", "Say what they want themselves, or below why nobody could ask them yet.")
        return given

    def proposal(self) -> Proposal:
        """What was told. Call only on a valid form."""
        given = self.cleaned_data
        return Proposal(**{name: given[name] for name in Proposal.__dataclass_fields__})


class PointOnForm(WhomForm):
    """We are not the right place; this is who is."""

    spoken_to = forms.CharField(
        label="Whom did you speak to there?",
        max_length=200,
        error_messages={"required": "Say whom you spoke to there. Nobody is sent on unheard."},
    )
    because = words("Why are they the right place?", "Say why they are the right place. The person reads this.", rows=2)


class MetForm(forms.Form):
    """When everyone met."""

    met_at = moment("When did you meet?", hint="Leave empty for now.")

    def moment(self, *, at: datetime) -> datetime:
        """When it was. Call only on a valid form."""
        return self.cleaned_data["met_at"] or at


class TakeBackForm(forms.Form):
    """Why the question is taken back."""

    because = words("Why is it taken back?", "Say why. Those who were asked will read it.", rows=2)


def _named(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
