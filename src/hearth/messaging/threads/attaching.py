"""A file that goes with a message: it is a document of the record like any other, looked at before it is kept."""

from datetime import datetime

from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.messaging.threads.forms import MessageForm
from hearth.people.models import Person
from hearth.record.documents import actions as documents
from hearth.record.models import Document

FIRST_WORDS = "Write a few words first, or add a file."


def attached(actor: Actor, *, person: Person, form: MessageForm, at: datetime) -> Document | None:
    """The file of a valid form, added to the record, or the same one that is there already; None without one.

    Raises NotPossible, before anything is kept, for a message with neither words nor a file.
    """
    if form.looked is None:
        if not form.cleaned_data["words"].strip():
            raise NotPossible(FIRST_WORDS)
        return None
    try:
        file = form.cleaned_data["file"]
        return documents.add_document(actor, person=person, looked=form.looked, file=file, title="", words="", at=at)
    except documents.AlreadyHere as already:
        return already.document
