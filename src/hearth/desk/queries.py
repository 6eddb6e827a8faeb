"""The worker's pages, composed from every package's own queries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.kept import kept
from hearth.core.models import Clock
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.desk import day, parts_of, reviewing
from hearth.desk.passing_on import mine_to_tell
from hearth.desk.plan_of import goals_in, plan_lists, wishes_in
from hearth.desk.promises import Promise, promise
from hearth.desk.together import Lists, together
from hearth.front_door import queries as front_door
from hearth.front_door.models import Referral
from hearth.front_door.welcome_models import Booking
from hearth.holding import queries as holding
from hearth.holding import stalemate_queries as stalemates
from hearth.holding.codes import OPEN
from hearth.holding.models import Handover, Holding, Stalemate
from hearth.messaging.models import Message
from hearth.organisations.models import Hub, Membership
from hearth.people import queries as people
from hearth.people.codes import NHS_NUMBER
from hearth.people.models import Contact, Identifier, Need, Person, PersonName, Relation
from hearth.plans.models import CapacityDoubt
from hearth.plans.queries.plan import WishOfPlan
from hearth.plans.rules import Thread, thread
from hearth.record import queries as record
from hearth.record import signing_queries as signing
from hearth.record.models import Countersigning, Draft, Entry, HealthFact, JointAuthor, SafetyNote, UnfinishedNotice
from hearth.record.signing_queries import Names, names_under
from hearth.sharing import queries as sharing
from hearth.shut_off.models import ShutOff
from hearth.shut_off.queries import shut_offs

MOST_HELD = 200
MOST_UNREAD = 99
# Names under the newest few entries: whatever was said of them is among the newest.
MOST_NAMES = 50


@dataclass(frozen=True, slots=True)
class Held:
    """One person on a worklist, with the last thing that happened."""

    person_id: UUID
    known_as: str
    since_at: datetime
    status: str
    last_at: datetime | None
    last_kind: str | None


@dataclass(frozen=True, slots=True)
class BesideTheDay:
    """Who may not be safe and has nobody alongside; what is owed by this worker, soonest due first; broken promises of
    others they lead; what they are asked; who has just come; what they had begun to write, and whether their shift ends
    meanwhile; entries that may be theirs too; questions about their own; what waits for a second pair of eyes, first
    due first; their hub; and how many referrals nobody has read (99 at most)."""

    unsafe: list[Holding]
    promises: list[Promise]
    brought: list[Promise]
    asked: list[Handover]
    disputes: list[Stalemate]
    to_tell: list[Message]
    from_today: list[Holding]
    arriving: list[Holding]
    drafts: list[Draft]
    shift_ends: UnfinishedNotice | None
    to_join: list[JointAuthor]
    questions: list[Countersigning]
    to_look_at: list[reviewing.ToLookAt]
    hub: Hub | None
    unread: int


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """Everything of the first screen, in the fixed order of DOMAIN 4.5."""

    person: Person
    twins: list[people.Minimum]
    details: list[str]
    needs: list[Need]
    allergies: list[HealthFact]
    medicines: list[HealthFact]
    safety_notes: list[SafetyNote]
    holding: Holding | None
    promises: list[Promise]
    alongside: list[str]
    relations: list[Relation]
    contacts: list[Contact]
    lately: list[Entry]
    names: dict[UUID, Names]
    talk: Booking | None
    circle: list[str]
    draft: Draft | None
    referral: Referral | None
    stale: bool
    stale_before: date
    open_override: sharing.StillOpen | None
    shut_off: ShutOff | None
    card: Thread[Any] | None
    goals: list[Thread[Any]]
    doubts: list[CapacityDoubt]
    wishes: list[WishOfPlan]


def people_i_hold(actor: Actor) -> list[Held]:
    """Everyone this worker holds (200 at most), longest first, with the last entry the worker may read."""
    return [
        Held(person_id, known_as, since_at, status, *_last_of(last))
        for person_id, known_as, since_at, status, last in _held(actor)
    ]


def beside_the_day(actor: Actor, *, at: datetime) -> BesideTheDay:
    """What else a worker's day begins with, in one statement; and one more if something waits to be looked at."""
    parts = _beside(actor)
    me = next(iter(parts["me"]), None)
    return BesideTheDay(
        unsafe=parts["unsafe"],
        promises=[promise(clock, clock.known_as, at) for clock in parts["clocks"] if clock.known_as],
        brought=[promise(clock, clock.known_as, at, clock.owed_by) for clock in parts["broken"] if clock.known_as],
        asked=parts["asked"],
        disputes=parts["disputes"],
        to_tell=parts["to_tell"],
        from_today=parts["from_today"],
        arriving=parts["arriving"],
        drafts=parts["drafts"],
        shift_ends=next(iter(parts["notices"]), None),
        to_join=parts["to_join"],
        questions=parts["questions"],
        to_look_at=reviewing.to_look_at(_waiting(actor), at=at) if me and me.waits else [],
        hub=next(iter(parts["hubs"]), None),
        unread=len(me.unread or ()) if me else 0,
    )


