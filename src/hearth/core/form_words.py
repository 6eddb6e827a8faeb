"""What a form says when it has no sentence of its own: Django's words, said as somebody here would say them."""

from django import forms
from django.core import validators

REQUIRED = "Please fill this in."
CHOOSE = "Choose one of these."
DAY = "Write the day like this: 20/11/2026."
TIME = "Write the time like this: 20/11/2026 14:10."
TOO_LONG = "That is %(show_value)d characters. There is room for %(limit_value)d here."
NULL = "There is a mark in this that we cannot keep. Please type it again."
E_MAIL = "Type it in full, such as sam@example.org."

WORDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": REQUIRED},
    forms.ChoiceField: {"invalid_choice": CHOOSE},
    forms.MultipleChoiceField: {"invalid_choice": CHOOSE, "invalid_list": CHOOSE},
    forms.ModelChoiceField: {"invalid_choice": CHOOSE},
    forms.DateField: {"invalid": DAY},
    forms.DateTimeField: {"invalid": TIME},
    forms.IntegerField: {"invalid": "Write a whole number."},
    forms.DecimalField: {"invalid": "Write a number."},
    forms.JSONField: {"invalid": "Your device and Hearth did not understand each other. Please try again."},
}


def speak_plainly() -> None:
    """Put our sentences in the place of Django's. A field's own `error_messages` still come first."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.default_error_messages, **words}
    validators.MaxLengthValidator.message = TOO_LONG
    validators.ProhibitNullCharactersValidator.message = NULL
    validators.EmailValidator.message = validators.validate_email.message = E_MAIL
