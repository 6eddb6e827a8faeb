"""Answering by link: somebody without a sign-in says who they are, and then yes, by their own name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Greatest

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.scope import all_or_nothing, going_on_as
from hearth.holding import link_queries, permissions, queries, rules
from hearth.holding.actions.handovers import accept_handover, point_on
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
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship

OVER = "This question has its answer, or was taken back. Thank you for looking."


@dataclass(frozen=True, slots=True)
class Claimed:
    """The question a link was good for, until this second, and where the link went."""

    question: UUID
    person_id: UUID
    organisation_id: UUID
    email: str


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
    with _named_from_now_on(actor, secret, given_name, family_name, at) as (claimed, membership):
        with _as_whoever_is_asked(membership, claimed.question, at) as (acting, asked):
            handover = accept_handover(acting, handover=asked, at=at)
        _tell_who_answered(actor, membership, handover, role, title="A yes by name", at=at)
        _offer_sign_in(actor, membership, claimed.email, at)
    audit.record(actor, "holding.accepted_by_link", subject=handover, person_id=claimed.person_id, at=at)
    return handover


@action
def point_on_by_link(
    actor: Actor,
    /,
    *,
    secret: str,
    given_name: str,
    family_name: str,
    role: str,
    to: Membership,
    spoken_to: str,
    because: str,
    at: datetime,
) -> Handover:
    """We are not the right place: this worker is, and this is whom I spoke to there. The question goes to them.

    By the rules of the desk (`point_on`): nothing is settled until they say yes. Whoever points on is named, and
    works with us for this answer only. Raises NotPermitted for anyone signed in, or NotPossible.
    """
    permissions.check_answer_by_link(actor)
    rules.check_name(given_name)
    rules.check_pointing(spoken_to=spoken_to, because=because)
    with _named_from_now_on(actor, secret, given_name, family_name, at) as (claimed, membership):
        with _as_whoever_is_asked(membership, claimed.question, at) as (acting, asked):
            further = point_on(acting, handover=asked, to=to, spoken_to=spoken_to, because=because, at=at)
            _knows_no_more(acting, further, at)
        organisations.partner_has_answered(actor, membership=membership, at=at)
        _tell_who_answered(actor, membership, further, role, title="Somebody else is asked", at=at)
        _tell_sender(
            actor,
            further.sender_id,
            further,
            f"{membership.worker.name} says that {to.worker.name}, "
            f"{to.organisation.name}, is right, having spoken to {spoken_to.strip()}:\n\n{because.strip()}\n\n"
            f"{to.worker.name} is asked now.",
            at=at,
        )
    audit.record(actor, "holding.pointed_on_by_link", subject=further, person_id=claimed.person_id, at=at)
    return further


@action
def say_who_is_by_link(actor: Actor, /, *, secret: str, name: str, who_is: str, at: datetime) -> None:
    """We are not the right place, and who is has no name here. Whoever asked hears it; the question stays open.

    Raises NotPermitted for anyone signed in, or NotPossible without a name, without saying who, or once it is over.
    """
    if not who_is.strip():
        raise NotPossible("Say who is the right one, and whom you spoke to there. Nobody is sent on unheard.")
    told = say_who_i_am(actor, secret=secret, name=name, at=at)
    subject = ("Handover", told.root_id)
    words = [f"They say who may be right: {who_is.strip()}", "Nothing changes hands until somebody says yes."]
    tell(actor, told.person_id, title=f"{name.strip()} answered", sentences=words, subject=subject, at=at)
    said = f"{name.strip()} says somebody else may be right:\n\n{who_is.strip()}"
    _tell_sender(actor, told.sender_id, told, said, at=at)
    audit.record(actor, "holding.who_is_said_by_link", subject=told, person_id=told.person_id, at=at)


@contextmanager
def _named_from_now_on(
    actor: Actor, secret: str, given_name: str, family_name: str, at: datetime
) -> Iterator[tuple[Claimed, Membership]]:
    """The link is used, and whoever used it has a name here. All of it or, after a refusal, nothing.

    Raises NotPossible if the question has its answer.
    """
    with all_or_nothing():
        row = doors.first("SELECT * FROM holding_claim_link(%s, %s)", hashed_link(secret), at)
        if row is None:
            raise NotPossible(OVER)
        claimed = Claimed(*row)
        here = Organisation.objects.get(pk=claimed.organisation_id)
        given = {"given_name": given_name.strip(), "family_name": family_name.strip()}
        yield claimed, organisations.welcome_partner(actor, organisation=here, at=at, **given)


@contextmanager
def _as_whoever_is_asked(membership: Membership, question: UUID, at: datetime) -> Iterator[tuple[Actor, Handover]]:
    """The question is put to them by name, and this part of the transaction is theirs."""
    doors.rows("SELECT holding_put_to(%s, %s, %s)", question, membership.pk, at)
    acting = worker_actor(membership)
    with going_on_as(acting, at=at):
        known = Handover.objects.visible_to(acting).select_related("person", *queries.WITH_NAMES)
        yield acting, known.get(pk=question)


def _knows_no_more(acting: Actor, handover: Handover, at: datetime) -> None:
    """What being asked let them know ends with their answer: they have no sign-in, and nothing more to do."""
    asked = Relationship.objects.visible_to(acting).filter(
        person_id=handover.person_id, kind=RelationshipKind.ASKED, membership=acting.membership_id, until_at=None
    )
    asked.update(until_at=Greatest("from_at", at))
    sharing.rewrite_sight(person_id=handover.person_id, at=at)


def _tell_who_answered(
    actor: Actor, membership: Membership, handover: Handover, role: str, *, title: str, at: datetime
) -> None:
    as_what = role.strip() or "somebody"
    words = [f"{membership.worker.name} answered by a link, as {as_what} at {membership.organisation.name}."]
    subject = ("Handover", handover.root_id)
    tell(actor, handover.person_id, title=title, sentences=words, subject=subject, at=at)


def _tell_sender(
    actor: Actor, sender_id: UUID, asked: Handover | link_queries.Told, words: str, *, at: datetime
) -> None:
    wording = Wording("An answer to your question", words)
    key = f"handover-link-answer/{asked.pk}/{at.isoformat()}"
    subject = ("Handover", asked.root_id)
    messaging.queue_message(
        actor, to=worker(sender_id), about=asked.person_id, wording=wording, key=key, subject=subject, at=at
    )


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
