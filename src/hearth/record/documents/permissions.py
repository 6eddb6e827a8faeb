"""Who may add a file, who may let through what the scanner holds back, and who looks after files."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.models import Person
from hearth.record.models import Document, DocumentRelease
from hearth.record.permissions import check_alongside


def check_add_document(actor: Actor, *, person: Person) -> None:
    """A worker who writes in records, or the person in their own. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON and actor.person_id == person.pk:
        return
    actor.check("record.write")


def check_propose_release(actor: Actor, *, document: Document) -> UUID:
    """A worker alongside, by name: as which they say so. Raises NotPermitted."""
    check_alongside(actor, document.person_id)
    if actor.membership_id is None:
        raise NotPermitted("record.release")
    return actor.membership_id


def check_answer_release(actor: Actor, *, release: DocumentRelease) -> UUID:
    """Another worker alongside, whose role answers for others' words. Raises NotPermitted."""
    actor.check("record.countersign")
    mine = check_propose_release(actor, document=release.document)
    if release.proposed_by.worker_id == actor.worker_id:
        raise NotPermitted("record.release")
    return mine


def may_answer_release(actor: Actor, *, release: DocumentRelease) -> bool:
    """Whether they may, for a page that offers it."""
    try:
        check_answer_release(actor, release=release)
    except NotPermitted:
        return False
    return True


def check_look_after(actor: Actor) -> None:
    """Hearth itself. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("only Hearth itself looks after files")
