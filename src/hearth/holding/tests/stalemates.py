"""Raising a dispute between services, answering it, and looking where it stands, in a test."""

from datetime import timedelta

from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding import stalemate_queries as queries
from hearth.holding.codes import Dispute, Stand
from hearth.holding.models import Stalemate
from hearth.holding.stalemate_rules import Raised
from hearth.organisations.queries import worker_actor

TOLD = Raised(Dispute.WHICH_TEAM, "Each says she is for the other.", "One team, please.")


def raised(world, person, by=None, at=None, **more):
    actor, at = by or worker_actor(world.lead), at or world.at
    given = {"told": TOLD, "between": [world.trust, world.council], "payer": world.trust, **more}
    with acting_as(actor, at=at):
        return actions.raise_stalemate(actor, holding=worlds.holding_of(actor, person), at=at, **given)


def answer(world, stalemate, by, stand=Stand.WE_WILL, at=None, **more):
    actor, at = worker_actor(by), at or world.at + timedelta(hours=1)
    with acting_as(actor, at=at):
        found = Stalemate.objects.visible_to(actor).get(pk=stalemate.pk)
        return actions.answer_stalemate(actor, stalemate=found, stand=stand, words="We ring Tom.", at=at, **more)


def look_round(world, **later):
    at = world.at + timedelta(**later)
    with acting_as(SYSTEM, at=at):
        return actions.go_up_when_due(SYSTEM, at=at)


def asked_now(world, stalemate, at=None):
    with acting_as(SYSTEM, at=at or world.at):
        found = Stalemate.objects.get(pk=stalemate.pk)
        return {(seat.party.organisation.name, seat.asked) for seat in queries.seats_here(SYSTEM, stalemate=found)}


def now(stalemate):
    return worlds.all_of(Stalemate, pk=stalemate.pk)[0]
