"""Who may write and amend."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.sight import Level
from hearth.people.models import Person
from hearth.record.codes import EntryKind, WithholdReason
from hearth.record.models import Entry, JointAuthor, PictureAgreement, Withholding
from hearth.sharing.permissions import level_of


def check_write_entry(actor: Actor, *, kind: str) -> None:
    """A worker with the permission, the person themselves, or what arrives from outside. Raises NotPermitted.

    What somebody tells at the door is written by whoever receives them, what a custodian decided by the custodian.
    """
    at_the_door = kind == EntryKind.REFERRAL and actor.may("referral.receive")
    decided = kind == EntryKind.DECISION and actor.may("identity.keep")
    if actor.kind is ActorKind.WORKER and not (at_the_door or decided):
        actor.check("record.write")


def check_amend_entry(actor: Actor, *, entry: Entry) -> None:
    """Its author, or someone who leads. What came from another record stays as it came. Raises NotPermitted."""
    if entry.source == "imported":
        raise NotPermitted("an imported entry is read-only")
    if actor.membership_id is None or (entry.author_id != actor.membership_id and not actor.may("holding.move")):
        raise NotPermitted("record.amend")


def check_amend_as_asked(actor: Actor, *, entry: Entry) -> None:
    """A worker alongside; what came from another record stays as it came. Raises NotPermitted."""
    if entry.source == "imported":
        raise NotPermitted("an imported entry is read-only")
    check_alongside(actor, entry.person_id)


def check_hold_back(actor: Actor, *, entry: Entry, reason: str) -> None:
    """Its author or a professional alongside; what may do serious harm is for a professional to say.

    Raises NotPermitted. Source: DOMAIN 4.7, the serious-harm test is for the appropriate professional.
    """
    check_alongside(actor, entry.person_id)
    is_author = actor.membership_id is not None and entry.author_id == actor.membership_id
    if reason == WithholdReason.SERIOUS_HARM or not is_author:
        actor.check("record.countersign")


def check_review_withholding(actor: Actor, *, withholding: Withholding) -> UUID:
    """Whoever was asked to look, whoever held it back, or a professional alongside: as which they do. Raises
    NotPermitted.
    """
    check_alongside(actor, withholding.person_id)
    if actor.membership_id is None:
        raise NotPermitted("record.countersign")
    if actor.membership_id not in (withholding.reviewer_id, withholding.held_by_id):
        actor.check("record.countersign")
    return actor.membership_id


def check_say_for_them(actor: Actor, *, entry: Entry) -> None:
    """The person whose record it is, or a worker alongside who writes it down with them. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != entry.person_id:
            raise NotPermitted("record.my_view")
        return
    check_alongside(actor, entry.person_id)


def check_alongside(actor: Actor, person_id: UUID) -> None:
    """A worker who writes in records and may know everything of this person. Raises NotPermitted."""
    actor.check("record.write")
    if level_of(actor, person=Person(pk=person_id)) < Level.FULL:
        raise NotPermitted("record.write")


def check_tell_before(actor: Actor, *, person_id: UUID) -> None:
    """The person whose journey it is, or a worker alongside who writes it down. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != person_id:
            raise NotPermitted("record.before")
        return
    check_alongside(actor, person_id)


def check_keep_note(actor: Actor) -> None:
    """A worker who writes: a note to know before a visit has an author by name. Raises NotPermitted."""
    actor.check("record.write")
    if actor.membership_id is None:
        raise NotPermitted("a safety note has an author")


def check_countersign(actor: Actor, *, entry: Entry) -> None:
    """Somebody else of the author's own organisation, whose role answers for others' words. Raises NotPermitted."""
    actor.check("record.countersign")
    if not entry.needs_countersign or entry.author is None:
        raise NotPermitted("nothing to countersign")
    if entry.author.worker_id == actor.worker_id or entry.organisation_id != actor.organisation_id:
        raise NotPermitted("record.countersign")


def check_answer_question(actor: Actor, *, entry: Entry) -> None:
    """Whoever wrote it. Raises NotPermitted."""
    if actor.membership_id is None or entry.author_id != actor.membership_id:
        raise NotPermitted("record.answer")


def check_name_joint_author(actor: Actor, *, entry: Entry) -> None:
    """Whoever wrote it, while they may write. Raises NotPermitted."""
    actor.check("record.write")
    if actor.membership_id is None or entry.author_id != actor.membership_id:
        raise NotPermitted("record.write_together")


def check_answer_joint(actor: Actor, *, joint: JointAuthor) -> None:
    """Whoever was named, and nobody for them. Raises NotPermitted."""
    if actor.membership_id is None or joint.membership_id != actor.membership_id:
        raise NotPermitted("record.answer_joint")


def check_agree_to_picture(actor: Actor, *, person: Person) -> UUID:
    """A worker alongside, who asks by name: as which they do. Raises NotPermitted."""
    check_alongside(actor, person.pk)
    if actor.membership_id is None:
        raise NotPermitted("record.picture")
    return actor.membership_id


def check_take_out_picture(actor: Actor, *, agreement: PictureAgreement) -> None:
    """The worker to whom the person said yes, while they are alongside. Raises NotPermitted."""
    check_alongside(actor, agreement.person_id)
    if actor.membership_id is None or actor.membership_id != agreement.recorded_by_id:
        raise NotPermitted("record.picture")


def check_take_out_own_picture(actor: Actor, *, person: Person) -> None:
    """Only the person themselves. Raises NotPermitted."""
    if actor.kind is not ActorKind.PERSON or actor.person_id != person.pk:
        raise NotPermitted("record.picture")


def check_hearth_itself(actor: Actor) -> None:
    """Hearth's own housekeeping. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("housekeeping")
