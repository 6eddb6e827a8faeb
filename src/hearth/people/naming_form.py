"""Going by another name, on one page."""

from datetime import date
from typing import Any

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.people import rules
from hearth.people.codes import FormerName
from hearth.people.details import NewName
from hearth.people.fields import NhsNumberField

BEFORE = [
    (FormerName.HIDDEN.value, "It is private: nobody sees it or finds them by it, but those who keep records together"),
    (FormerName.FINDS.value, "They can still be found by it. It never stands on a page"),
]


class NewNameForm(forms.Form):
    """What they go by from a day on. Whatever is left empty stays as it is."""

    known_as = forms.CharField(
        label="What do they like to be called?", max_length=120, error_messages={"required": rules.NAME_MISSING}
    )
    pronouns = forms.CharField(label="Pronouns", required=False, max_length=40, help_text="For example: she, they.")
    given = forms.CharField(label="First names", required=False, max_length=120)
    family = forms.CharField(label="Family name", required=False, max_length=120)
    on_papers = forms.BooleanField(
        label="Letters and papers carry this name too",
        required=False,
        initial=True,
        help_text="If not, the name on papers stays until they tell us.",
    )
    gender = forms.CharField(
        label="Gender, in their words", required=False, max_length=200, help_text="Only if they want it written down."
    )
    number = NhsNumberField(
        label="New NHS number, if they were given one",
        required=False,
        help_text="The one before stays with them, and only those who keep records together see it.",
    )
    holds_from = DateBoxesField(label="From which day?", error_messages={"required": "Say from which day it holds."})
    before = forms.ChoiceField(
        label="What becomes of the name before?",
        choices=BEFORE,
        widget=forms.RadioSelect,
        initial=FormerName.HIDDEN.value,
        error_messages={"required": "Choose what becomes of the name before."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holds_from"].initial = today

    def told(self) -> NewName:
        """What holds from that day on. Call only on a valid form."""
        return NewName(**{name: value for name, value in self.cleaned_data.items() if name != "before"})

    def before_it(self) -> FormerName:
        """What becomes of what they went by. Call only on a valid form."""
        return FormerName(self.cleaned_data["before"])


class MyNameForm(NewNameForm):
    """The same in one's own words. A number of the health service is not ours to change at somebody's word."""

    known_as = forms.CharField(
        label="What shall we call you?",
        max_length=120,
        error_messages={"required": "Tell us what to call you. A first name is enough."},
    )
    gender = forms.CharField(
        label="My gender, in my words", required=False, max_length=200, help_text="Only if you want it written down."
    )
    before = forms.ChoiceField(
        label="And the name before?",
        choices=[
            (FormerName.HIDDEN.value, "It is private. Nobody here sees it or finds me by it"),
            (FormerName.FINDS.value, "I can still be found by it. It never stands on a page"),
        ],
        widget=forms.RadioSelect,
        initial=FormerName.HIDDEN.value,
        error_messages={"required": "Choose what becomes of the name before."},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        del self.fields["number"]
        self.fields["on_papers"].label = "My letters and papers carry this name too"
        self.fields["on_papers"].help_text = "If not, the name on papers stays until you tell us."
