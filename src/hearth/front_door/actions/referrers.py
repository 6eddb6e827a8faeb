"""Whoever asked for somebody: kept by name, written to only at an address that answers, never left in silence."""

from datetime import datetime

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import insert_all
from hearth.front_door import queries, rules
from hearth.front_door.codes import RecognisedBy, UpdateKind, WordKind
from hearth.front_door.models import Referral, ReferralUpdate, Referrer, ReferrerWord
from hearth.front_door.queries import Behind
from hearth.front_door.rules import Told
from hearth.front_door.secrets import hashed, link_of
from hearth.messaging import actions as messaging
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, by_email, worker
from hearth.organisations.models import Membership
from hearth.organisations.queries import partner_writing
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source

NOT_OURS = "We do not know this link. Open it again from the message, or ring the hub."
SAYS = {
    WordKind.ADDITION: "adds something",
    WordKind.ANSWER: "answers",
    WordKind.HEARD: "has heard from them",
    WordKind.WITHDRAW: "takes back what they asked",
}
OWN_ROUTES = frozenset({"myself", "walk-in", "phone"})


def keep_referrer(actor: Actor, *, referral: Referral, told: Told, holder: Membership, at: datetime) -> Referrer:
    """Who asked, and the line that says we have it. Their e-mail gets a link and nothing else until it is followed."""
    referrer_id = new_id()
    referrer = Referrer(
        id=referrer_id,
        referral=referral,
        person_id=referral.person_id,
        name=told.referrer_name,
        job=told.referrer_job,
        organisation_name=told.referrer_organisation,
        email="" if actor.membership_id else told.referrer_email.strip(),
        membership_id=actor.membership_id,
        link_hash=hashed(link_of(referrer_id)),
        verified_at=at if actor.membership_id else None,
        **_recognised(actor, told),
    )
    words = rules.update_words(UpdateKind.RECEIPT, holder=holder.worker.given_name, hub=referral.hub.name)
    update = _update(referrer, UpdateKind.RECEIPT, words, at)
    insert_all([referrer], [update])
    if referrer.email:
        _send_link(actor, referrer, at)
    return referrer


def _recognised(actor: Actor, told: Told) -> dict[str, object]:
    if actor.membership_id:
        return {"organisation_id": actor.organisation_id, "recognised_by": RecognisedBy.SIGN_IN}
    if told.organisation_id:
        return {"organisation_id": told.organisation_id, "recognised_by": RecognisedBy.KEY}
    found = partner_writing(email=told.referrer_email, ods_code=told.referrer_ods_code)
    return {"organisation": found[0], "recognised_by": found[1]} if found else {}


def _update(referrer: Referrer, kind: UpdateKind, words: str, at: datetime) -> ReferralUpdate:
    return ReferralUpdate(
        id=new_id(),
        referral_id=referrer.referral_id,
        person_id=referrer.person_id,
        referrer_id=referrer.pk,
        kind=kind,
        words=words,
        told_at=at,
    )


def _send_link(actor: Actor, referrer: Referrer, at: datetime) -> None:
    body = (
        "Somebody gave us this e-mail address. If it was you, open this page and say so; "
        "then we write to you here.\n\n"
        f"{absolute(f'/refer/{link_of(referrer.pk)}')}\n\n"
        "If it was not you, you need do nothing. We will not write again."
    )
    messaging.queue_message(
        actor,
        to=by_email(AddresseeKind.REFERRER, referrer.email),
        about=referrer.person_id,
        wording=Wording("Is this your e-mail address?", body),
        key=f"front_door.link/{referrer.pk}",
        subject=("Referral", referrer.referral_id),
        at=at,
    )


@action
def follow_link(actor: Actor, /, *, secret: str, at: datetime) -> None:
    """The address answers: from now on news goes there, the receipt first. Following it again changes nothing.

    Raises NotPossible for a link we never sent.
    """
    if queries.awaits_link(secret) is None:
        raise NotPossible(NOT_OURS)
    row = doors.first("SELECT * FROM front_door_follow_link(%s, %s)", hashed(secret), at)
    if row is None:
        audit.record(actor, "front_door.link_followed_again", subject=audit.Whole("link"), at=at)
        return
    referrer_id, referral_id, person_id, email = row[:4]
    referrer = Referrer(pk=referrer_id, referral_id=referral_id, person_id=person_id, email=email, verified_at=at)
    told = queries.updates(secret)
    send_update(actor, referrer=referrer, key=f"front_door.update/{referrer_id}/receipt", words=told[0].words, at=at)
    audit.record(actor, "front_door.link_followed", subject=referrer, person_id=person_id, at=at)


