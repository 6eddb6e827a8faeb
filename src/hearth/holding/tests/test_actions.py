from datetime import timedelta

import pytest
from django.db import connection
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.holding import actions, checks
from hearth.holding.models import Holding
from hearth.organisations.models import Membership, Team
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.sharing.models import Relationship

pytestmark = pytest.mark.django_db


def holder_of(world, person):
    with acting_as(SYSTEM, at=world.at):
        return Holding.objects.get(person=person).holder


def move(by, person, to, at):
    actor = worker_actor(by)
    with acting_as(actor, at=at):
        held = Holding.objects.visible_to(actor).get(person=person)
        actions.move_holder(actor, holding=held, to=to, at=at)


def audited(world, event):
    with acting_as(SYSTEM, at=world.at):
        return AuditEvent.objects.filter(event=event).count()


def sees(membership, person, at):
    actor = worker_actor(membership)
    with acting_as(actor, at=at):
        return Person.objects.visible_to(actor).filter(id=person.id).exists()


class TestTakeIn:
    def test_gives_a_holder_and_shows_the_person_to_the_team_at_once(self, world):
        person = worlds.known(world)

        assert holder_of(world, person) == world.lead
        assert sees(world.peer, person, world.at)
        assert not sees(world.partner, person, world.at)
        assert audited(world, "holding.taken_in") == 1

    def test_says_so_when_the_hub_has_no_team(self, world):
        Team.objects.filter(hub=world.hub).update(hub=None)

        with pytest.raises(NotPossible, match="no team yet"):
            worlds.known(world)

    def test_refuses_a_worker_who_receives_nobody(self, world):
        actor = worker_actor(world.administrator)
        with acting_as(PUBLIC, at=world.at):
            person = people.create_person(PUBLIC, known_as="Keeley", at=world.at)

        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.take_in(actor, person=person, hub=world.hub, holder=world.lead, at=world.at)


class TestMoveHolder:
    def test_leaves_no_moment_in_between(self, world):
        person, later = worlds.known(world), world.at + timedelta(hours=1)

        move(world.lead, person, world.peer, later)

        assert holder_of(world, person) == world.peer
        with acting_as(SYSTEM, at=later):
            hands = Relationship.objects.filter(person=person, kind="holder").order_by("from_at")
            assert [(h.membership, h.from_at, h.until_at) for h in hands] == [
                (world.lead, world.at, later),
                (world.peer, later, None),
            ]
        assert audited(world, "holding.moved") == 1

    def test_refuses_somebody_who_has_left_and_changes_nothing(self, world):
        person = worlds.known(world)
        world.peer.is_active = False

        with pytest.raises(NotPossible, match="no longer works here"):
            move(world.lead, person, world.peer, world.at)

        assert holder_of(world, person) == world.lead

    def test_says_so_when_nothing_would_change(self, world):
        person = worlds.known(world)

        with pytest.raises(NotPossible, match="already holds"):
            move(world.lead, person, world.lead, world.at)

    def test_is_for_those_who_lead(self, world):
        person = worlds.known(world)

        with pytest.raises(NotPermitted):
            move(world.peer, person, world.peer, world.at)


class TestWorkerLeaves:
    @pytest.mark.parametrize("by", ["manager", "administrator"])
    def test_hands_everyone_to_the_manager_and_ends_access(self, world, by):
        held = [worlds.known(world, nhs_number=None, known_as=name) for name in ("Keeley", "Robin", "Ash")]
        actor = worker_actor(getattr(world, by))

        with acting_as(actor, at=world.at):
            moved = actions.worker_leaves(actor, membership=world.lead, at=world.at)

        assert moved == 3
        assert {holder_of(world, person) for person in held} == {world.manager}
        with pytest.raises(NotPermitted), acting_as(worker_actor(world.lead), at=world.at):
            pass
        with acting_as(SYSTEM, at=world.at), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert [problem for check in checks.checks() for problem in check.problems()] == []

    def test_can_be_done_by_somebody_who_sees_none_of_them(self, world):
        person, administrator = worlds.known(world), worker_actor(world.administrator)

        with acting_as(administrator, at=world.at):
            assert not Person.objects.visible_to(administrator).exists()
            actions.worker_leaves(administrator, membership=world.lead, at=world.at)

        assert holder_of(world, person) == world.manager

    def test_is_refused_while_nobody_could_hold_them_next(self, world):
        person, administrator = worlds.known(world), worker_actor(world.administrator)
        world.lead.manager = None
        world.lead.save()

        with acting_as(administrator, at=world.at), pytest.raises(NotPossible, match="Name a manager"):
            actions.worker_leaves(administrator, membership=world.lead, at=world.at)

        assert holder_of(world, person) == world.lead
        assert Membership.objects.get(pk=world.lead.pk).is_active

    def test_needs_no_manager_for_somebody_who_holds_nobody(self, world):
        administrator = worker_actor(world.administrator)
        world.peer.manager = None
        world.peer.save()

        with acting_as(administrator, at=world.at):
            assert actions.worker_leaves(administrator, membership=world.peer, at=world.at) == 0

        assert not Membership.objects.get(pk=world.peer.pk).is_active

    def test_is_for_those_who_lead_or_keep_the_sign_ins(self, world):
        peer = worker_actor(world.peer)

        with acting_as(peer, at=world.at), pytest.raises(NotPermitted):
            actions.worker_leaves(peer, membership=world.lead, at=world.at)


class TestChecks:
    def test_are_clean_in_an_ordinary_hub(self, world):
        worlds.known(world)

        with acting_as(SYSTEM, at=world.at):
            assert [problem for check in checks.checks() for problem in check.problems()] == []

    def test_name_a_holder_who_cannot_see_whom_they_hold(self, world):
        person = worlds.known(world)

        with acting_as(SYSTEM, at=world.at), connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_sight WHERE person_id = %s", [person.id])
            problems = [problem for check in checks.checks() for problem in check.problems()]

        assert problems == [f"person {person.id} is not seen by their holder"]
