"""What is typed at the door of those who work here, and by those who keep it."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from hearth.core.roles import ROLES
from hearth.organisations.codes import Safe
from hearth.organisations.models import Account, Hub, Organisation
from hearth.organisations.permissions import KEPT_BY_ADMINISTRATORS


class CodeForm(forms.Form):
    """A one-time code from the hub."""

    code = forms.CharField(
        label="Your code",
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Type the words and the number you were given."},
    )


class SafeForm(forms.Form):
    """Whether it is safe for somebody to have their pages where others may look."""

    answer = forms.ChoiceField(
        label="Is it safe?",
        choices=Safe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers.", "invalid_choice": "Choose one of the answers."},
    )


class NameForm(forms.Form):
    """What colleagues and people call you."""

    given_name = forms.CharField(
        label="Your first name",
        max_length=60,
        help_text="People who come here see it.",
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Tell us your first name."},
    )
    family_name = forms.CharField(
        label="Your family name",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )


class NewWorkerForm(NameForm):
    """A name and a password for a sign-in that is about to be made."""

    password = forms.CharField(
        label="Choose a password",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least twelve characters. Three or four words together are easy to keep in mind.",
        error_messages={"required": "Choose a password."},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = Account(email=email)

    def clean_password(self) -> str:
        """Django's checks: long enough, not common, not like the address."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label="Their work e-mail address",
        error_messages={
            "required": "Type their e-mail address.",
            "invalid": "Type it in full, such as sam@example.org.",
        },
    )
    role = forms.ChoiceField(
        label="What will they do here?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they will do here."},
    )
    hub = forms.ModelChoiceField(
        label="At which hub?", queryset=Hub.objects.none(), required=False, empty_label="No hub in particular"
    )

    def __init__(self, *args: Any, organisation: Organisation, every_role: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(every_role=every_role)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["hub"].queryset = Hub.objects.order_by("name")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["hub"].label_from_instance = lambda hub: hub.name  # type: ignore[attr-defined]  # as above
        self.organisation = organisation


def role_choices(*, every_role: bool) -> list[tuple[str, str]]:
    """The roles an inviter may offer, each with what it is for."""
    return [
        (role.code, f"{role.words}. {role.purpose}")
        for role in ROLES.values()
        if every_role or role.code not in KEPT_BY_ADMINISTRATORS
    ]
