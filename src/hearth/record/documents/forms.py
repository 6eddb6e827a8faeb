"""Adding a file."""

from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from hearth.record.documents import looking
from hearth.record.documents.codes import ACCEPTED
from hearth.record.documents.refusals import Refused

CHOOSE = "Choose a file first, or take a photo."


class DocumentForm(forms.Form):
    """A file, what to call it, and a few words. A valid form has `looked`: what the file is by what is in it.

    The words come before the file: of a file that is too large nothing after it is read.
    """

    looked: looking.Looked
    title = forms.CharField(
        label="What is it?",
        required=False,
        max_length=200,
        help_text="For example: letter from the doctor, 3 November. Empty, it keeps the name of the file.",
    )
    words = forms.CharField(
        label="Anything to say with it?",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    file = forms.FileField(
        label="The file, or a photo of it",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": CHOOSE, "invalid": CHOOSE, "missing": CHOOSE},
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if too_large:
            self.fields["file"].error_messages["required"] = looking.too_large()

    def clean_file(self) -> "UploadedFile[Any]":
        """Look into the file. Raises ValidationError with what to do instead."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        opened = cast(BinaryIO, file)  # Django's files read as any other
        try:
            self.looked = looking.look_at(opened, name=file.name or "", size_bytes=file.size or 0)
        except Refused as problem:
            raise forms.ValidationError(str(problem)) from problem
        return file

    def document(self) -> dict[str, Any]:
        """What the action takes. Call only on a valid form."""
        given = self.cleaned_data
        return {"looked": self.looked, "file": given["file"], "title": given["title"], "words": given["words"]}


class ReleaseForm(forms.Form):
    """How somebody knows that the scanner was wrong."""

    reason = forms.CharField(
        label="How do you know that it is safe?",
        max_length=2000,
        help_text="For example: the council sent it, and their IT has looked at it too. The person reads this.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words how you know that it is safe."},
    )


class ReleaseAnswerForm(forms.Form):
    """What a second worker says of it."""

    words = forms.CharField(
        label="If it stays held back: why?",
        required=False,
        max_length=2000,
        help_text="The person reads this.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
