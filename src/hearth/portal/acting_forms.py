"""What somebody writes who acts for another. Each form of the page says which it is by the names of its fields."""

from django import forms

from hearth.carers.forms import is_anyone_unsafe
from hearth.messaging.threads.rules import LONGEST
from hearth.outcomes.feedback.forms import FeedbackForm


class SupportForm(forms.Form):
    """Asking for support for them."""

    words = forms.CharField(
        label="What is going on?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tell us a little of what is going on. A few words are enough."},
    )
    reach = forms.CharField(
        label="How do we find them, or you?",
        max_length=300,
        error_messages={"required": "Tell us how to find one of you. A first name and a place is enough."},
    )
    unsafe = is_anyone_unsafe()


class ActingFeedbackForm(FeedbackForm):
    """Thanks, an idea or a complaint for them. That it is put up for everybody is theirs alone to allow."""

    may_be_told = None  # type: ignore[assignment]  # so Django takes a field of the parent away


class ReplyForm(forms.Form):
    """A message to those alongside them."""

    words = forms.CharField(
        label="Your message",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a few words first."},
    )


class LetterForm(ReplyForm):
    """The same, and what it is about."""

    field_order = ("about", "words")
    about = forms.CharField(label="What is it about?", required=False, max_length=120)
