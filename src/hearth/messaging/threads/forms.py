"""What somebody writes in a thread, with a file if they like; a translation; until when one reads."""

from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hearth.messaging.threads.rules import LONGEST, LONGEST_ABOUT
from hearth.record.documents import looking
from hearth.record.documents.codes import ACCEPTED
from hearth.record.documents.refusals import Refused

HOURS = ((1, "one hour"), (2, "two hours"), (4, "four hours"), (8, "eight hours"))


class MessageForm(forms.Form):
    """Words, and a file if there is one. A form with a file has `looked`: what it is by what is in it.

    The words come before the file: of a file that is too large nothing after it is read.
    """

    looked: looking.Looked | None = None
    words = forms.CharField(
        label="Your message",
        required=False,
        max_length=LONGEST,
        # At a desk the words are looked at as what the person reads.
        widget=forms.Textarea(attrs={"rows": 4, "data-audience": "portal"}),
    )
    file = forms.FileField(
        label="A file or a photo, if you like",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.too_large = too_large

    def clean_file(self) -> "UploadedFile[Any] | None":
        """Look into the file. Raises ValidationError with what to do instead."""
        if self.too_large:
            raise forms.ValidationError(looking.too_large())
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if not file:
            return None
        try:
            self.looked = looking.look_at(cast(BinaryIO, file), name=file.name or "", size_bytes=file.size or 0)
        except Refused as problem:
            raise forms.ValidationError(str(problem)) from problem
        return file


class NewThreadForm(MessageForm):
    """The same, and what it is about."""

    field_order = ("about", "words", "file")
    about = forms.CharField(label="What is it about?", required=False, max_length=LONGEST_ABOUT)


class TranslationForm(forms.Form):
    """What a message says in another language, and which human says so."""

    language = forms.CharField(label="In which language?", max_length=60)
    translation = forms.CharField(
        label="What it says there", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    translated_by = forms.CharField(
        label="Who translated it?",
        max_length=120,
        help_text="A human, by name, such as: Amina Khan, interpreter. No machine.",
    )

    def told(self) -> dict[str, str]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return {
            "language": given["language"],
            "words": given["translation"],
            "translated_by": given["translated_by"],
        }


class WatchForm(forms.Form):
    """For how long one reads."""

    hours = forms.TypedChoiceField(label="I read messages for", coerce=int, choices=HOURS, initial=2)

    def until(self, at: datetime) -> datetime:
        """When it ends. Call only on a valid form."""
        return at + timedelta(hours=self.cleaned_data["hours"])
