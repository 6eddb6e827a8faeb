"""Letting through what the virus scanner holds back wrongly: one worker says so, another says so too."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come, insert_all
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.document_models import Document, DocumentCheck
from hearth.record.documents import permissions, queries, scanning
from hearth.record.documents.beginning import look_after_soon
from hearth.record.documents.codes import NO_SCANNER, CheckState
from hearth.record.models import DocumentRelease, DocumentReleaseAnswer

NOT_HELD = "This file is not held back any more. Look at it again."
NOT_WAITING = "Nobody has said that this file is safe, or somebody has answered already. Look at it again."
SAY_HOW = "Say in a few words how you know that it is safe."
SAY_WHY = "Say in a few words why it stays held back."
IT_OPENS = "A file can be opened now"
IT_STAYS = "A file stays held back"


@action
def propose_release(actor: Actor, /, *, document: Document, reason: str, at: datetime) -> DocumentRelease:
    """Say that the scanner was wrong, and how one knows. Nobody opens the file before another worker says so too.

    Raises NotPermitted, or NotPossible without a reason, for a file that is not held, or while somebody's word waits.
    """
    mine = permissions.check_propose_release(actor, document=document)
    held = _held(actor, document.pk)
    if not reason.strip():
        raise NotPossible(SAY_HOW)
    if queries.open_release(actor, document_id=document.pk):
        raise NotPossible("Somebody has said so already. It waits for a second worker.")
    release = DocumentRelease(
        id=new_id(),
        person_id=document.person_id,
        document=document,
        of_check=held,
        reason=reason.strip(),
        proposed_by_id=mine,
        proposed_at=at,
    )
    insert_all([release])
    audit.record(actor, "record.release_proposed", subject=release, at=at, detail={"document": str(document.pk)})
    return release


@action
def release_document(actor: Actor, /, *, release: DocumentRelease, at: datetime) -> DocumentReleaseAnswer:
    """Say so too: from now on the file opens for whoever may see it, and the person reads who let it through and why.

    Raises NotPermitted, for the one who said so first too, or NotPossible once it is answered or checked anew.
    """
    mine = permissions.check_answer_release(actor, release=release)
    _check_waits(actor, release)
    answer = _answer(release, mine, opens=True, words="", at=at)
    insert_all([DocumentCheck(id=new_id(), state=CheckState.RELEASED, at=at, **_about(release))])
    look_after_soon(release.document)
    both = f"{release.proposed_by.worker.name} and {actor.name}"
    said = f"The check for viruses had held a file back ({release.of_check.found}). {both} looked into it and let it "
    _tell(actor, release, IT_OPENS, f"{said}through: {release.reason}", at)
    audit.record(
        actor, "record.document_released", subject=answer, at=at, detail={"document": str(release.document_id)}
    )
    return answer


@action
def leave_held(actor: Actor, /, *, release: DocumentRelease, words: str, at: datetime) -> DocumentReleaseAnswer:
    """The scanner may well be right: the file stays held back, and the person reads why.

    Raises NotPermitted, or NotPossible without a reason or once it is answered.
    """
    mine = permissions.check_answer_release(actor, release=release)
    _check_waits(actor, release)
    if not words.strip():
        raise NotPossible(SAY_WHY)
    answer = _answer(release, mine, opens=False, words=words.strip(), at=at)
    _tell(actor, release, IT_STAYS, f"{actor.name} looked into it: {words.strip()}", at)
    audit.record(actor, "record.document_left_held", subject=answer, at=at)
    return answer


@action
def check_again(actor: Actor, /, *, document: Document, at: datetime) -> None:
    """Have the scanner look once more, as after it learnt of a mistake. Until it answers nobody opens the file.

    Raises NotPermitted, or NotPossible without a scanner or for a file that is not held.
    """
    permissions.check_propose_release(actor, document=document)
    _held(actor, document.pk)
    if not scanning.is_set_up():
        raise NotPossible(NO_SCANNER)
    about = {"person_id": document.person_id, "document": document}
    insert_all([DocumentCheck(id=new_id(), state=CheckState.WAITING, at=at, **about)])
    look_after_soon(document)
    audit.record(actor, "record.check_asked_again", subject=document, at=at)


def _held(actor: Actor, document_id: UUID) -> DocumentCheck:
    newest = queries.newest_check(actor, document_id=document_id)
    if newest is None or newest.state != CheckState.HELD:
        raise NotPossible(NOT_HELD)
    return newest


def _check_waits(actor: Actor, release: DocumentRelease) -> None:
    if queries.open_release(actor, document_id=release.document_id) != release:
        raise NotPossible(NOT_WAITING)


def _answer(release: DocumentRelease, mine: UUID, *, opens: bool, words: str, at: datetime) -> DocumentReleaseAnswer:
    answer = DocumentReleaseAnswer(
        id=new_id(),
        release=release,
        opens=opens,
        words=words,
        proposed_by_id=release.proposed_by_id,
        answered_by_id=mine,
        answered_at=at,
        **_about(release),
    )
    with first_come(NOT_WAITING):
        insert_all([answer])
    return answer


def _about(release: DocumentRelease) -> dict[str, UUID]:
    return {"person_id": release.person_id, "document_id": release.document_id}


def _tell(actor: Actor, release: DocumentRelease, title: str, body: str, at: datetime) -> None:
    record.write_entry(
        actor,
        person=Person(pk=release.person_id),
        kind=EntryKind.DECISION,
        title=title,
        body=body,
        occurred_at=at,
        at=at,
        subject=("DocumentRelease", release.pk),
    )
