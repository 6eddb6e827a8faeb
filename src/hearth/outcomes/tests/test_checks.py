import pytest
from django.db import connection
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.outcomes.checks import checks
from hearth.outcomes.models import Answer, Fill
from hearth.outcomes.tests.sheets import LOWEST, filled, known

pytestmark = pytest.mark.django_db


@pytest.fixture
def problems(world):
    def found():
        with acting_as(SYSTEM, at=world.at):
            return [problem.rpartition(" ")[0].split(" ")[0] for check in checks() for problem in check.problems()]

    return found


@pytest.fixture
def done(world):
    return filled(world, known(world), LOWEST)


class TestChecks:
    def test_find_nothing_where_all_is_well(self, done, problems):
        assert problems() == []

    def test_find_an_answer_the_measure_does_not_have(self, world, done, problems):
        with acting_as(SYSTEM, at=world.at):
            Answer.objects.visible_to(SYSTEM).filter(item=1).update(value=9)

        assert problems() == ["reqol-10"]

    def test_find_a_measure_nobody_knows(self, world, done, problems):
        with acting_as(SYSTEM, at=world.at):
            Fill.objects.visible_to(SYSTEM).update(version=9)

        assert set(problems()) == {"reqol-10"}

    def test_find_answers_of_another_person(self, world, done, problems):
        other = worlds.known(world, known_as="Wyn", given="Wyn", family="Holt", nhs_number=None)
        with acting_as(SYSTEM, at=world.at):
            Answer.objects.visible_to(SYSTEM).filter(item=1).update(person=other)

        assert problems() == ["sitting"]

    def test_find_a_worry_that_nobody_owes_a_word_for(self, world, done, problems):
        with connection.cursor() as cursor, acting_as(SYSTEM, at=world.at):
            cursor.execute("UPDATE core_clock SET subject_type = 'Nothing' WHERE subject_type = 'Worry'")
            assert not Clock.objects.filter(subject_type="Worry").exists()

        assert problems() == ["worry"]
