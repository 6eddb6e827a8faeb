from datetime import date

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people import actions
from hearth.people.checks import checks
from hearth.people.codes import BirthPrecision, FormerName, NameUse
from hearth.people.details import ContactDetails, Identity
from hearth.people.models import NameKey, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return worlds.known(world, birth_on=date(1984, 3, 14), birth_precision=BirthPrecision.DAY)


@pytest.fixture
def problems(world):
    def found():
        with acting_as(SYSTEM, at=world.at):
            return [problem for check in checks() for problem in check.problems()]

    return found


def done(world, action, **told):
    with acting_as(SYSTEM, at=world.at):
        return action(SYSTEM, at=world.at, **told)


class TestKeysAstray:
    def test_finds_nothing_after_every_kind_of_change(self, world, keeley, problems):
        theirs = Identity("Kit", birth_on=date(1990, 1, 1), birth_precision=BirthPrecision.YEAR)
        done(world, actions.change_identity, person=keeley, version_seen=1, identity=theirs)
        done(
            world, actions.take_name, person=keeley, use=NameUse.USUAL, given="Kit", family="Sharp",
            before=FormerName.HIDDEN,
        )  # fmt: skip
        contact = done(world, actions.add_contact, person=keeley, contact=ContactDetails("phone", "07700 900123"))
        done(world, actions.replace_contact, contact=contact, told=ContactDetails("email", "kit@example.org"))

        assert problems() == []

    def test_finds_somebody_who_cannot_be_found(self, world, keeley, problems):
        with acting_as(SYSTEM, at=world.at):
            NameKey.objects.filter(person=keeley, key="marchbanks").delete()

        assert problems() == [f"person {keeley.id} cannot be found by everything they are called"]

    def test_finds_a_hidden_name_that_still_leads_to_them(self, world, keeley, problems):
        done(
            world, actions.take_name, person=keeley, use=NameUse.USUAL, given="Keeley", family="Sharp",
            before=FormerName.HIDDEN,
        )  # fmt: skip
        with acting_as(SYSTEM, at=world.at):
            NameKey(person=keeley, key="marchbanks", birth_year=1984).save(force_insert=True)

        assert problems() == [f"person {keeley.id} can be found by a name they hide"]

    def test_finds_a_wrong_birth_year(self, world, keeley, problems):
        with acting_as(SYSTEM, at=world.at):
            Person.objects.filter(id=keeley.id).update(birth_on=date(1990, 1, 1))

        assert problems() == [f"person {keeley.id} is looked for in a year they were not born in"]
