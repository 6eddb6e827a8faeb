"""Somebody close who has come in, as every test of theirs needs them."""

from dataclasses import dataclass

from django.test import Client
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.models import Account
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import AccountFactory
from hearth.people import actions as people
from hearth.people.details import RelationDetails
from hearth.people.models import Person, Relation
from hearth.sharing import actions as sharing
from hearth.sharing import queries
from hearth.sharing.codes import ProxyKind
from hearth.sharing.supporter_models import Supporting


@dataclass
class Close:
    """Somebody close: who they act as, the row that says whom they are beside, and the way to sign in."""

    actor: Actor
    supporting: Supporting
    account: Account

    @property
    def person(self) -> Person:
        return Person(pk=self.actor.person_id)

    def client(self) -> Client:
        """A browser in which they have signed in."""
        return worlds._with_session(worlds.session(self.account, person_id=self.actor.person_id))


def close_to(
    world: worlds.World, person: Person, *, level: Level = Level.NOTHING, name: str = "Amina", relation: str = "sister"
) -> Close:
    """Somebody who was invited and has come; nothing is shared with them unless it is said."""
    account, at = AccountFactory(), world.at
    with acting_as(SYSTEM, at=at):
        told = people.add_relation(SYSTEM, person=person, relation=RelationDetails(name, relation), at=at)
        invited = sharing.invite_supporter(SYSTEM, relation=told, level=level, explained_how="Over tea", at=at)
    with acting_as(PUBLIC, at=at):
        offered = queries.offered_by_link(secret=invited.link, at=at)
        supporter = sharing.take_up_supporter_invitation(PUBLIC, offered=offered, account=account, name=name, at=at)
    actor = Actor(ActorKind.PERSON, name=name, account_id=account.pk, person_id=supporter.pk)
    with acting_as(actor, at=at):
        (supporting,) = queries.supported(actor)
    return Close(actor, supporting, account)


def acting_for(world: worlds.World, person: Person, *, level: Level = Level.FULL, name: str = "Nan") -> Close:
    """Somebody close who acts for this person, because they asked for it: checked by whoever leads the shift."""
    close, lead, at = close_to(world, person, name=name, relation="grandmother"), worker_actor(world.lead), world.at
    with acting_as(lead, at=at):
        told = Relation.objects.visible_to(lead).select_related("person").get(related_person=close.person)
        checked = {"looked": "Both records, and a talk with them alone"}
        sharing.name_proxy(lead, relation=told, kind=ProxyKind.GRANTED, level=level, at=at, **checked)
    return close
