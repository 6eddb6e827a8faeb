"""Who could be taken for somebody: the same birth date, and the same family name or address."""

from datetime import date

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people import queries
from hearth.people.codes import BirthPrecision
from hearth.people.details import ContactDetails
from hearth.people.models import Person
from hearth.people.tests.robert import BORN

pytestmark = pytest.mark.django_db


class TestNearTwins:
    @pytest.fixture
    def twins(self, world, robert):
        def run(by=None, families=("O'Neill-Ward",), addresses=()):
            actor = worker_actor(by or world.lead)
            with acting_as(actor, at=world.at):
                person = Person.objects.get(id=robert.id) if by is None else robert
                return queries.near_twins(actor, person=person, families=families, addresses=addresses)

        return run

    def another(self, world, **told):
        born = {"birth_on": BORN, "birth_precision": BirthPrecision.DAY}
        return worlds.known(
            world, **{"known_as": "Jo", "given": "Jo", "family": "", "nhs_number": None, **born, **told}
        )

    def test_share_family_name_and_birth_date(self, world, twins):
        other = self.another(world, family="Ward")

        assert [one.person_id for one in twins()] == [other.id]

    def test_share_address_and_birth_date(self, world, twins):
        other = self.another(world, contacts=[ContactDetails("address", "12 ACOMB ROAD York")])

        assert [one.person_id for one in twins(addresses=["12 Acomb Road, York"])] == [other.id]

    @pytest.mark.parametrize(
        "told",
        [
            {"given": "Robert"},
            {"family": "Ward", "birth_on": date(1984, 3, 15)},
            {"family": "Ward", "birth_precision": BirthPrecision.YEAR},
        ],
    )
    def test_are_no_twins_by_less(self, world, twins, told):
        self.another(world, **told)

        assert twins() == []

    def test_are_told_only_to_whoever_sees_the_one(self, world, twins):
        self.another(world, family="Ward")

        assert twins(by=world.outsider) == []

    def test_ask_nothing_without_a_name_or_an_address(self, twins, django_assert_num_queries):
        assert twins(families=[""]) == []
