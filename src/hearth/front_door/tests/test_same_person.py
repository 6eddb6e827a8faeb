"""Somebody new turns out to be somebody we know: nothing is merged, and it can be undone."""

from datetime import date, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.models import Referral, SamePerson
from hearth.front_door.rules import Hints
from hearth.front_door.welcome_queries import clocks_of
from hearth.holding.models import Holding
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.codes import SecondItem
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return worlds.known(world, holder=world.peer, birth_on=date(1984, 3, 14), birth_precision="day")


@pytest.fixture
def referral(world, keeley):
    return worlds.spoken_for(world, known_as="Keely", hints=Hints("Keely", worlds.SURNAME))[0]


def join(world, referral, known, by=None):
    lead = worker_actor(by or world.lead)
    at = world.at + timedelta(hours=1)
    with acting_as(lead, at=at):
        found = Referral.objects.visible_to(lead).select_related("hub").get(pk=referral.pk)
        return actions.is_same_person(lead, referral=found, known=known, checked_by=SecondItem.BIRTH_DATE, at=at)


def part(world, same, because="She has a sister."):
    lead = worker_actor(world.lead)
    at = world.at + timedelta(hours=2)
    with acting_as(lead, at=at):
        found = SamePerson.objects.visible_to(lead).get(pk=same.pk)
        actions.are_two_people(lead, same=found, because=because, at=at)


def asked_before(world, known):
    at, lead = world.at - timedelta(days=1), worker_actor(world.lead)
    with acting_as(lead, at=at):
        told = worlds.told_at_the_door()
        return actions.receive_referral(lead, told=told, hub=world.hub, person=known, at=at)[0]


def status_of(person_id):
    return worlds.all_of(Holding, person_id=person_id)[0].status


class TestIsSamePerson:
    def test_moves_what_was_asked_with_its_promises_to_whoever_holds(self, world, keeley, referral):
        join(world, referral, keeley)

        (moved,) = worlds.all_of(Referral)
        clocks = worlds.all_of(Clock, subject_id=moved.id)
        assert moved.person_id == keeley.id
        assert {(clock.person_id, clock.owner_id) for clock in clocks} == {(keeley.id, world.peer.id)}
        with acting_as(SYSTEM, at=worlds.now()):
            assert all(clock.events.filter(person_id=keeley.id, kind="start").exists() for clock in clocks)

    def test_promises_once_what_the_earlier_referral_promised(self, world, keeley, referral):
        earlier = asked_before(world, keeley)
        same = join(world, referral, keeley)

        assert worlds.all_of(Referral, pk=referral.pk)[0].joined_to_id == earlier.pk
        assert {clock.subject_id for clock in worlds.all_of(Clock, stopped_at=None)} == {earlier.pk}
        with acting_as(SYSTEM, at=worlds.now()):
            assert {clock.subject_id for clock in clocks_of(earlier)} == {earlier.pk}

        part(world, same)

        again = worlds.all_of(Clock, stopped_at=None, subject_id=referral.pk)
        assert {clock.definition for clock in again} == {"first-contact", "welcoming-conversation"}
        assert {clock.started_at for clock in again} == {referral.received_at}

    def test_leaves_the_new_record_standing_with_nobody_behind_it(self, world, keeley, referral):
        new = referral.person_id
        join(world, referral, keeley)

        (holding,) = worlds.all_of(Holding, person_id=new)
        assert (holding.status, holding.holder_id) == ("same", None)
        assert worlds.all_of(Person, pk=new)[0].status == "merged-into"

    def test_is_said_in_both_journeys(self, world, keeley, referral):
        new = referral.person_id
        join(world, referral, keeley)

        titles = {who: [e.title for e in worlds.all_of(Entry, person_id=who)] for who in (new, keeley.id)}
        assert "The same person as somebody we know" in titles[new]
        assert any("it was for them" in title for title in titles[keeley.id])

    def test_never_joins_a_life_of_its_own(self, world, keeley, referral):
        new = worlds.all_of(Person, pk=referral.person_id)[0]
        worlds.written(world, new)

        with pytest.raises(NotPossible, match="a record of its own"):
            join(world, referral, keeley)

        assert worlds.all_of(Referral)[0].person_id == new.id
        assert worlds.all_of(SamePerson) == []

    def test_is_nobody_whom_no_human_ever_held(self, world, referral):
        with acting_as(SYSTEM, at=world.at):
            brought = people.create_person(SYSTEM, known_as="Keeley", at=world.at)

        with pytest.raises(NotPossible, match="Nobody has ever held them"):
            join(world, referral, brought)

    def test_is_refused_to_whoever_writes_in_no_record(self, world, keeley, referral):
        administrator = worker_actor(world.administrator)
        with acting_as(administrator, at=world.at), pytest.raises(NotPermitted):
            actions.is_same_person(
                administrator, referral=referral, known=keeley, checked_by=SecondItem.LETTER, at=world.at
            )


class TestAreTwoPeople:
    def test_gives_everything_back(self, world, keeley, referral):
        new = referral.person_id
        part(world, join(world, referral, keeley))

        (back,) = worlds.all_of(Referral)
        clocks = worlds.all_of(Clock, subject_id=back.id)
        assert (back.person_id, status_of(new)) == (new, "welcoming")
        assert {(clock.person_id, clock.owner_id) for clock in clocks} == {(new, world.lead.id)}
        assert worlds.all_of(Person, pk=new)[0].status == "provisional"

    def test_says_why_and_only_once(self, world, keeley, referral):
        same = join(world, referral, keeley)

        with pytest.raises(NotPossible, match="Say why"):
            part(world, same, because=" ")
        part(world, same)
        with pytest.raises(NotPossible, match="undone already"):
            part(world, same)

        assert status_of(keeley.id) == "welcoming"
