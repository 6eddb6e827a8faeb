"""What only the founding of an invented city does. Everything else it does through everybody's own actions."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPermitted
from hearth.core.ids import new_id
from hearth.core.models import Clock, Installation
from hearth.core.sight import Level
from hearth.demonstration.lives import CircleWish, Happening, Life
from hearth.demonstration.plan import Staffer
from hearth.demonstration.rota import PlannedShift
from hearth.organisations.models import Account, Hub, Membership, Organisation, Shift, Worker
from hearth.people.models import Circumstances, Equality, Person, PortalAccess, Relation
from hearth.record import actions as record
from hearth.record import permissions as record_permissions
from hearth.record.codes import LEVEL_OF_KIND, EntryKind
from hearth.record.models import Entry, HealthFact
from hearth.sharing.codes import SaidBy
from hearth.sharing.models import CircleChoice
from hearth.sharing.supporter_models import Supporting

PASSWORD = "a hearth to come home to"  # noqa: S105  shown on /demo, opens nothing real
ADDRESS = "{}@example.org"
WRITTEN_AFTER = timedelta(minutes=25)


@action
def found_city(actor: Actor, /, *, seed: int, at: datetime) -> Installation:
    """This database is a demonstration from its first moment. Raises NotPermitted for anyone but Hearth itself."""
    _check_hearth_itself(actor)
    installation = Installation.objects.create(demonstration=True, seed=seed, made_at=at)
    audit.record(actor, "demonstration.city_founded", subject=installation, at=at, detail={"seed": seed})
    return installation


@action
def introduce_workers(
    actor: Actor, /, *, staff: Sequence[Staffer], with_sign_in: Collection[str], at: datetime
) -> dict[str, Worker]:
    """The city's workers by key; those a visitor may become get a sign-in of their own."""
    _check_hearth_itself(actor)
    password = make_password(PASSWORD)
    accounts = {
        worker.key: Account(email=ADDRESS.format(worker.key), password=password, made_at=at)
        for worker in staff
        if worker.key in with_sign_in
    }
    workers = {
        worker.key: Worker(account=accounts.get(worker.key), given_name=worker.given, family_name=worker.family)
        for worker in staff
    }
    Account.objects.bulk_create(accounts.values())
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=account, email=account.email, verified=True, primary=True) for account in accounts.values()]
    )
    Worker.objects.bulk_create(workers.values())
    for worker in workers.values():
        audit.record(actor, "demonstration.worker_introduced", subject=worker, at=at)
    return workers


@action
def post_rota(
    actor: Actor,
    /,
    *,
    shifts: Sequence[PlannedShift],
    hubs: Mapping[str, Hub],
    members: Mapping[str, Membership],
    at: datetime,
) -> None:
    """Who is where when, for the days ahead."""
    _check_hearth_itself(actor)
    Shift.objects.bulk_create(
        [
            Shift(
                hub=hubs[shift.hub],
                membership=members[shift.worker],
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
                leads=shift.leads,
                on_call=shift.on_call,
            )
            for shift in shifts
        ]
    )
    for hub in hubs.values():
        audit.record(actor, "demonstration.rota_posted", subject=hub, at=at)


@action
def tell_more(
    actor: Actor, /, *, person: Person, life: Life, others: Mapping[str, Person], surgery_id: UUID | None, at: datetime
) -> None:
    """Who matters to them, what they told about themselves, allergies and medicines, their surgery."""
    _check_hearth_itself(actor)
    Person.objects.filter(pk=person.pk).update(how_to_talk_confirmed_on=life.confirmed_on)
    if life.gp:
        Circumstances.objects.filter(person=person).update(gp=life.gp, gp_organisation_id=surgery_id)
    Relation.objects.bulk_create(_relations(person, life, others))
    Equality.objects.bulk_create(
        [
            Equality(person=person, characteristic=characteristic, answer=answer, words=words)
            for characteristic, answer, words in life.equality
        ]
    )
    HealthFact.objects.bulk_create(
        [
            HealthFact(
                person=person,
                kind=fact.kind,
                none_known=not fact.what,
                what=fact.what,
                detail=fact.detail,
                said_by=fact.said_by,
                said_on=fact.on,
            )
            for fact in life.facts
        ]
    )
    audit.record(actor, "demonstration.told_more", subject=person, person_id=person.id, at=at)


