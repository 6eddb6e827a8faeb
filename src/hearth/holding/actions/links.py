"""Answering by link: somebody without a sign-in says who they are, and then yes, by their own name."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.scope import going_on_as
from hearth.holding import link_queries, permissions, queries, rules
from hearth.holding.actions.handovers import accept_handover
from hearth.holding.actions.telling import tell
from hearth.holding.models import Handover
from hearth.messaging import actions as messaging
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, by_email, worker
from hearth.organisations import actions as organisations
from hearth.organisations.models import Membership, Organisation
from hearth.organisations.queries import worker_actor
from hearth.organisations.secret_words import hashed_link

OVER = "This question has its answer, or was taken back. Thank you for looking."


@action
def say_who_i_am(actor: Actor, /, *, secret: str, name: str, at: datetime) -> link_queries.Told:
    """Somebody with a link says their name, and reads what they are asked.

    Raises NotPermitted for anyone signed in, or NotPossible without a name or once the question is over.
    """
    permissions.check_answer_by_link(actor)
    rules.check_name(name)
    told = link_queries.told(secret)
    if told is None:
        raise NotPossible(OVER)
    audit.record(actor, "holding.link_opened", subject=told, person_id=told.person_id, at=at)
    return told


@action
def accept_by_link(
    actor: Actor, /, *, secret: str, given_name: str, family_name: str, role: str, at: datetime
) -> Handover:
    """I, by name, will hold this person. From now on I work with this hub, and am offered a sign-in.

    Raises NotPermitted for anyone signed in, or NotPossible without a name, or if the question has its answer.
    """
    permissions.check_answer_by_link(actor)
    rules.check_name(given_name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM holding_claim_link(%s, %s)", [hashed_link(secret), at])
        claimed = cursor.fetchone()
    if claimed is None:
        raise NotPossible(OVER)
    question, person_id, organisation_id, email = claimed
    here = Organisation.objects.get(pk=organisation_id)
    given = {"given_name": given_name.strip(), "family_name": family_name.strip()}
    membership = organisations.welcome_partner(actor, organisation=here, at=at, **given)
    handover = _accept_as(membership, question, at)
    subject = ("Handover", handover.root_id)
    words = [f"{membership.worker.name} answered by a link, as {role.strip() or 'somebody'} at {here.name}."]
    tell(actor, person_id, title="A yes by name", sentences=words, subject=subject, at=at)
    _offer_sign_in(actor, membership, email, at)
    audit.record(actor, "holding.accepted_by_link", subject=handover, person_id=person_id, at=at)
    return handover


@action
def point_on_by_link(actor: Actor, /, *, secret: str, name: str, who_is: str, at: datetime) -> None:
    """We are not the right place; this is who is. Whoever asked hears it, and the question stays open until a yes.

    Raises NotPermitted for anyone signed in, or NotPossible without a name, without saying who, or once it is over.
    """
    told = say_who_i_am(actor, secret=secret, name=name, at=at)
    if not who_is.strip():
        raise NotPossible("Say who is the right one, and whom you spoke to there. Nobody is sent on unheard.")
    subject = ("Handover", told.root_id)
    words = [f"They say who may be right: {who_is.strip()}", "Nothing changes hands until somebody says yes."]
    tell(actor, told.person_id, title=f"{name.strip()} answered", sentences=words, subject=subject, at=at)
    wording = Wording(
        "An answer to your question", f"{name.strip()} says somebody else may be right:\n\n{who_is.strip()}"
    )
    key = f"handover-link-answer/{told.pk}/{at.isoformat()}"
    to = worker(told.sender_id)
    messaging.queue_message(actor, to=to, about=told.person_id, wording=wording, key=key, subject=subject, at=at)
    audit.record(actor, "holding.pointed_on_by_link", subject=told, person_id=told.person_id, at=at)


def _accept_as(membership: Membership, question: UUID, at: datetime) -> Handover:
    with connection.cursor() as cursor:
        cursor.execute("SELECT holding_put_to(%s, %s, %s)", [question, membership.pk, at])
    acting = worker_actor(membership)
    with going_on_as(acting, at=at):
        known = Handover.objects.visible_to(acting).select_related("person", *queries.WITH_NAMES)
        return accept_handover(acting, handover=known.get(pk=question), at=at)


def _offer_sign_in(actor: Actor, membership: Membership, email: str, at: datetime) -> None:
    invited = organisations.invite_partner(actor, membership=membership, email=email, at=at)
    wording = Wording(
        "Thank you for your yes",
        f"{membership.worker.name},\n\nto see what you said yes to, and to write to each other, make a sign-in:\n\n"
        f"{absolute(f'/invitations/{invited.secret}')}\n\nThe link works once, for seven days.",
    )
    to, subject = by_email(AddresseeKind.PARTNER, email), ("Membership", membership.pk)
    key = f"partner-sign-in/{membership.pk}"
    messaging.queue_message(actor, to=to, about=None, wording=wording, key=key, subject=subject, at=at)
