"""Nobody is handed to somebody who is away, and whoever arranges it hears so before anything has happened."""

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding.codes import AbsenceKind, HandoverStatus
from hearth.holding.models import Absence
from hearth.holding.tests.handovers import accept, again, complete, holder, meet, propose
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


def falls_ill(world, who, cover):
    with acting_as(SYSTEM, at=world.at):
        actions.note_absence(SYSTEM, membership=who, kind=AbsenceKind.ILL, cover=cover, from_at=world.at, at=world.at)


def is_away_this_second(world, who, cover):
    """Away, before what they were asked has gone on to whoever stands in."""
    with acting_as(SYSTEM, at=world.at):
        since = {"from_at": world.at, "noted_at": world.at, "begun_at": world.at}
        Absence(membership=who, kind=AbsenceKind.ILL, cover=cover, **since).save(force_insert=True)


class TestCompletingAHandover:
    def test_is_refused_where_whoever_said_yes_is_away_this_second(self, world, person):
        handover = propose(world, person, world.partner)
        accept(world, handover, world.partner)
        meet(world, handover)
        is_away_this_second(world, world.partner, world.peer)

        with pytest.raises(NotPossible, match="is away at the moment"):
            complete(world, handover)

        assert holder(person) == world.lead
        assert again(handover).status == HandoverStatus.MET


class TestHandingOnPeople:
    def test_moves_nobody_if_one_of_those_named_is_away(self, world, person):
        other = worlds.known(world, known_as="Robin", nhs_number=None)
        falls_ill(world, world.partner, world.peer)
        manager = worker_actor(world.manager)

        for to in ({person.pk: world.peer, other.pk: world.partner}, {other.pk: world.partner, person.pk: world.peer}):
            with acting_as(manager, at=world.at), pytest.raises(NotPossible, match="is away at the moment"):
                actions.hand_on_people(manager, membership=world.lead, to=to, at=world.at)

        assert (holder(person), holder(other)) == (world.lead, world.lead)
