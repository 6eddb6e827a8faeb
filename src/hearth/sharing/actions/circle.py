"""What the person chooses about organisations, workers and supporters."""

from datetime import date, datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person
from hearth.sharing import decider_rules, ending_rules, permissions, queries
from hearth.sharing.actions.sight import rewrite_sight
from hearth.sharing.codes import SaidBy, WhomKind
from hearth.sharing.models import CircleChoice
from hearth.sharing.proxy_models import Proxy

WHOM_KIND: dict[type, WhomKind] = {
    Organisation: WhomKind.ORGANISATION,
    Membership: WhomKind.WORKER,
    Person: WhomKind.SUPPORTER,
}
PROLONGED = "Made longer with one tap, on their own page"


@action
def choose_circle(
    actor: Actor,
    /,
    *,
    person: Person,
    whom: Organisation | Membership | Person,
    level: Level,
    explained_how: str,
    at: datetime,
    said_by: SaidBy = SaidBy.PERSON,
    until_at: datetime | None = None,
    reason: str = "",
    capacity_note: str = "",
    review_on: date | None = None,
) -> CircleChoice:
    """The person decides how much one organisation, worker or supporter may know, from this moment.

    An earlier choice about the same one ends; it is kept. Raises NotPermitted, or NotPossible if the choice cannot be
    honoured as it stands.
    """
    permissions.check_record_circle(actor, person=person)
    _check_choice(whom=whom, level=level, at=at, until_at=until_at)
    _check_said_by(actor, person=person, said_by=said_by, capacity_note=capacity_note, at=at)
    _end_earlier(person, whom.pk, at)
    choice = CircleChoice(
        id=new_id(),
        person=person,
        whom_kind=WHOM_KIND[type(whom)],
        whom_id=whom.pk,
        level=level,
        explained_how=explained_how,
        said_by=said_by,
        recorded_by_id=actor.membership_id,
        from_at=at,
        until_at=until_at,
        reason=reason,
        capacity_note=capacity_note,
        review_on=review_on,
    )
    return _take_effect(actor, choice, at)


@action
def prolong_choice(actor: Actor, /, *, choice: CircleChoice, at: datetime) -> CircleChoice:
    """What the person opened for a while stays open as long again from today. It begins as a new choice of their own.

    Raises NotPermitted, or NotPossible for what has ended, and where somebody must look at it first.
    """
    permissions.check_record_circle(actor, person=choice.person)
    acts = Proxy.objects.visible_to(actor).filter(choice=choice).exists()
    until_at = ending_rules.check_prolong(choice.from_at, choice.until_at, acts=acts, at=at)
    return choose_circle(
        actor,
        person=choice.person,
        whom=queries.whom(WhomKind(choice.whom_kind), choice.whom_id),
        level=Level(choice.level),
        explained_how=PROLONGED,
        until_at=until_at,
        at=at,
    )


def _take_effect(actor: Actor, choice: CircleChoice, at: datetime) -> CircleChoice:
    choice.save(force_insert=True)
    rewrite_sight(person_id=choice.person_id, at=at)
    audit.record(actor, "sharing.circle_chosen", subject=choice, at=at, detail={"level": int(choice.level)})
    return choice


def _check_choice(
    *, whom: Organisation | Membership | Person, level: Level, at: datetime, until_at: datetime | None
) -> None:
    if isinstance(whom, Membership) and level not in (Level.NOTHING, Level.FULL):
        raise NotPossible("For one worker it is everything or nothing. Choose less for their organisation instead.")
    if until_at is not None and until_at <= at:
        raise NotPossible("That day has passed already. Until when from now on?")
    if until_at is not None and isinstance(whom, Membership) and level == Level.NOTHING:
        # What runs out falls to less, never to more (DOMAIN 4.6).
        raise NotPossible("Keeping somebody out has no end by itself. You can let them in again any day.")


def _check_said_by(actor: Actor, *, person: Person, said_by: SaidBy, capacity_note: str, at: datetime) -> None:
    if said_by != SaidBy.PERSON and not capacity_note.strip():
        raise NotPossible("Write down why somebody else decided, what was tried first and who was asked.")
    if said_by == SaidBy.LEGAL and not queries.decides_about_care(actor, person=person, at=at):
        raise NotPossible(decider_rules.NOBODY_CHECKED)


def _end_earlier(person: Person, whom_id: UUID, at: datetime) -> None:
    CircleChoice.objects.filter(person=person, whom_id=whom_id, until_at=None).update(until_at=at)
    CircleChoice.objects.filter(person=person, whom_id=whom_id, until_at__gt=at).update(until_at=at)
