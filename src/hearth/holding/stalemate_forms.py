"""What is asked when services do not agree. Nothing here asks what somebody takes or has to do first."""

from typing import Any

from django import forms

from hearth.holding.codes import Dispute, Stand
from hearth.holding.forms import words
from hearth.holding.models import Holding
from hearth.holding.stalemate_rules import Decided, Raised
from hearth.organisations import queries as organisations
from hearth.organisations.models import Membership, Organisation

WHICH = {"required": "Choose one.", "invalid_choice": "Choose one of the list."}


def partner(label: str, *, hint: str = "", required: bool = True, nobody: str = "Choose") -> forms.Field:
    """One of the partners, by name."""
    partners = Organisation.objects.filter(left_on=None).order_by("name")
    field: Any = forms.ModelChoiceField(
        partners, label=label, help_text=hint, required=required, empty_label=nobody, error_messages=WHICH
    )
    field.label_from_instance = lambda organisation: organisation.name
    return field  # type: ignore[no-any-return]  # a ModelChoiceField


class DisputeForm(forms.Form):
    """What services do not agree about, and which ones."""

    kind = forms.ChoiceField(
        label="What do they not agree about?",
        choices=Dispute.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what comes nearest. You can say it in your own words below."},
    )
    about = words(
        "What happens?", "Say in a few words what they do not agree about.", hint="The person reads this too."
    )
    first = partner("Which service?")
    second = partner("And which other one?", required=False, nobody="The one that holds them")

    def between(self, holding: Holding) -> list[Organisation]:
        """The two, where the one that holds the person stands in for one nobody named. Call only on a valid form."""
        given = self.cleaned_data
        return [given["first"], given["second"] or holding.holder.organisation]  # type: ignore[union-attr]  # held

    def told(self) -> Raised:
        """What was told. Call only on a valid form."""
        given = self.cleaned_data
        return Raised(Dispute(given["kind"]), given["about"], given.get("person_view", ""))


class MyDisputeForm(DisputeForm):
    """The same, asked of the person themselves."""

    field_order = ("about", "first", "second", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].label = "What is going on?"
        self.fields["about"].help_text = "In your own words. The services read this."
        self.fields["first"].label = "Who sends you on?"
        self.fields["second"].label = "To whom?"
        self.fields["second"].empty_label = "I do not know"  # type: ignore[attr-defined]  # a list of partners
        self.fields["kind"].label = "What comes nearest?"

    def told(self) -> Raised:
        """What was told, which is also their view. Call only on a valid form."""
        told = super().told()
        return Raised(told.kind, told.about, told.about)


class RaiseForm(DisputeForm):
    """The same, asked of a worker, with who holds and who pays meanwhile."""

    field_order = ("kind", "about", "person_view", "first", "second", "payer", "holder")
    person_view = words("What do they want themselves?", "", hint="In their own words, if you can.", required=False)
    payer = partner("Who pays meanwhile?", hint="Without prejudice: it says nothing about who pays in the end.")
    holder = forms.ModelChoiceField(
        Membership.objects.none(), label="Who holds them meanwhile?", required=False, empty_label=None
    )

    def __init__(self, *args: Any, holding: Holding, may_move: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("payer", holding.hub.organisation_id)
        field: Any = self.fields["holder"]
        field.empty_label = f"{holding.holder.worker.name}, as now" if holding.holder else None
        if may_move and holding.holder:
            field.queryset = organisations.colleagues_who_hold(holding.holder)
            field.label_from_instance = _named
        else:
            del self.fields["holder"]


class AnswerForm(forms.Form):
    """What a service says when it is asked."""

    stand = forms.ChoiceField(
        label="What does your service say?",
        choices=Stand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one. What you cannot settle here is settled above you."},
    )
    words = words(
        "What will you do, or what stands in the way?",
        "Say it in a few words. The person reads this.",
        hint="The person reads this.",
    )
    named_worker = forms.ModelChoiceField(
        Membership.objects.none(), label="Who of you is in the plan?", required=False, empty_label="Not known yet"
    )

    def __init__(self, *args: Any, organisation: Organisation, joint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if joint:
            of_theirs(self.fields["named_worker"], organisation)
        else:
            del self.fields["named_worker"]


class PlanWorkerForm(forms.Form):
    """A worker of one service for the joint plan."""

    worker = forms.ModelChoiceField(Membership.objects.none(), label="Who?", empty_label="Choose", error_messages=WHICH)

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].label = f"Who of {organisation.name} is in the plan?"
        of_theirs(self.fields["worker"], organisation)


class DecisionForm(forms.Form):
    """What is to be, and why."""

    decision = words(
        "What is decided?", "Say what is decided.", hint="In words the person can use. They read this first."
    )
    reasons = words("Why?", "Say why. A decision without reasons is not one.")
    joint_plan = words("The plan they share", "Write the plan they share.", hint="Who does what, and when they meet.")
    payer = partner("Who pays from now on?")

    def __init__(self, *args: Any, joint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not joint:
            del self.fields["joint_plan"]

    def told(self) -> Decided:
        """What was decided. Call only on a valid form."""
        given = self.cleaned_data
        return Decided(given["decision"], given["reasons"], given.get("joint_plan", ""))


def of_theirs(field: Any, organisation: Organisation) -> None:
    """The choices of a field become those who could hold people at this partner, by name."""
    field.queryset = organisations.who_hold_at(organisation)
    field.label_from_instance = _named


def _named(membership: Membership) -> str:
    return f"{membership.worker.name}, {membership.organisation.name}"