def send_update(actor: Actor, *, referrer: Referrer, key: str, words: str, at: datetime) -> None:
    """The line as a message, with the way to their own page; nothing in it says whom it is about."""
    to = worker(referrer.membership_id) if referrer.membership_id else by_email(AddresseeKind.REFERRER, referrer.email)
    body = (
        f"{words}\n\nTo read this again, tell us more, say that you have heard from them, or stop these messages:\n"
        f"{absolute(f'/r/{link_of(referrer.pk)}')}"
    )
    messaging.queue_message(
        actor,
        to=to,
        about=referrer.person_id,
        wording=Wording("About what you told us", body),
        key=key,
        subject=("Referral", referrer.referral_id),
        at=at,
    )


@action
def say_more(actor: Actor, /, *, secret: str, kind: WordKind, words: str, at: datetime) -> None:
    """Whoever asked adds something, answers, has heard from the person, or wants no more news, or news again.

    What is said goes into the record as told by somebody else, and to whoever holds the person.
    Raises NotPossible for a link that is not ours, or for words that say nothing.
    """
    found = queries.behind(secret)
    if found is None:
        raise NotPossible(NOT_OURS)
    _keep_words(actor, found, kind, words, at)


@action
def say_more_by_system(actor: Actor, /, *, back: str, kind: WordKind, words: str, at: datetime) -> None:
    """The same from the system that sent it, known by the hash of the way back.

    What is taken back closes nothing: the person is held as before, and whoever holds them hears it and decides.
    Raises NotPossible if there is no such referral, or for words that say nothing.
    """
    found = queries.behind_way(back)
    if found is None:
        raise NotPossible(NOT_OURS)
    _keep_words(actor, found, kind, words, at)


def _keep_words(actor: Actor, found: Behind, kind: WordKind, words: str, at: datetime) -> None:
    rules.check_words(kind, words)
    said = ReferrerWord(
        id=new_id(),
        referral_id=found.referral_id,
        person_id=found.person_id,
        kind=kind,
        words=words.strip(),
        said_at=at,
    )
    said.save(force_insert=True)
    if kind in SAYS:
        _write_down(actor, said, found, at)
        _tell_holder(actor, said, found, at)
    audit.record(actor, "front_door.said_more", subject=said, person_id=found.person_id, at=at, detail={"kind": kind})


def _write_down(actor: Actor, said: ReferrerWord, found: Behind, at: datetime) -> None:
    own = found.referrer is None and found.route in OWN_ROUTES
    record.write_entry(
        actor,
        person=Person(pk=found.person_id),
        kind=EntryKind.REFERRAL,
        title=f"{_called(found)} {SAYS[WordKind(said.kind)]}"[:200],
        body=said.words or f"{_called(found)} has heard from them.",
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_PERSON if own else Source.TOLD_BY_OTHER,
        about_others=not own,
        subject=("ReferrerWord", said.pk),
    )


def _tell_holder(actor: Actor, said: ReferrerWord, found: Behind, at: datetime) -> None:
    if found.holder_id is None:
        return
    body = f"{_called(found)} {SAYS[WordKind(said.kind)]}: {absolute(f'/people/{found.person_id}/journey')}"
    messaging.queue_message(
        actor,
        to=worker(found.holder_id),
        about=found.person_id,
        wording=Wording("Whoever asked for somebody you hold has written", body),
        key=f"front_door.word/{said.pk}",
        subject=("Referral", found.referral_id),
        at=at,
    )


def _called(found: Behind) -> str:
    if found.referrer is None:
        return "Whoever asked"
    named = ", ".join(part for part in (found.referrer, found.organisation) if part)
    return named or "Whoever asked for them"
