"""Handing over in a test: somebody is asked, says yes, points on, meets, and holds from then on."""

from dataclasses import replace
from datetime import timedelta

from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding import actions, queries
from hearth.holding.models import Handover, Holding
from hearth.holding.rules import Proposal
from hearth.organisations.queries import worker_actor

PROPOSAL = Proposal(
    reason="The flat is what keeps them awake, and you know flats.",
    keep_doing="Our walk on Thursdays.",
    person_view="Yes, if Dee still comes along.",
)


def does(world, membership, act, *, hours=1, **more):
    """Let one worker act, `hours` after the world began."""
    actor, at = worker_actor(membership), world.at + timedelta(hours=hours)
    with acting_as(actor, at=at):
        return act(actor, at=at, **more)


def propose(world, person, to, by=None, hours=1, **changed):
    return does(
        world,
        by or world.lead,
        lambda actor, at: actions.propose_handover(
            actor,
            holding=Holding.objects.visible_to(actor).get(person=person),
            to=to,
            proposal=replace(PROPOSAL, **changed),
            at=at,
        ),
        hours=hours,
    )


def accept(world, handover, by, hours=2):
    return does(world, by, actions.accept_handover, handover=again(handover), hours=hours)


def point(world, handover, by, to, **changed):
    told = {"spoken_to": "Ama, this morning", "because": "They run the flats.", **changed}
    return does(world, by, actions.point_on, handover=again(handover), to=to, hours=2, **told)


def meet(world, handover, by=None, hours=3):
    met_at = world.at + timedelta(hours=hours)
    return does(world, by or world.lead, actions.have_met, handover=again(handover), met_at=met_at, hours=hours)


def complete(world, handover, by=None, hours=4):
    return does(world, by or world.lead, actions.complete_handover, handover=again(handover), hours=hours)


def again(handover):
    with acting_as(SYSTEM, at=worlds.now()):
        return Handover.objects.select_related("person", *queries.WITH_NAMES).get(pk=handover.pk)


def holder(person):
    with acting_as(SYSTEM, at=worlds.now()):
        return Holding.objects.get(person=person).holder


def answer_clock(handover):
    with acting_as(SYSTEM, at=worlds.now()):
        return Clock.objects.get(definition="handover-answer", subject_id=handover.root_id)
