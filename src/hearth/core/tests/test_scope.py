import pytest
from django.db import connection
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as, current_scope, going_on_as, in_scope
from hearth.holding import actions as holding
from hearth.organisations.models import Account
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person, PersonName, PortalAccess
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


def role_of_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


class TestActingAs:
    def test_refuses_a_second_actor_inside_the_first(self):
        with acting_as(SYSTEM, at=worlds.now()), pytest.raises(RuntimeError, match="one actor, one transaction"):
            acting_as(PUBLIC, at=worlds.now()).__enter__()

    def test_is_open_only_inside(self):
        assert not in_scope()
        with acting_as(PUBLIC, at=worlds.now()) as scope:
            assert in_scope()
            assert current_scope() is scope
        assert not in_scope()

    def test_closes_when_something_goes_wrong(self):
        with pytest.raises(ZeroDivisionError), acting_as(PUBLIC, at=worlds.now()):
            _ = 1 / 0

        assert not in_scope()

    def test_undoes_everything_when_something_goes_wrong(self, world):
        def write_and_fail():
            with acting_as(SYSTEM, at=world.at):
                Account.objects.create(email="gone@hearth.example", made_at=world.at)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            write_and_fail()

        assert not Account.objects.filter(email="gone@hearth.example").exists()

    def test_refuses_a_worker_in_the_second_they_have_left(self, world):
        peer, administrator = worker_actor(world.peer), worker_actor(world.administrator)
        with acting_as(administrator, at=world.at):
            holding.worker_leaves(administrator, membership=world.peer, at=world.at)

        with pytest.raises(NotPermitted, match="ended"), acting_as(peer, at=world.at):
            pass

    def test_refuses_a_worker_whose_sign_in_is_shut(self, world):
        Account.objects.filter(worker=world.lead.worker).update(is_active=False)

        with pytest.raises(NotPermitted, match="ended"), acting_as(worker_actor(world.lead), at=world.at):
            pass

    def test_refuses_somebody_whose_own_page_is_closed(self, world):
        keeley = worlds.themselves(world, worlds.known(world))
        with acting_as(SYSTEM, at=world.at):
            PortalAccess.objects.update(ended_at=world.at)

        with pytest.raises(NotPermitted, match="ended"), acting_as(keeley, at=world.at):
            pass

    def test_refuses_somebody_who_says_they_are_another(self, world):
        robin = worlds.known(world, known_as="Robin")
        keeley = worlds.themselves(world, worlds.known(world, nhs_number=None))
        pretending = Actor(ActorKind.PERSON, name="Robin", account_id=keeley.account_id, person_id=robin.id)

        with pytest.raises(NotPermitted, match="ended"), acting_as(pretending, at=world.at):
            pass

    def test_shows_everything_to_hearth_itself_and_only_while_it_acts(self, world):
        worlds.known(world)

        with acting_as(SYSTEM, at=world.at):
            assert role_of_the_database() == "hearth_keeper"
            assert Person.objects.count() == 1

        assert role_of_the_database() == "hearth_app"

    def test_shows_the_public_nobody(self, world):
        worlds.known(world)

        with acting_as(PUBLIC, at=world.at):
            assert not Person.objects.exists()
            assert not PersonName.objects.exists()


class TestGoingOnAs:
    def test_shows_what_they_see_and_then_nobody_again(self, world):
        worlds.known(world)
        lead = worker_actor(world.lead)

        with acting_as(PUBLIC, at=world.at):
            with going_on_as(lead, at=world.at):
                seen = list(Person.objects.visible_to(lead))
            after = list(Person.objects.visible_to(PUBLIC))

        assert (len(seen), after) == (1, [])

    def test_is_the_one_at_the_door_again_when_it_cannot_be(self, world):
        worlds.known(world)

        with acting_as(PUBLIC, at=world.at):
            with pytest.raises(NotPossible), going_on_as(worker_actor(world.lead), at=world.at):
                raise NotPossible("Somebody was quicker.")
            assert list(Person.objects.all()) == []

    def test_is_for_nobody_who_is_somebody_already(self, world):
        with acting_as(worker_actor(world.peer), at=world.at), pytest.raises(RuntimeError, match="at the door"):
            going_on_as(worker_actor(world.lead), at=world.at).__enter__()


class TestCurrentScope:
    def test_says_so_outside(self):
        with pytest.raises(RuntimeError, match="shows nothing"):
            current_scope()


class TestVisibleTo:
    def test_answers_for_nobody_but_the_actor_in_scope(self, world):
        with acting_as(worker_actor(world.lead), at=world.at), pytest.raises(RuntimeError, match="actor in scope"):
            Person.objects.visible_to(worker_actor(world.peer))

    def test_answers_nobody_outside(self, world):
        with pytest.raises(RuntimeError, match="shows nothing"):
            Person.objects.visible_to(worker_actor(world.lead))


@pytest.mark.django_db(transaction=True)
class TestOutside:
    def test_the_database_shows_and_takes_nothing(self):
        world = worlds.build()
        person = worlds.known(world)
        worlds.written(world, person)

        assert not Person.objects.exists()
        assert not PersonName.objects.exists()
        assert not Entry.objects.exists()
        assert Person.objects.filter(pk=person.pk).update(known_as="Nobody") == 0
