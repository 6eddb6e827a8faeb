"""Telling whoever asked how it goes on: as it comes true, after every week of silence, and no more than is agreed."""

from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of, definition
from hearth.core.ids import new_id
from hearth.front_door import permissions, rules
from hearth.front_door.actions.referrers import send_update
from hearth.front_door.codes import MayHear, UpdateKind, WordKind
from hearth.front_door.models import Agreement, Referral, ReferralUpdate, Referrer, ReferrerWord
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind

MOST_AT_ONCE = 500


@action
def tell_referrers(actor: Actor, /, *, person: Person, kind: UpdateKind, at: datetime, outcome: str = "") -> int:
    """Everyone who asked for this person hears that contact is made, or what came of it; each of their own alone.

    Only as far as the person agreed; whoever may hear nothing hears that we have it and who holds it. `outcome` is a
    line in words for them. Nobody is told the same twice, nor anything after an outcome. Returns how many were told.
    """
    permissions.check_tell_referrers(actor)
    waiting = _still_to_hear(actor).filter(referral__person_id=person.pk)
    told = sum(_tell(actor, referrer, kind, outcome, at) for referrer in waiting)
    audit.record(
        actor,
        "front_door.referrers_told",
        subject=person,
        person_id=person.pk,
        at=at,
        detail={"kind": kind, "told": told},
    )
    return told


@action
def tell_the_silent(actor: Actor, /, *, at: datetime) -> int:
    """A line for everyone who has heard nothing for the days that the clock `referrer-update` names. Returns how many.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    silence = timedelta(days=definition("referrer-update", on=day_of(at)).target)
    newest = ReferralUpdate.objects.visible_to(actor).filter(referrer=OuterRef("pk")).order_by("-told_at")
    silent = _still_to_hear(actor).annotate(last_told_at=Subquery(newest.values("told_at")[:1]))
    waiting = silent.filter(Q(stop=None) | Q(stop=WordKind.START), last_told_at__lte=at - silence)[:MOST_AT_ONCE]
    told = sum(_tell(actor, referrer, UpdateKind.STILL_HERE, "", at) for referrer in waiting)
    audit.record(actor, "front_door.silence_broken", subject=audit.Whole("everybody"), at=at, detail={"told": told})
    return told


@action
def agree_what_they_hear(
    actor: Actor, /, *, referral: Referral, may_hear: MayHear, said_how: str, at: datetime
) -> Agreement:
    """How much the person lets whoever asked for them hear, and how they said so. The newest word holds.

    Raises NotPermitted, or NotPossible if it does not say how.
    """
    permissions.check_read_referral(actor)
    rules.check_said_how(said_how)
    agreement = Agreement(
        id=new_id(),
        referral=referral,
        person_id=referral.person_id,
        may_hear=may_hear,
        said_how=said_how.strip(),
        recorded_by_id=actor.membership_id,
        recorded_at=at,
    )
    agreement.save(force_insert=True)
    record.write_entry(
        actor,
        person=Person(pk=referral.person_id),
        kind=EntryKind.DECISION,
        title="What whoever asked for me may hear",
        body=f"{MayHear(may_hear).label}. {agreement.said_how}",
        occurred_at=at,
        at=at,
        subject=("Referral", referral.pk),
    )
    audit.record(
        actor,
        "front_door.hearing_agreed",
        subject=agreement,
        person_id=referral.person_id,
        at=at,
        detail={"may": may_hear},
    )
    return agreement


def _still_to_hear(actor: Actor) -> QuerySet[Referrer]:
    """Whoever has not yet heard what came of it, with what they may hear and whether they want to."""
    agreed = Agreement.objects.visible_to(actor).filter(referral=OuterRef("referral")).order_by("-recorded_at", "-id")
    said = ReferrerWord.objects.visible_to(actor).filter(
        referral=OuterRef("referral"), kind__in=[WordKind.STOP, WordKind.START]
    )
    over = ReferralUpdate.objects.visible_to(actor).filter(kind=UpdateKind.OUTCOME).values("referrer")
    return (
        Referrer.objects.visible_to(actor)
        .exclude(pk__in=over)
        .annotate(
            may_hear=Subquery(agreed.values("may_hear")[:1]),
            stop=Subquery(said.order_by("-said_at", "-id").values("kind")[:1]),
        )
        .select_related("referral__hub", "referral__contact__worker", "referral__person__holder__worker")
        .order_by("id")
    )


def _tell(actor: Actor, referrer: Referrer, kind: UpdateKind, outcome: str, at: datetime) -> int:
    may_hear = getattr(referrer, "may_hear", None) or MayHear.NOTHING
    allowed = rules.may_be_told(kind, may_hear)
    if kind == UpdateKind.CONTACT_MADE and (not allowed or _was_told(actor, referrer, kind)):
        return 0
    words = rules.update_words(
        kind, holder=named_on_receipt(referrer.referral), hub=referrer.referral.hub.name, outcome=outcome * allowed
    )
    update = ReferralUpdate(
        id=new_id(),
        referral_id=referrer.referral_id,
        person_id=referrer.person_id,
        referrer=referrer,
        kind=kind,
        words=words,
        told_at=at,
    )
    update.save(force_insert=True)
    wanted = getattr(referrer, "stop", None) != WordKind.STOP
    if referrer.verified_at is not None and wanted:
        send_update(actor, referrer=referrer, key=f"front_door.update/{update.pk}", words=words, at=at)
    return 1


def _was_told(actor: Actor, referrer: Referrer, kind: UpdateKind) -> bool:
    return ReferralUpdate.objects.visible_to(actor).filter(referrer=referrer, kind=kind).exists()


def named_on_receipt(referral: Referral) -> str:
    """Who is named to whoever asked: the holder, or, if somebody was known here already, who received the referral."""
    holding = referral.person
    began_here = holding.opened_at == referral.received_at
    for membership in [holding.holder, referral.contact] if began_here else [referral.contact, holding.holder]:
        if membership is not None and membership.is_active:
            return membership.worker.given_name
    return "somebody"
