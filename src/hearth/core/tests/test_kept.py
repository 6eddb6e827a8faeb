"""A kept statement answers each asker with their own, and one that could not is refused."""

from datetime import timedelta

import pytest
from django.db.models import F
from tests import world as worlds

from hearth.core.kept import kept
from hearth.core.models import Clock
from hearth.core.scope import acting_as, current_scope
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Membership
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Draft, Entry

pytestmark = pytest.mark.django_db


@kept
def me(actor):
    return Membership.objects.filter(id=actor.membership_id).select_related("worker", "organisation")


@kept
def held(actor, *, person_id):
    here = Holding.objects.visible_to(actor).filter(person=person_id).select_related("holder__worker", "hub")
    return here.annotate(known_as=F("person__known_as"))


@kept
def written(actor, *, person_id, kind, since, size=2):
    found = Entry.objects.visible_to(actor).filter(person=person_id, kind=kind, occurred_at__gte=since)
    return found.order_by("-id")[:size]


@kept
def hubs(actor, *, opened=None):
    return Hub.objects.all() if opened is None else Hub.objects.filter(opens__isnull=not opened)


class TestKept:
    def test_answers_each_asker_with_their_own(self, world):
        for membership in (world.lead, world.outsider, world.lead):
            actor = worker_actor(membership)
            with acting_as(actor, at=world.at):
                assert me(actor) == [membership]

    def test_answers_each_call_for_its_own_values(self, world):
        actor = worker_actor(world.lead)
        keeley, kit = worlds.known(world), worlds.known(world, known_as="Kit", nhs_number=None)

        with acting_as(actor, at=world.at):
            names = [held(actor, person_id=person.id)[0].known_as for person in (keeley, kit, keeley)]

        assert names == ["Keeley", "Kit", "Keeley"]

    def test_brings_what_is_related_without_asking_again(self, world, django_assert_num_queries):
        actor = worker_actor(world.lead)
        person = worlds.known(world)

        with acting_as(actor, at=world.at):
            alone = Holding.objects.select_related("holder__worker", "hub").get(person=person)
            with django_assert_num_queries(1):
                (found,) = held(actor, person_id=person.id)
                assert found.holder.worker.name == alone.holder.worker.name
                assert found.hub.name == alone.hub.name

        assert (found.pk, found.opened_at, found.status) == (alone.pk, alone.opened_at, alone.status)

    def test_shows_no_more_than_the_asker_sees(self, world):
        lead, outsider = worker_actor(world.lead), worker_actor(world.outsider)
        person = worlds.known(world)
        with acting_as(lead, at=world.at):
            assert held(lead, person_id=person.id)

        with acting_as(outsider, at=world.at):
            assert held(outsider, person_id=person.id) == []

    def test_takes_words_moments_and_limits_as_they_come(self, world):
        actor = worker_actor(world.lead)
        person = worlds.known(world)
        for words in ("one", "two", "three"):
            worlds.written(world, person, words)
        long_ago, later = world.at - timedelta(days=9), world.at + timedelta(days=9)

        def bodies(**values):
            return [entry.body for entry in written(actor, person_id=person.id, **values)]

        with acting_as(actor, at=world.at):
            assert bodies(kind="conversation", since=long_ago) == ["three", "two"]
            assert bodies(kind="conversation", since=long_ago, size=3) == ["three", "two", "one"]
            assert bodies(kind="call", since=long_ago) == []
            assert bodies(kind="conversation", since=later) == []

    def test_builds_anew_where_a_value_is_missing(self, world):
        actor = worker_actor(world.lead)

        with acting_as(actor, at=world.at):
            assert hubs(actor, opened=True) == []
            assert hubs(actor, opened=None) == list(Hub.objects.all())

    def test_asks_nothing_where_nothing_can_be_found(self, world, django_assert_num_queries):
        actor = worker_actor(world.lead)
        nobody = kept(lambda actor: Person.objects.none())

        with acting_as(actor, at=world.at), django_assert_num_queries(0):
            assert nobody(actor) == []

    def test_refuses_whatever_would_answer_the_next_asker_with_this_ones(self, world):
        actor = worker_actor(world.lead)
        person = worlds.known(world)
        unsafe = {
            "an identifier from outside": lambda actor: Person.objects.filter(id=person.id),
            "several": lambda actor: Person.objects.filter(id__in=[person.id, person.id]),
            "a moment from outside": lambda actor: Clock.objects.filter(due_at__gt=world.at),
            "a moment made from a given one": lambda actor: Clock.objects.filter(
                due_at__gt=current_scope().at - timedelta(days=1)
            ),
            "part of a word": lambda actor: Draft.objects.filter(place__startswith=actor.name),
            "more than one statement": lambda actor: Hub.objects.prefetch_related("teams"),
        }

        with acting_as(actor, at=world.at):
            for build in unsafe.values():
                with pytest.raises(RuntimeError):
                    kept(build)(actor)

    def test_knows_the_moment_of_the_request(self, world):
        actor = worker_actor(world.lead)
        worlds.known(world)
        before = kept(lambda actor: Holding.objects.visible_to(actor).filter(opened_at__lte=current_scope().at))

        with acting_as(actor, at=world.at):
            assert len(before(actor)) == 1
        with acting_as(actor, at=world.at - timedelta(days=1)):
            assert before(actor) == []
