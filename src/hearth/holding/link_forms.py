"""What somebody with a link is asked: who they are, before anything is told."""

from django import forms

from hearth.holding.forms import words


class WhoForm(forms.Form):
    """Their own name and what they do."""

    given_name = forms.CharField(
        label="Your first name", max_length=60, error_messages={"required": "Type your own name."}
    )
    family_name = forms.CharField(label="Your family name", max_length=60, required=False)
    role = forms.CharField(
        label="What you do there", max_length=120, error_messages={"required": "Say what you do there."}
    )

    def name(self) -> str:
        """The whole name. Call only on a valid form."""
        return f"{self.cleaned_data['given_name']} {self.cleaned_data['family_name']}".strip()


class PointingForm(WhoForm):
    """The same, and who is the right one."""

    who_is = words(
        "Who is, and whom did you speak to there?",
        "Say who is the right one, and whom you spoke to there.",
        rows=2,
    )
