"""Changing who may know what. Each of these rewrites the person's sight in the same transaction."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.organisations.models import Membership, Organisation, Team
from hearth.people.models import Person
from hearth.sharing import permissions
from hearth.sharing.codes import RelationshipKind, SaidBy
from hearth.sharing.models import CircleChoice, Look, Relationship


def rewrite_sight(*, person_id: UUID, at: datetime) -> None:
    """Work out anew who may know what of this person, from every cause, and keep the answer as rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_rewrite_sight(%s, %s)", [person_id, at])


@action
def open_relationship(
    actor: Actor,
    /,
    *,
    person: Person,
    kind: RelationshipKind,
    at: datetime,
    team: Team | None = None,
    membership: Membership | None = None,
    until_at: datetime | None = None,
) -> Relationship:
    """A team or one worker begins to have to do with this person. Being present, on call or on a panel must end."""
    relationship = Relationship(
        id=new_id(),
        person=person,
        kind=kind,
        team=team,
        membership=membership,
        from_at=at,
        until_at=until_at,
    )
    relationship.save(force_insert=True)
    rewrite_sight(person_id=person.id, at=at)
    audit.record(actor, "sharing.relationship_opened", subject=relationship, at=at, detail={"kind": kind})
    return relationship


@action
def end_relationship(actor: Actor, /, *, relationship: Relationship, at: datetime) -> None:
    """This team or worker no longer has to do with the person: their sight ends now."""
    relationship.until_at = at
    relationship.save(update_fields=["until_at"])
    rewrite_sight(person_id=relationship.person_id, at=at)
    audit.record(actor, "sharing.relationship_ended", subject=relationship, at=at)


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
) -> CircleChoice:
    """The person decides how much one organisation, worker or supporter may know, from this moment.

    An earlier choice about the same one ends; it is kept. Raises NotPermitted.
    """
    permissions.check_record_circle(actor, person=person)
    CircleChoice.objects.filter(person=person, whom_id=whom.pk, until_at=None).update(until_at=at)
    CircleChoice.objects.filter(person=person, whom_id=whom.pk, until_at__gt=at).update(until_at=at)
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
    )
    choice.save(force_insert=True)
    rewrite_sight(person_id=person.id, at=at)
    audit.record(actor, "sharing.circle_chosen", subject=choice, at=at, detail={"level": int(level)})
    return choice


WHOM_KIND: dict[type, str] = {Organisation: "organisation", Membership: "worker", Person: "supporter"}


@action
def open_record(actor: Actor, /, *, person: Person, what: str, reason: str, at: datetime) -> None:
    """Opening somebody's record leaves a trace that the person reads. Their own look leaves only an audit line."""
    permissions.check_open_record(actor, person=person)
    if actor.kind is ActorKind.WORKER:
        Look(
            id=new_id(),
            person=person,
            at=at,
            membership_id=actor.membership_id,
            name=actor.name,
            role_words=actor.role_words,
            organisation_name=actor.organisation_name,
            what=what,
            reason=reason,
        ).save(force_insert=True)
    audit.record(actor, "sharing.record_opened", subject=person, person_id=person.id, at=at, detail={"what": what})
