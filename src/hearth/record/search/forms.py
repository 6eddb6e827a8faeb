"""What is typed to search. It is sent, never put into an address."""

from typing import Any

from django import forms

from hearth.record.codes import EntryKind
from hearth.record.search.queries import Narrowed
from hearth.record.search.rules import MOST_LETTERS


class SearchForm(forms.Form):
    """Words, and how to narrow what is found. `lanes` are the teams and organisations to choose from."""

    words = forms.CharField(
        label="Which words?",
        max_length=MOST_LETTERS,
        help_text="As they were written, or nearly. “In quotation marks” keeps words together.",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "data-search": "here"}),
        error_messages={"required": "Write the words you are looking for."},
    )
    kind = forms.ChoiceField(label="What", required=False, choices=[("", "Everything"), *EntryKind.choices])
    lane = forms.ChoiceField(label="With whom", required=False)
    from_on = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    to_on = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, lanes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lane"] = forms.ChoiceField(
            label="With whom", required=False, choices=[("", "Everyone"), *((lane, lane) for lane in lanes)]
        )

    def narrowed(self) -> Narrowed:
        """Call only on a valid form."""
        given = self.cleaned_data
        return Narrowed(given["kind"], given["lane"], given["from_on"], given["to_on"])


class AmongForm(SearchForm):
    """The same, in many records at once."""

    among = forms.ChoiceField(
        label="In whose records?",
        choices=[("held", "Of the people I hold"), ("all", "Of everybody I am alongside")],
        initial="held",
        widget=forms.RadioSelect,
    )