def first_screen(actor: Actor, *, person: Person, place: str, at: datetime) -> FirstScreen:
    """The person page. Every part is asked for by person and shown only as far as the actor may see."""
    today = day_of(at)
    parts = _of_the_first_screen(actor, person_id=person.id, place=place, today=today)
    lately = record.lately(actor, person_id=person.id)
    return FirstScreen(
        person=person,
        twins=parts_of.twins(actor, person, parts["names"], parts["contacts"]),
        details=parts_of.second_items(person, parts["names"], parts["numbers"]),
        needs=parts["needs"],
        allergies=[fact for fact in parts["facts"] if fact.kind == "allergy"],
        medicines=[fact for fact in parts["facts"] if fact.kind == "medicine"],
        safety_notes=parts["notes"],
        holding=next(iter(_holdings(actor, person_id=person.id)), None),
        promises=[promise(clock, person.known_as, at) for clock in parts["clocks"]],
        alongside=parts_of.alongside(actor, person, at),
        relations=parts["relations"],
        contacts=parts["contacts"],
        lately=lately,
        names=names_under(lately, joint=parts["joint"], said=parts["said"]),
        talk=next(iter(parts["bookings"]), None),
        circle=[f"{choice.called}: {LEVEL_WORDS[Level(choice.level)]}" for choice in parts["circle"] if choice.called],
        draft=next(iter(parts["drafts"]), None),
        referral=next(iter(parts["referrals"]), None),
        stale=parts_of.is_stale(person, today),
        stale_before=today - parts_of.STALE_AFTER,
        open_override=sharing.still_open(next(iter(parts["overrides"]), None)),
        shut_off=next(iter(parts["shut_offs"]), None),
        card=thread(parts["cards"]),
        goals=goals_in(parts["goals"]),
        doubts=parts["doubts"],
        wishes=wishes_in(parts["wishes"], at) if parts["doubts"] else [],
    )


@kept
def _held(actor: Actor) -> QuerySet[Holding, Any]:
    entries = Entry.objects.visible_to(actor).filter(person_id=OuterRef("person_id"), amended_by=None)
    newest = entries.order_by("-occurred_at", "-id").values(last=JSONObject(at="occurred_at", kind="kind"))
    mine = Holding.objects.visible_to(actor).filter(holder_id=actor.membership_id, status__in=OPEN)
    columns = ("person_id", "person__known_as", "since_at", "status", "last")
    return mine.annotate(last=Subquery(newest[:1])).order_by("since_at").values_list(*columns)[:MOST_HELD]


@together
def _beside(actor: Actor) -> Lists:
    me = Membership.objects.filter(pk__in=[actor.membership_id])
    unread = front_door.unread(actor) if actor.may("referral.receive") else Referral.objects.none()
    return Lists(
        me,
        {
            "unsafe": day.unsafe_and_alone(actor),
            "clocks": day.soonest_due(actor),
            "broken": day.brought_to(actor) if actor.may("holding.move") else Clock.objects.none(),
            "asked": holding.asked_of(actor)[: day.MOST] if actor.may("holding.hold") else Handover.objects.none(),
            "disputes": stalemates.asked_in(actor)[: day.MOST],
            "to_tell": mine_to_tell(actor)[: day.MOST],
            "from_today": holding.from_today(actor)[: day.MOST],
            "arriving": day.arriving(actor),
            "drafts": record.drafts(actor),
            "notices": record.unfinished_notices(actor)[:1],
            "to_join": signing.asked_to_join(actor)[: day.MOST],
            "questions": signing.questions_to(actor)[: day.MOST],
            "hubs": Hub.objects.filter(pk=OuterRef("hub_id")),
            "me": me.annotate(
                unread=ArraySubquery(unread.values("pk")[:MOST_UNREAD]),
                waits=Func(function="desk_anything_waits", output_field=BooleanField()),
            ),
        },
    )


@together
def _waiting(actor: Actor) -> Lists:
    return Lists(Membership.objects.filter(pk__in=[actor.membership_id]), reviewing.parts(actor))


@together
def _of_the_first_screen(actor: Actor, *, person_id: UUID, place: str, today: date) -> Lists:
    contacts = Contact.objects.visible_to(actor).filter(person=person_id, until_on=None)
    relations = Relation.objects.visible_to(actor).filter(person=person_id, until_on=None)
    return Lists(
        Person.objects.visible_to(actor).filter(id=person_id),
        {
            "needs": Need.objects.visible_to(actor).filter(person=person_id, until_on=None),
            "facts": record.health_facts(actor, person_id=person_id),
            "notes": record.safety_notes(actor, person_id=person_id, on=today),
            "names": PersonName.objects.visible_to(actor).filter(person=person_id),
            "numbers": Identifier.objects.visible_to(actor).filter(person=person_id, system=NHS_NUMBER)[:1],
            "clocks": Clock.objects.filter(person_id=person_id, stopped_at=None, paused_at=None).order_by("due_at")[:6],
            "relations": relations.order_by("-emergency", "name"),
            "contacts": contacts.order_by("kind", "id"),
            "circle": parts_of.circle(actor, person_id),
            "referrals": front_door.referrals_of(actor, person_id=person_id)[:1],
            "drafts": record.drafts_at(actor, place=place)[:1],
            "bookings": parts_of.talks_ahead(actor, person_id)[:1],
            "joint": signing.joint_authors(actor, person_id=person_id).order_by("-named_at")[:MOST_NAMES],
            "said": signing.countersignings(actor, person_id=person_id).order_by("-at")[:MOST_NAMES],
            "overrides": sharing.open_overrides(actor, person_id=person_id)[:1],
            "shut_offs": shut_offs(actor, person_id=person_id)[:1],
            **plan_lists(actor, person_id),
        },
    )


def _last_of(last: dict[str, str] | None) -> tuple[datetime | None, str | None]:
    return (datetime.fromisoformat(last["at"]), last["kind"]) if last else (None, None)


@kept
def _holdings(actor: Actor, *, person_id: UUID) -> QuerySet[Holding]:
    here = Holding.objects.visible_to(actor).filter(person=person_id)
    return here.select_related("holder__worker", "holder__organisation", "hub")
