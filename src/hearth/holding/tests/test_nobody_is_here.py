"""Where nobody at all is here to stand in, it is said, and those held stay where they are."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding.codes import AbsenceKind
from hearth.holding.models import Absence
from hearth.holding.tests.test_absences import away, holder_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


def everyone_else_goes(world):
    for somebody in (world.peer, world.manager):
        away(world, somebody, world.lead)


class TestNoteAbsence:
    def test_is_refused_and_nothing_is_begun(self, world, person):
        everyone_else_goes(world)
        noted = len(worlds.all_of(Absence))

        with pytest.raises(NotPossible, match="Nobody is here to stand in for Priya Nair"):
            away(world, world.lead, world.peer)

        assert len(worlds.all_of(Absence)) == noted
        assert holder_of(person) == world.lead


class TestLookAfterAbsences:
    def test_goes_on_with_the_next(self, world, person):
        away(world, world.lead, world.peer, kind=AbsenceKind.HOLIDAY, starts=timedelta(hours=1))
        noor = worlds.in_the_team(world, "Noor", "Haddad", "peer-supporter")
        away(world, noor, world.lead, kind=AbsenceKind.HOLIDAY, starts=timedelta(hours=2))
        everyone_else_goes(world)

        at = world.at + timedelta(hours=3)
        with acting_as(SYSTEM, at=at):
            assert actions.look_after_absences(SYSTEM, at=at) == 1

        assert holder_of(person) == world.lead
        (noted,) = worlds.all_of(AuditEvent, event="holding.absences_looked_after")
        assert noted.detail == {"begun": 1, "nobody_stands_in": 1}
