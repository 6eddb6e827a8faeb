"""Letting somebody close come in with a page of their own: offered, taken back, taken up."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.organisations import secret_words
from hearth.organisations.models import Account
from hearth.people import actions as people
from hearth.people.models import Person, Relation
from hearth.sharing import permissions, queries, supporter_rules
from hearth.sharing.actions.sight import rewrite_sight
from hearth.sharing.codes import SaidBy
from hearth.sharing.queries.supporters import Offered
from hearth.sharing.supporter_models import SupporterInvitation


@dataclass(frozen=True, slots=True)
class InvitedSupporter:
    """An invitation, with the secret of its link and the words to type instead. Both are known this once only."""

    invitation: SupporterInvitation
    link: str
    code: str


@action
def invite_supporter(
    actor: Actor,
    /,
    *,
    relation: Relation,
    level: Level,
    explained_how: str,
    at: datetime,
    level_until_at: datetime | None = None,
    said_by: SaidBy = SaidBy.PERSON,
) -> InvitedSupporter:
    """Somebody in their life may come in with a page of their own. An earlier offer to the same one ends.

    `level` is what they may see then, until `level_until_at`. Raises NotPermitted, or NotPossible for somebody who is
    never to be contacted or has such a page already.
    """
    permissions.check_record_circle(actor, person=relation.person)
    _check_invite(relation)
    supporter_rules.check_until(level_until_at, at=at)
    _open_ones(actor, relation).update(ended_at=at)
    link, code = secret_words.link_secret(), secret_words.spoken_code()
    hashes = {"link_hash": secret_words.hashed_link(link), "code_hash": secret_words.hashed_code(code)}
    invitation = SupporterInvitation(
        id=new_id(),
        person_id=relation.person_id,
        relation=relation,
        level=level,
        level_until_at=level_until_at,
        explained_how=explained_how,
        said_by=said_by,
        invited_by_id=actor.membership_id,
        made_at=at,
        expires_at=at + supporter_rules.INVITATION_LASTS,
        **hashes,
    )
    invitation.save(force_insert=True)
    audit.record(actor, "sharing.supporter_invited", subject=invitation, at=at, detail={"level": int(level)})
    return InvitedSupporter(invitation, link, code)


@action
def end_supporter_invitation(actor: Actor, /, *, invitation: SupporterInvitation, at: datetime) -> None:
    """Take an offer back: its link and its words open nothing any more. Raises NotPermitted, or NotPossible if it is
    taken up or taken back already.
    """
    permissions.check_record_circle(actor, person=invitation.person)
    if not _open_ones(actor, invitation.relation).filter(pk=invitation.pk).update(ended_at=at):
        raise NotPossible("They have taken it up already, or it has ended. Choose what they may see instead.")
    audit.record(actor, "sharing.supporter_invitation_ended", subject=invitation, at=at)


@action
def take_up_supporter_invitation(
    actor: Actor, /, *, offered: Offered, account: Account, name: str, at: datetime
) -> Person:
    """Somebody close comes in: they have a record of their own, never a view of the other's, and see what was chosen.

    Whoever is here already as somebody close goes on with that record; their own care keeps one of its own. Raises
    NotPermitted for a worker, or NotPossible if the offer has ended meanwhile or is their own.
    """
    permissions.check_come_in_as_supporter(actor)
    faces = queries.own_faces(account_id=account.pk)
    supporter_rules.check_somebody_else(offered.person_id, [face.person_id for face in faces])
    if not queries.is_still_offered(offered, at=at):
        raise NotPossible(supporter_rules.OVER)
    known = next((face.person_id for face in faces if face.is_beside), None)
    supporter = Person(pk=known) if known else people.create_person(actor, known_as=name, at=at)
    taken = (offered.invitation_id, offered.kept_as, account.pk, supporter.pk, at)
    doors.answer("SELECT sharing_take_up_invitation(%s, %s, %s, %s, %s)", *taken)
    for person_id in (supporter.pk, offered.person_id):
        rewrite_sight(person_id=person_id, at=at)
    audit.record(actor, "sharing.supporter_came_in", subject=supporter, person_id=offered.person_id, at=at, detail={})
    return supporter


def _check_invite(relation: Relation) -> None:
    supporter_rules.check_invite(
        do_not_contact=relation.do_not_contact,
        has_ended=relation.until_on is not None,
        has_page=relation.related_person_id is not None,
    )


def _open_ones(actor: Actor, relation: Relation) -> QuerySet[SupporterInvitation]:
    return SupporterInvitation.objects.visible_to(actor).filter(relation=relation, accepted_at=None, ended_at=None)
