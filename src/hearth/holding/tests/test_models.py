from contextlib import contextmanager

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.utils.timezone import now
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding.models import HolderChange, Holding

pytestmark = pytest.mark.django_db


@contextmanager
def as_hearth():
    """Hearth itself, with what is checked at the end of a transaction checked at the end of this."""
    with acting_as(SYSTEM, at=now()), connection.cursor() as cursor:
        yield cursor
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class TestHolding:
    @pytest.mark.parametrize("status", ["welcoming", "supported", "resting"])
    def test_is_never_open_without_a_holder(self, world, status):
        person = worlds.known(world)

        with pytest.raises(IntegrityError, match="holding_open_has_holder"), as_hearth():
            Holding.objects.filter(person=person).update(status=status, holder=None, holder_is_active=None)

    def test_may_have_no_holder_once_somebody_elsewhere_has_said_yes(self, world):
        person = worlds.known(world)

        with as_hearth():
            Holding.objects.filter(person=person).update(status="handed-on", holder=None, holder_is_active=None)
            assert Holding.objects.get(person=person).holder is None

    def test_is_never_in_the_hands_of_somebody_who_has_left(self, world):
        person = worlds.known(world)

        with pytest.raises(IntegrityError, match="holding_holder_still_here"), as_hearth() as cursor:
            cursor.execute(
                "UPDATE organisations_membership SET is_active = false, left_at = now() WHERE id = %s", [world.lead.id]
            )
        with as_hearth():
            assert Holding.objects.get(person=person).holder == world.lead

    def test_does_not_pretend_that_a_holder_is_gone(self, world):
        person = worlds.known(world)

        with pytest.raises(IntegrityError, match="holding_"), as_hearth():
            Holding.objects.filter(person=person).update(holder_is_active=False)

    def test_is_one_row_a_person(self, world):
        person = worlds.known(world)

        with pytest.raises(IntegrityError, match="holding_holding_pkey"), as_hearth():
            Holding.objects.bulk_create(
                [
                    Holding(
                        person=person,
                        status="resting",
                        holder=world.peer,
                        hub=world.hub,
                        since_at=now(),
                        opened_at=now(),
                    )
                ]
            )

    def test_is_never_removed(self, world):
        person = worlds.known(world)

        with pytest.raises(DatabaseError, match="never removed"), as_hearth() as cursor:
            cursor.execute("DELETE FROM holding_holding WHERE person_id = %s", [person.id])


class TestHolderChange:
    def test_tells_every_change_of_hands_in_order(self, world):
        person = worlds.known(world)

        with as_hearth():
            Holding.objects.filter(person=person).update(holder=world.peer, since_at=now())
            told = list(HolderChange.objects.filter(person=person).order_by("id").values_list("holder", flat=True))

        assert told == [world.lead.id, world.peer.id]

    def test_cannot_be_rewritten(self, world):
        person = worlds.known(world)

        with pytest.raises(DatabaseError, match="permission denied"), as_hearth():
            HolderChange.objects.filter(person=person).update(holder=world.peer)
