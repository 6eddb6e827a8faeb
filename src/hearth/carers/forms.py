"""What people close to somebody type, and what a worker types back."""

from django import forms

from hearth.carers import rules
from hearth.core.yes_or_no import YesOrNoField


def is_anyone_unsafe() -> YesOrNoField:
    """Asked of whoever writes about somebody else, each time in the same words."""
    return YesOrNoField(
        "Is anyone unsafe now?",
        ("no", "No, or I do not think so"),
        ("yes", "Yes, somebody may be in danger"),
        missing="Say whether anyone is unsafe now.",
    )


class SeeingForm(forms.Form):
    """What somebody close sees."""

    words = forms.CharField(
        label="What do you see?",
        max_length=10_000,
        help_text="What is different, since when, and what worries you. What is going well, too.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": rules.NOTHING_SAID},
    )
    unsafe = is_anyone_unsafe()
    may_read = YesOrNoField(
        "May they read what you wrote?",
        ("yes", "Yes"),
        ("no", "No, not now. Two of us would look before that ever changes"),
        missing="Say whether they may read it.",
    )


class ReadingForm(forms.Form):
    """A word back to whoever told us. It says nothing of the person unless they let it."""

    words_back = forms.CharField(
        label="A word back to them",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoteForm(forms.Form):
    """A note for oneself."""

    words = forms.CharField(
        label="A note for myself",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a few words first. There is nothing to keep yet."},
    )


class AssessmentForm(forms.Form):
    """Two answers; the rest is a talk."""

    reach = forms.CharField(
        label="How do we reach you, and when is it good?",
        max_length=300,
        error_messages={"required": "Tell us how to reach you."},
    )
    words = forms.CharField(
        label="What is hard just now?",
        required=False,
        max_length=4000,
        help_text="As much or as little as you like. You can tell it when we meet.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class GroupForm(forms.Form):
    """A group for people who are there for somebody."""

    name = forms.CharField(label="What is it called?", max_length=120)
    about = forms.CharField(label="What is it like?", max_length=300, required=False)
    meets = forms.CharField(label="When does it meet?", max_length=120, help_text="For example: Tuesdays, 18:00")
    place = forms.CharField(label="Where?", max_length=160, required=False)
    next_step = forms.CharField(
        label="What does somebody do who wants to come?",
        max_length=200,
        help_text="For example: Just come, and ask for Dee. The kettle is on from half past five.",
    )