@action
def open_own_page(actor: Actor, /, *, person: Person, account: Account, at: datetime) -> PortalAccess:
    """This account opens this person's own record."""
    _check_hearth_itself(actor)
    Account.objects.filter(pk=account.pk).update(password=make_password(PASSWORD))
    access = PortalAccess.objects.create(account=account, person=person, given_at=at)
    audit.record(actor, "demonstration.own_page_opened", subject=access, person_id=person.id, at=at)
    return access


@action
def stand_beside(actor: Actor, /, *, person: Person, about: Person, relation: str, at: datetime) -> None:
    """Somebody with a record of their own is here for another, who let them in before."""
    _check_hearth_itself(actor)
    beside = Supporting(person=person, about=about, called=about.known_as, relation=relation, since_at=at)
    beside.save(force_insert=True)
    audit.record(actor, "demonstration.beside", subject=beside, at=at)


@action
def explain_circle(
    actor: Actor, /, *, choices: Sequence[tuple[Person, Organisation, CircleWish, Membership]], at: datetime
) -> None:
    """What people chose about the hub's partners when it was explained to them; sight follows when all is settled."""
    _check_hearth_itself(actor)
    CircleChoice.objects.bulk_create(
        [
            CircleChoice(
                person=person,
                whom_kind="organisation",
                whom_id=organisation.id,
                level=Level[wish.level.upper()],
                explained_how=wish.how,
                said_by=SaidBy.PERSON,
                recorded_by=recorded_by,
                from_at=wish.at,
            )
            for person, organisation, wish, recorded_by in choices
        ]
    )
    audit.record(actor, "demonstration.circles_explained", subject=Installation(), at=at)


@action
def write_journeys(actor: Actor, /, *, happenings: Sequence[tuple[Person, Happening]], at: datetime) -> None:
    """Everything this worker once wrote in these journeys, as `record.write_entry` would have written each.

    Thousands of entries at once: one audit line for each worker's part, not for each entry.
    """
    for kind in {happening.kind for _, happening in happenings}:
        record_permissions.check_write_entry(actor, kind=kind)
    ids = [new_id() for _ in happenings]
    Entry.objects.bulk_create(
        [
            Entry(
                id=entry_id,
                root_id=entry_id,
                person=person,
                kind=happening.kind,
                occurred_at=happening.at,
                recorded_at=min(happening.at + WRITTEN_AFTER, at),
                source=happening.source,
                title=happening.title,
                body=happening.body,
                min_level=LEVEL_OF_KIND.get(EntryKind(happening.kind), Level.FULL),
                **record.authorship(actor, happening.lane),
            )
            for entry_id, (person, happening) in zip(ids, happenings, strict=True)
        ]
    )
    subject = Membership(pk=actor.membership_id)
    audit.record(actor, "demonstration.journeys_written", subject=subject, at=at, detail={"entries": len(happenings)})


@action
def promise(actor: Actor, /, *, person: Person, code: str, owner: Membership, at: datetime) -> Clock:
    """Something is owed to this person by a worker, from this moment."""
    _check_hearth_itself(actor)
    clock = clocks.start_clock(
        code=code, person_id=person.id, subject_type="Person", subject_id=person.id, owner_id=owner.id, at=at
    )
    audit.record(actor, "demonstration.promised", subject=clock, at=at, detail={"code": code})
    return clock


@action
def keep_promises(actor: Actor, /, *, person: Person, kept: Mapping[str, datetime], at: datetime) -> None:
    """What was promised when they asked has happened, at these moments."""
    _check_hearth_itself(actor)
    for clock in Clock.objects.filter(person_id=person.id, definition__in=kept, stopped_at=None):
        clocks.add_event(clock, kind="stop", occurred_at=kept[clock.definition], at=at)
    audit.record(actor, "demonstration.promises_kept", subject=person, person_id=person.id, at=at)


def _relations(person: Person, life: Life, others: Mapping[str, Person]) -> list[Relation]:
    return [
        Relation(
            person=person,
            name=one.name,
            relation=one.relation,
            how_to_reach=one.how_to_reach,
            informal_carer=one.informal_carer,
            emergency=one.emergency,
            do_not_contact=one.do_not_contact,
            related_person=others.get(one.person),
        )
        for one in life.in_my_life
    ]


def _check_hearth_itself(actor: Actor) -> None:
    if actor.kind != "system":
        raise NotPermitted("demonstration")
