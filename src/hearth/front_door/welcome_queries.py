"""Reading how far a welcome has come: when we act, how we tried, what is arranged, what is still owed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.kept import kept
from hearth.core.models import Clock
from hearth.front_door import attempt_rules, urgency_rules
from hearth.front_door.attempt_rules import NextTry, Reach, Try
from hearth.front_door.codes import ReferralStatus
from hearth.front_door.models import Referral
from hearth.front_door.rules import PROMISED_TO
from hearth.front_door.urgency_rules import Said, Standing
from hearth.front_door.welcome_codes import AttemptOutcome, Channel, Urgency
from hearth.front_door.welcome_models import (
    Booking,
    ContactAttempt,
    SafetyAnswer,
    Thought,
    UrgencyJudgement,
    WelcomeOutcome,
)
from hearth.front_door.welcome_rules import Past
from hearth.holding.codes import HoldingStatus
from hearth.organisations.models import Membership
from hearth.people.models import Contact, Relation

RESTS = (ReferralStatus.RESTING, ReferralStatus.UNREACHED, ReferralStatus.CONNECTED)


@dataclass(frozen=True, slots=True)
class Ways:
    """Every way to somebody, and what forbids some of them. `never` are the numbers of those not to be contacted."""

    contacts: list[Contact]
    relations: list[Relation]
    never: list[str]
    died: bool

    def open_ways(self, *, today: date) -> frozenset[Channel]:
        """The ways that are safe to take now."""
        reaches = [reach(contact, today=today) for contact in self.contacts]
        trusted = any(not relation.do_not_contact for relation in self.relations)
        return attempt_rules.open_ways(reaches, never=self.never, trusted=trusted)


@dataclass(frozen=True, slots=True)
class Welcome:
    """All that was done between the receipt and being supported, each list with the oldest first."""

    standing: Standing
    answers: list[SafetyAnswer]
    judgements: list[UrgencyJudgement]
    attempts: list[ContactAttempt]
    bookings: list[Booking]
    thoughts: list[Thought]
    outcomes: list[WelcomeOutcome]
    clocks: list[Clock]
    next_try: NextTry
    open: bool

    @property
    def booking(self) -> Booking | None:
        """The talk that is arranged, if one is."""
        return next((one for one in self.bookings if not one.outcome), None)

    @property
    def unsafe(self) -> Clock | None:
        """The promise of somebody alongside now, while nobody is."""
        return next((c for c in self.clocks if c.definition == "feeling-unsafe" and c.stopped_at is None), None)

    @property
    def reached(self) -> bool:
        """Whether they heard from us at all."""
        return any(clock.definition == "first-contact" and clock.stopped_at for clock in self.clocks)


def referral_of(actor: Actor) -> QuerySet[Referral]:
    """Referrals this actor may see, with whoever is named on their page."""
    names = ("person__person", "person__holder__worker", "person__hub", "hub", "read_by__worker")
    return Referral.objects.visible_to(actor).select_related(*names)


def welcome_of(actor: Actor, referral: Referral, *, at: datetime) -> Welcome:
    """How far one welcome has come, for its own page."""
    today = day_of(at)
    attempts = list(_attempts(actor, referral))
    judgements = list(_judgements(actor, referral))
    return Welcome(
        standing=urgency_rules.standing(map(_said, judgements), told_unsafe=bool(referral.feels_unsafe)),
        answers=list(
            SafetyAnswer.objects.visible_to(actor)
            .filter(referral=referral)
            .select_related("answered_by__worker")
            .order_by("answered_at")
        ),
        judgements=judgements,
        attempts=attempts,
        bookings=list(_bookings(actor, referral)),
        thoughts=list(_thoughts(actor, referral).select_related("thought_by__worker", "colleague")),
        outcomes=list(
            WelcomeOutcome.objects.visible_to(actor).filter(referral=referral).select_related("worker").order_by("at")
        ),
        clocks=clocks_of(referral),
        next_try=attempt_rules.next_try(
            map(_try, attempts),
            open_ways=ways_of(actor, referral).open_ways(today=today),
            of=attempt_rules.ladder(on=today),
            now=at,
        ),
        open=is_open(referral),
    )


def standing_of(actor: Actor, referral: Referral) -> Standing:
    """When we act, as all who said something about it amount to."""
    return urgency_rules.standing(map(_said, _judgements(actor, referral)), told_unsafe=bool(referral.feels_unsafe))


def ways_of(actor: Actor, referral: Referral) -> Ways:
    """Every way to the person of a referral, as it stands now."""
    relations = list(Relation.objects.visible_to(actor).filter(person_id=referral.person_id, until_on=None))
    contacts = Contact.objects.visible_to(actor).filter(person_id=referral.person_id).order_by("until_on", "kind", "id")
    return Ways(
        contacts=list(contacts),
        relations=relations,
        never=[one.how_to_reach for one in relations if one.do_not_contact],
        died=referral.person.status == HoldingStatus.DIED or referral.person.person.died_on is not None,
    )


def reach(contact: Contact, *, today: date) -> Reach:
    """A contact as the rules take it."""
    return Reach(
        kind=contact.kind,
        value=contact.value,
        safe=contact.safe_to_use,
        message=contact.safe_to_leave_message,
        ended=contact.until_on is not None and contact.until_on <= today,
        best_times=contact.best_times,
    )


def is_open(referral: Referral) -> bool:
    """Whether the welcome still goes on."""
    return referral.status == ReferralStatus.RECEIVED


def open_booking(actor: Actor, referral: Referral) -> Booking | None:
    """The talk that is arranged, if one is."""
    return _bookings(actor, referral).filter(outcome="").first()


def past_bookings(actor: Actor, referral: Referral) -> list[Past]:
    """Every talk that was arranged and ended, as the rules take it."""
    ended = _bookings(actor, referral).exclude(outcome="")
    return [Past(one.with_whom_id, one.place, one.starts_at, one.outcome) for one in ended]


def tries_of(actor: Actor, referral: Referral) -> list[Try]:
    """Every try to reach them, as the rules take it."""
    return [_try(one) for one in _attempts(actor, referral)]


def newest_thought(actor: Actor, referral: Referral) -> Thought | None:
    """What two colleagues decided last."""
    return _thoughts(actor, referral).last()


def still_owes_a_talk(referral: Referral) -> bool:
    """Whether the first real talk is still promised to them."""
    talk = {"person_id": referral.person_id, "subject_type__in": PROMISED_TO, "definition": "welcoming-conversation"}
    return Clock.objects.filter(stopped_at=None, **talk).exists()


def clocks_of(referral: Referral) -> list[Clock]:
    """Every promise made to the person since this referral, the first made first.

    What was promised again to a referral that was joined to this one later is one promise: the earlier.
    """
    since = {"person_id": referral.person_id, "started_at__gte": referral.received_at}
    joined = Referral.objects.filter(joined_to=referral).values("pk")
    again = Q(subject_id__in=joined, definition__in=["first-contact", "welcoming-conversation"])
    return list(Clock.objects.filter(~again, subject_type__in=PROMISED_TO, **since).order_by("started_at", "due_at"))


def next_booking(actor: Actor, *, person_id: UUID, at: datetime) -> Booking | None:
    """The next talk that is arranged with somebody, for their own page."""
    return next(iter(_ahead(actor, person_id=person_id, now=at)), None)


def resting_referral(actor: Actor, *, person_id: UUID) -> Referral | None:
    """The newest referral of somebody, if its welcome rests, from which they come back without a new one."""
    newest = next(iter(_newest_referral(actor, person_id=person_id)), None)
    return newest if newest is not None and newest.status in RESTS else None


def colleagues(referral: Referral) -> QuerySet[Membership]:
    """Whoever works with the team that receives people where somebody asked, by name."""
    here = Membership.objects.filter(is_active=True, seats__seat__team__hub=referral.hub_id).distinct()
    return here.select_related("worker", "organisation").order_by("worker__given_name", "worker__family_name")


@kept
def _ahead(actor: Actor, *, person_id: UUID, now: datetime) -> QuerySet[Booking]:
    ahead = Booking.objects.visible_to(actor).filter(person_id=person_id, outcome="", starts_at__gte=now)
    return ahead.select_related("with_whom__worker", "person__hub").order_by("starts_at", "id")[:1]


@kept
def _newest_referral(actor: Actor, *, person_id: UUID) -> QuerySet[Referral]:
    theirs = referral_of(actor).filter(person_id=person_id, joined_to=None)
    return theirs.order_by("-received_at", "-id")[:1]


def _judgements(actor: Actor, referral: Referral) -> QuerySet[UrgencyJudgement]:
    said = UrgencyJudgement.objects.visible_to(actor).filter(referral=referral)
    return said.select_related("worker").order_by("judged_at", "id")


def _attempts(actor: Actor, referral: Referral) -> QuerySet[ContactAttempt]:
    tried = ContactAttempt.objects.visible_to(actor).filter(referral=referral)
    return tried.select_related("tried_by__worker").order_by("tried_at", "id")


def _bookings(actor: Actor, referral: Referral) -> QuerySet[Booking]:
    booked = Booking.objects.visible_to(actor).filter(referral=referral)
    return booked.select_related("with_whom__worker", "referral").order_by("booked_at", "id")


def _thoughts(actor: Actor, referral: Referral) -> QuerySet[Thought]:
    return Thought.objects.visible_to(actor).filter(referral=referral).order_by("thought_at", "id")


def _said(judgement: UrgencyJudgement) -> Said:
    return Said(
        Urgency(judgement.urgency),
        judgement.worker_id,
        judgement.judged_at,
        judgement.reason,
        judgement.worker.given_name,
    )


def _try(attempt: ContactAttempt) -> Try:
    return Try(Channel(attempt.channel), AttemptOutcome(attempt.outcome), attempt.tried_at)
