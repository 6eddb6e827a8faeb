"""Private notes, which nobody else reads."""

from datetime import datetime

from hearth.carers import permissions, rules
from hearth.carers.models import Note
from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person


@action
def keep_note(actor: Actor, /, *, person: Person, words: str, at: datetime) -> Note:
    """Keep a note for oneself alone. Raises NotPermitted for anybody else, or NotPossible without words."""
    permissions.check_own(actor, person_id=person.pk)
    rules.check_words(words)
    note = Note(id=new_id(), person=person, words=words.strip(), kept_at=at)
    note.save(force_insert=True)
    audit.record(actor, "carers.note_kept", subject=note, at=at)
    return note


@action
def take_out_note(actor: Actor, /, *, note: Note, at: datetime) -> None:
    """It is gone: nobody else ever read it, so nothing rests on it. Raises NotPermitted, or NotPossible if it is gone
    already.
    """
    permissions.check_take_out(actor, note=note)
    gone, _ = Note.objects.visible_to(actor).filter(pk=note.pk).delete()
    if not gone:
        raise NotPossible(rules.NO_SUCH_NOTE)
    audit.record(actor, "carers.note_taken_out", subject=note, at=at)
