"""What comes back in one statement is what each part would have brought alone: types, order and limits."""

from datetime import date

import pytest
from django.db.models import F
from tests import world as worlds

from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.desk.together import Lists, together
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Membership
from hearth.organisations.queries import worker_actor
from hearth.people.details import ContactDetails, NeedDetails
from hearth.people.models import Contact, Identifier, Need, Person, PersonName, Relation
from hearth.record import queries as record
from hearth.record.models import Entry
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


def columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.fixture
def person(world):
    return worlds.known(
        world,
        birth_on=date(1984, 2, 29),
        birth_precision="day",
        contacts=[ContactDetails("phone", "07700 900123"), ContactDetails("email", "keeley@hearth.example")],
        needs=[NeedDetails("language", "Polish")],
    )


def of_every_kind(actor, person_id):
    """Rows with dates, moments, numbers, lists, choices, references and words that JSON would rather not have."""
    whole = {"person": person_id}
    return {
        "names": PersonName.objects.visible_to(actor).filter(**whole).order_by("id"),
        "numbers": Identifier.objects.visible_to(actor).filter(**whole).order_by("id"),
        "contacts": Contact.objects.visible_to(actor).filter(**whole).order_by("kind"),
        "needs": Need.objects.visible_to(actor).filter(**whole).order_by("id"),
        "relations": Relation.objects.visible_to(actor).filter(**whole),
        "clocks": Clock.objects.filter(person_id=person_id).order_by("-due_at"),
        "entries": Entry.objects.visible_to(actor).filter(**whole).order_by("-occurred_at", "-id"),
        "people": Person.objects.visible_to(actor).filter(id=person_id),
        "looks": Look.objects.visible_to(actor).filter(**whole).order_by("at"),
        "hubs": Hub.objects.order_by("name"),
        "drafts": record.drafts(actor),
    }


@together
def of_a_person(actor, *, person_id):
    return Lists(Person.objects.visible_to(actor).filter(id=person_id), of_every_kind(actor, person_id))


@together
def beside_a_worker(actor, *, person_id):
    return Lists(Membership.objects.filter(id=actor.membership_id), of_every_kind(actor, person_id))


@together
def newest_talk(actor, *, person_id):
    newest = Entry.objects.visible_to(actor).filter(person=person_id, kind="conversation").order_by("-id")
    return Lists(Person.objects.visible_to(actor).filter(id=person_id), {"newest": newest[:2]})


@together
def how_they_are_held(actor, *, person_id):
    held = Holding.objects.visible_to(actor).annotate(called=F("person__known_as"), began_at=F("opened_at"))
    return Lists(Person.objects.visible_to(actor).filter(id=person_id), {"held": held})


class TestTogether:
    def test_brings_what_each_part_brings_alone_in_one_query(self, world, person, lead, django_assert_num_queries):
        worlds.written(world, person, 'She said: "☕ – and\nthen?" \\o/')
        worlds.send(lead, f"/people/{person.id}/draft", words="Half a", kind="call")
        actor = worker_actor(world.lead)

        with acting_as(actor, at=world.at):
            alone = {name: [columns(row) for row in part] for name, part in of_every_kind(actor, person.id).items()}
            with django_assert_num_queries(1):
                found = of_a_person(actor, person_id=person.id)

        assert {name: [columns(row) for row in rows] for name, rows in found.items()} == alone
        assert [name for name, rows in alone.items() if not rows] == ["relations", "clocks", "looks"]

    def test_keeps_the_order_and_the_limit_of_a_part(self, world, person):
        actor = worker_actor(world.lead)
        for words in ("first", "second", "third"):
            worlds.written(world, person, words)

        with acting_as(actor, at=world.at):
            found = newest_talk(actor, person_id=person.id)

        assert [entry.body for entry in found["newest"]] == ["third", "second"]

    def test_brings_what_a_part_annotates(self, world, person):
        actor = worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            found = how_they_are_held(actor, person_id=person.id)

        assert [(one.called, one.began_at) for one in found["held"]] == [("Keeley", world.at)]

    def test_shows_no_more_than_the_actor_sees(self, world, person):
        worlds.written(world, person, "Between us.")
        lead, outsider = worker_actor(world.lead), worker_actor(world.outsider)
        with acting_as(lead, at=world.at):
            seen = of_a_person(lead, person_id=person.id)

        with acting_as(outsider, at=world.at):
            unseen = of_a_person(outsider, person_id=person.id)
            beside = beside_a_worker(outsider, person_id=person.id)

        assert [entry.body for entry in seen["entries"]][:1] == ["Between us."]
        assert not any(unseen.values())
        assert [name for name, rows in beside.items() if rows] == ["hubs"]
