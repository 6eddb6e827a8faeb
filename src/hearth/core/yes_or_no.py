"""A question with two answers, in words of its own."""

from django import forms


class YesOrNoField(forms.TypedChoiceField):
    """True for "yes", False for "no", None where nothing was chosen.

    `choices` are the answers in their order. With `missing`, the sentence for when nothing was chosen, one must be.
    """

    def __init__(self, label: str, *choices: tuple[str, str], missing: str = "") -> None:
        super().__init__(
            label=label,
            choices=choices,
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=bool(missing),
            widget=forms.RadioSelect,
            error_messages={"required": missing},
        )
