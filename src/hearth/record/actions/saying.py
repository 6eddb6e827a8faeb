"""The person's own words beside what was written about them."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.record import permissions
from hearth.record.models import Entry, MyView

LONGEST = 20_000


@action
def say_my_view(actor: Actor, /, *, entry: Entry, words: str, at: datetime, together: str = "") -> MyView:
    """Put the person's own words beside an entry, in place of what they said of it before; no words take those back.

    A worker writes it down with them, in their words, and says in `together` how. Raises NotPermitted, or NotPossible
    for a worker who does not say how, and for more words than anyone reads.
    """
    permissions.check_say_for_them(actor, entry=entry)
    if actor.kind is ActorKind.WORKER and not together.strip():
        raise NotPossible("Say how you wrote it down together.")
    return _say(actor, entry, words, together.strip(), None, at)


@action
def attach_statement(
    actor: Actor, /, *, entry: Entry, words: str, answers_id: UUID, together: str, at: datetime
) -> MyView:
    """Leave the person's statement beside an entry that was not changed as they asked. It stands for itself.

    Raises NotPermitted, or NotPossible without words.
    """
    permissions.check_say_for_them(actor, entry=entry)
    if not words.strip():
        raise NotPossible("Write down what they would like to stand beside it.")
    return _say(actor, entry, words, together, answers_id, at)


def _say(actor: Actor, entry: Entry, words: str, together: str, answers_id: UUID | None, at: datetime) -> MyView:
    if len(words) > LONGEST:
        raise NotPossible(f"That is longer than {LONGEST:,} letters. Say the most important of it.")
    own = actor.kind is ActorKind.PERSON
    view = MyView(
        id=new_id(),
        person_id=entry.person_id,
        root_id=entry.root_id,
        words=words.strip(),
        said_at=at,
        said_by=actor.name if own else Person.objects.visible_to(actor).get(pk=entry.person_id).known_as,
        written_by_id=actor.membership_id,
        written_by_name="" if own else actor.name,
        together=together if actor.membership_id else "",
        answers_id=answers_id,
    )
    view.save(force_insert=True)
    audit.record(actor, "record.view_said", subject=view, at=at)
    return view
