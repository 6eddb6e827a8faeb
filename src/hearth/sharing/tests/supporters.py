"""Somebody close is invited and comes in, in a test."""

from datetime import timedelta

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.tests.factories import NOON, AccountFactory
from hearth.people.models import Relation
from hearth.sharing import actions, queries

LATER = NOON + timedelta(hours=1)
SAID = "Chosen at the kitchen table"


def relation(person, name, what, **more):
    with acting_as(SYSTEM, at=NOON):
        found = Relation(person=person, name=name, relation=what, **more)
        found.save(force_insert=True)
    return found


def invite(actor, relation, level=Level.NOTHING, at=NOON, **more):
    with acting_as(actor, at=at):
        return actions.invite_supporter(actor, relation=relation, level=level, explained_how=SAID, at=at, **more)


def come_in(secret, *, actor=PUBLIC, account=None, name="Amina", at=LATER):
    account = account or AccountFactory()
    with acting_as(actor, at=at):
        offered = opened(secret, at)
        supporter = actions.take_up_supporter_invitation(actor, offered=offered, account=account, name=name, at=at)
    return Actor(ActorKind.PERSON, name=name, account_id=account.pk, person_id=supporter.pk)


def opened(secret, at):
    return queries.offered_by_link(secret=secret, at=at) or queries.offered_by_code(code=secret, at=at)
