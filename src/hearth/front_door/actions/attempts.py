"""Trying to reach somebody: safe at the moment of trying, told to the person, and never given up by itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import attempt_rules as rules
from hearth.front_door import welcome_permissions as permissions
from hearth.front_door import welcome_queries as queries
from hearth.front_door import welcome_rules
from hearth.front_door.actions import promises
from hearth.front_door.actions.updates import tell_referrers
from hearth.front_door.actions.urgency import in_turn, tell_of_referral
from hearth.front_door.codes import Route, UpdateKind
from hearth.front_door.models import Referral
from hearth.front_door.queries import contact_is_decided
from hearth.front_door.rules import HEARD
from hearth.front_door.welcome_codes import AttemptOutcome, Channel
from hearth.front_door.welcome_models import ContactAttempt
from hearth.messaging import actions as messaging
from hearth.messaging import rules as message_rules
from hearth.messaging.queries import may_be_plain
from hearth.messaging.rules import Wording
from hearth.people.models import Contact, Relation
from hearth.record.codes import EntryKind

TRIED = frozenset({"call-back", "missed-contact"})
KIND_WHEN_REACHED = {Channel.CALL: EntryKind.CALL, Channel.VISIT: EntryKind.VISIT}
WORDS_OF = {
    AttemptOutcome.REACHED: "We reached each other.",
    AttemptOutcome.NO_ANSWER: "There was no answer.",
    AttemptOutcome.MESSAGE: "A message was left.",
    AttemptOutcome.CUT_OFF: "The line was cut off. We ring back straight away.",
    AttemptOutcome.WRONG: "It was not the right number or address.",
    AttemptOutcome.NOT_SAFE: "It was not a safe moment to talk. We try another time.",
    AttemptOutcome.SENT: "It is on its way.",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """How somebody was tried, and what came of it."""

    channel: Channel
    outcome: AttemptOutcome
    tried_at: datetime
    words: str = ""
    contact: Contact | None = None
    relation: Relation | None = None


@action
def note_attempt(actor: Actor, /, *, referral: Referral, tried: Tried, at: datetime) -> ContactAttempt:
    """Write down a try. Reaching them keeps the first-contact promise; a line cut off promises a call straight back.

    Raises NotPermitted, or NotPossible if that way is not safe now, or it has not happened yet.
    """
    permissions.check_reach_out(actor)
    referral = in_turn(actor, referral)
    check_now(actor, referral, tried, at)
    attempt = _keep(actor, referral, tried, at)
    tell_tried(actor, referral, attempt, at)
    return attempt


@action
def note_cut_off(actor: Actor, /, *, referral: Referral, at: datetime) -> ContactAttempt:
    """They rang, and the line was cut off while they were being received: a call straight back is promised.

    For whoever was on the phone, who may know no more of them than that. Raises NotPermitted.
    """
    permissions.check_note_cut_off(actor)
    attempt = _keep(actor, referral, Tried(Channel.CALL, AttemptOutcome.CUT_OFF, at), at)
    # Part of what was told at the door, which whoever welcomes may write.
    title, body, kind = Route.PHONE.label, WORDS_OF[AttemptOutcome.CUT_OFF], EntryKind.REFERRAL
    tell_of_referral(actor, referral, title, body, ("ContactAttempt", attempt.id), kind=kind, at=at)
    return attempt


def _keep(actor: Actor, referral: Referral, tried: Tried, at: datetime) -> ContactAttempt:
    by_whom = {"tried_by_id": actor.membership_id}
    attempt = ContactAttempt(
        id=new_id(),
        person_id=referral.person_id,
        referral=referral,
        channel=tried.channel,
        contact=tried.contact,
        relation=tried.relation,
        outcome=tried.outcome,
        words=tried.words.strip(),
        tried_at=tried.tried_at,
        recorded_at=at,
        **by_whom,
    )
    attempt.save(force_insert=True)
    _follow(actor, referral, attempt, at)
    detail = {"channel": attempt.channel, "outcome": attempt.outcome}
    audit.record(actor, "front_door.contact_tried", subject=attempt, at=at, detail=detail)
    return attempt


@action
def write_to_person(
    actor: Actor, /, *, referral: Referral, contact: Contact, wording: Wording, at: datetime
) -> ContactAttempt:
    """Send a text, an e-mail or a letter. Whether it may leave is asked now, and again when it does.

    Raises NotPermitted, or NotPossible if that way is not safe, or the words would tell a stranger of us.
    """
    channel = {"phone": Channel.TEXT, "email": Channel.EMAIL}.get(contact.kind, Channel.LETTER)
    tried = Tried(channel, AttemptOutcome.SENT, at, words=wording.body, contact=contact)
    check_wording(wording, person_id=referral.person_id)
    attempt = note_attempt(actor, referral=referral, tried=tried, at=at)
    messaging.queue_message(
        actor,
        to=message_rules.the_person(),
        about=referral.person_id,
        wording=wording,
        key=f"contact-attempt/{attempt.id}",
        subject=("ContactAttempt", attempt.id),
        at=at,
    )
    return attempt


def check_wording(wording: Wording, *, person_id: UUID) -> None:
    """Raises NotPossible, in words for the writer, if there is nothing to send or a stranger would learn of us.

    Whoever allowed plain words is written to in plain words.
    """
    welcome_rules.check_words(wording.body, missing="Write a few words first.")
    word = message_rules.telltale(wording)
    if word and not may_be_plain(person_id):
        raise NotPossible(
            f"Leave out “{word}”: somebody else may read it over their shoulder. Your name and a time are enough."
        )


def check_now(actor: Actor, referral: Referral, tried: Tried, at: datetime) -> None:
    """Raises NotPossible unless this way of trying is safe, decided and possible at this moment."""
    if tried.tried_at > at:
        raise NotPossible("That time has not come yet. When did you try?")
    facts = queries.ways_of(actor, referral)
    reach = queries.reach(tried.contact, today=day_of(at)) if tried.contact else None
    if tried.relation is not None and (tried.relation.do_not_contact or tried.relation.until_on):
        raise NotPossible(f"{tried.relation.name} must not be contacted about them. {rules.ALREADY}")
    rules.check_way(
        tried.channel, reach=reach, never=facts.never, died=facts.died, decided=contact_is_decided(actor, referral)
    )
    rules.check_outcome(tried.channel, tried.outcome, reach=reach)


def _follow(actor: Actor, referral: Referral, attempt: ContactAttempt, at: datetime) -> None:
    """What the try keeps, and what it promises next."""
    reached = attempt.outcome == AttemptOutcome.REACHED
    kept = (HEARD | TRIED) if reached else TRIED
    promises.keep(actor, person_id=referral.person_id, codes=kept, occurred_at=attempt.tried_at, at=at)
    if reached:
        tell_referrers(actor, person=referral.person.person, kind=UpdateKind.CONTACT_MADE, at=at)
    if attempt.outcome == AttemptOutcome.CUT_OFF:
        subject = ("ContactAttempt", attempt.id)
        promises.begin(["call-back"], referral=referral, subject=subject, since=attempt.tried_at, at=at)


def tell_tried(actor: Actor, referral: Referral, attempt: ContactAttempt, at: datetime) -> None:
    """The person reads that we tried, how, and what came of it."""
    reached = attempt.outcome == AttemptOutcome.REACHED
    otherwise = EntryKind.CONVERSATION if reached else EntryKind.CONTACT_ATTEMPT
    kind = KIND_WHEN_REACHED.get(Channel(attempt.channel), otherwise) if reached else EntryKind.CONTACT_ATTEMPT
    tell_of_referral(
        actor,
        referral,
        Channel(attempt.channel).label,
        f"{WORDS_OF[AttemptOutcome(attempt.outcome)]} {attempt.words}".strip(),
        ("ContactAttempt", attempt.id),
        kind=kind,
        occurred_at=attempt.tried_at,
        at=at,
    )
