"""Parts of somebody's first screen that take some words to say."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Trim

from hearth.core.actor import Actor
from hearth.core.kept import kept
from hearth.core.moments import days_ago
from hearth.front_door.welcome_models import Booking
from hearth.organisations.models import Membership, Organisation
from hearth.people import queries as people
from hearth.people.codes import ContactKind, NameUse
from hearth.people.models import Contact, Identifier, Person, PersonName
from hearth.sharing.models import CircleChoice, Relationship

STALE_AFTER = timedelta(days=settings.STALE_AFTER_DAYS)


def second_items(person: Person, names: list[PersonName], numbers: list[Identifier]) -> list[str]:
    """What tells them from somebody else of the same name: their name in full, NHS number, where they live."""
    current = [name for name in names if name.use == NameUse.OFFICIAL and name.until_on is None]
    official = [f"{name.given} {name.family}".strip() for name in current[:1]]
    nhs = [f"{i.value[:3]} {i.value[3:6]} {i.value[6:]}" for i in numbers]
    area = [f"lives near {person.area}"] if person.area else []
    return [*official, *nhs, *area]


def twins(actor: Actor, person: Person, names: list[PersonName], contacts: list[Contact]) -> list[people.Minimum]:
    """Others of the same birthday who share a family name or an address."""
    homes = [contact.value for contact in contacts if contact.kind == ContactKind.ADDRESS]
    return people.near_twins(actor, person=person, families=[name.family for name in names], addresses=homes)


@kept
def _relationships(actor: Actor, *, person_id: UUID, now: datetime) -> QuerySet[Relationship]:
    live = Relationship.objects.visible_to(actor).filter(person=person_id, from_at__lte=now).exclude(until_at__lte=now)
    return live.select_related("team__organisation", "membership__worker", "membership__organisation")


def alongside(actor: Actor, person: Person, at: datetime) -> list[str]:
    """Teams and workers alongside them, but for the one who holds."""
    words = []
    for row in _relationships(actor, person_id=person.id, now=at):
        if row.membership is not None and row.kind != "holder":
            words.append(f"{row.membership.worker.name} ({row.membership.organisation.name})")
        elif row.team is not None:
            words.append(row.team.name)
    return sorted(set(words))


def talks_ahead(actor: Actor, person_id: UUID) -> QuerySet[Booking]:
    """Talks arranged with them, the next one first."""
    ahead = Booking.objects.visible_to(actor).filter(person_id=person_id, outcome="", starts_at__gte=days_ago(0))
    return ahead.annotate(whom=F("with_whom__worker__given_name")).order_by("starts_at")


def circle(actor: Actor, person_id: UUID) -> QuerySet[CircleChoice]:
    """What the person has chosen, each with what they chose it for is called."""
    workers = Membership.objects.filter(id=OuterRef("whom_id"))
    named = workers.annotate(called=Trim(Concat("worker__given_name", Value(" "), "worker__family_name")))
    organisations = Organisation.objects.filter(id=OuterRef("whom_id")).values("name")
    choices = CircleChoice.objects.visible_to(actor).filter(person=person_id, until_at=None)
    return choices.annotate(called=Coalesce(Subquery(organisations), Subquery(named.values("called"))))


def is_stale(person: Person, today: date) -> bool:
    """Whether nobody has confirmed for long how to talk with them."""
    confirmed = person.how_to_talk_confirmed_on
    return bool(person.how_to_talk) and (confirmed is None or today - confirmed > STALE_AFTER)
