"""One entry by two workers: the author names the second, who says whether the words are theirs too."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.roles import ROLES
from hearth.organisations.models import Membership
from hearth.record import permissions, rules
from hearth.record.codes import Theirs
from hearth.record.models import Entry, JointAnswer, JointAuthor
from hearth.record.signing_queries import alongside

NOT_ALONGSIDE = "They are not alongside this person, so they could not read what you wrote together."
MOST = 5


@action
def name_joint_authors(actor: Actor, /, *, entry: Entry, who: Sequence[UUID], at: datetime) -> list[JointAuthor]:
    """Say who wrote this too. It stands under their name once they say it is theirs.

    Raises NotPermitted for anyone but the author, NotPossible for somebody who may not read it, or more than five.
    """
    permissions.check_name_joint_author(actor, entry=entry)
    if len(set(who)) > MOST:
        raise NotPossible(f"Name {MOST} people at most.")
    allowed = {one.membership_id for one in alongside(actor, person_id=entry.person_id)}
    if not set(who) <= allowed:
        raise NotPossible(NOT_ALONGSIDE)
    named = [
        _named(actor, entry, one, at)
        for one in Membership.objects.select_related("worker", "organisation").filter(pk__in=who)
    ]
    JointAuthor.objects.bulk_create(named)
    detail = {"named": [str(one.membership_id) for one in named]}
    audit.record(actor, "record.joint_authors_named", subject=entry, person_id=entry.person_id, at=at, detail=detail)
    return named


@action
def answer_joint(actor: Actor, /, *, joint: JointAuthor, theirs: Theirs, at: datetime, words: str = "") -> JointAnswer:
    """Whoever was named says that the words are theirs too, or that they are not and what is different.

    Raises NotPermitted for anyone else, or NotPossible if they answered already or say no without a word.
    """
    permissions.check_answer_joint(actor, joint=joint)
    if theirs == Theirs.NOT_MINE:
        rules.check_words(words, missing=rules.SAY_WHAT)
    if JointAnswer.objects.visible_to(actor).filter(joint=joint).exists():
        raise NotPossible("You have answered this already.")
    answer = JointAnswer(
        id=new_id(),
        person_id=joint.person_id,
        entry_id=joint.entry_id,
        joint=joint,
        theirs=theirs,
        words=words.strip(),
        at=at,
    )
    JointAnswer.objects.bulk_create([answer])
    audit.record(actor, f"record.joint_{theirs}", subject=joint, person_id=joint.person_id, at=at)
    return answer


def _named(actor: Actor, entry: Entry, membership: Membership, at: datetime) -> JointAuthor:
    by_whom = {"named_by_id": actor.membership_id}
    return JointAuthor(
        id=new_id(),
        person_id=entry.person_id,
        entry=entry,
        root_id=entry.root_id,
        membership=membership,
        name=membership.worker.name,
        acting_as=ROLES[membership.role].words,
        organisation=membership.organisation,
        organisation_name=membership.organisation.name,
        named_at=at,
        **by_whom,
    )
