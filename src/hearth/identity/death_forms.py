"""What is asked when somebody has died."""

from django import forms

from hearth.core.date_boxes import DateBoxesField
from hearth.identity.actions import Told


class DeathForm(forms.Form):
    """Who told us, when it was, and whom of the family we talk with."""

    told_by = forms.CharField(label="Who told us?", max_length=200, error_messages={"required": "Say who told us."})
    died_on = DateBoxesField(label="When did they die?", required=False, help_text="Leave empty if it is not known.")
    confirmed = forms.BooleanField(label="It is confirmed", required=False)
    family_contact = forms.CharField(label="Whom of the family do we talk with?", max_length=120, required=False)
    family_reach = forms.CharField(label="How do we reach them?", max_length=200, required=False)
    no_family_because = forms.CharField(label="Or why there is nobody", max_length=300, required=False)

    def told(self) -> Told:
        """What was told. Call only on a valid form."""
        return Told(**self.cleaned_data)


class MistakeForm(forms.Form):
    """Why it was a mistake."""

    because = forms.CharField(
        label="How do you know that it is a mistake?", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
