"""People close to somebody, so that every page about them has something to show."""

from datetime import timedelta
from typing import Any

from hearth.carers import actions as carers
from hearth.core.actor import SYSTEM, Actor, ActorKind
from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.details import RelationDetails
from hearth.people.models import Person, Relation
from hearth.sharing import actions as sharing
from hearth.sharing.codes import Covers, DeciderKind, HowChecked, ProxyKind
from hearth.sharing.decider_models import LegalDecider
from hearth.sharing.proxy_models import Proxy
from hearth.sharing.supporter_models import Supporting
from tests import world as worlds

LONG = "She has not slept since the letter came. " * 6 + "https://example.org/" + "a" * 90


def of_carers(world: worlds.World, person: Person, carer: Person) -> dict[str, Any]:
    """Somebody is invited and has not come yet; somebody has come and told us what she sees; a group."""
    lead, at = worker_actor(world.lead), world.at
    with acting_as(lead, at=at):
        aunt = people.add_relation(lead, person=person, relation=RelationDetails("Bea", "aunt"), at=at)
        invited = sharing.invite_supporter(lead, relation=aunt, level=Level.NOTHING, explained_how="Over tea", at=at)
        group = carers.add_group(lead, name="Tuesday table", meets="Tuesdays", next_step=LONG[:200], at=at)
    supporting = beside(world, person, carer)
    account = worlds.own_sign_in(world, carer)
    actor = Actor(ActorKind.PERSON, name=carer.known_as, account_id=account.pk, person_id=carer.pk)
    with acting_as(actor, at=at):
        told = {"words": LONG, "unsafe": True, "may_read": False}
        seeing = carers.tell_seeing(actor, supporting=supporting, at=at, **told)
        note = carers.keep_note(actor, person=carer, words=LONG, at=at)
    proxy = acting(world, person, carer)
    return {
        "proxy_id": proxy.pk,
        "decider_id": by_law(world, person).pk,
        "offer_id": invited.invitation.pk,
        "offer": invited.link,
        "group_id": group.pk,
        "seeing_id": seeing.pk,
        "supporting_id": supporting.pk,
        "own_note_id": note.pk,
    }


def acting(world: worlds.World, person: Person, carer: Person) -> Proxy:
    """The carer acts for the person, and it was thought about whether that is needed."""
    lead, at = worker_actor(world.lead), world.at
    with acting_as(SYSTEM, at=at):
        close = Relation(person=person, name=carer.known_as, relation="friend", related_person=carer)
        close.save(force_insert=True)
    with acting_as(lead, at=at):
        sharing.decide_competence(lead, person=person, can_decide=False, why=LONG, at=at)
        return sharing.name_proxy(lead, relation=close, kind=ProxyKind.GRANTED, level=Level.FULL, looked=LONG, at=at)


def by_law(world: worlds.World, person: Person) -> LegalDecider:
    """The aunt may decide by law, and it was checked."""
    lead, at = worker_actor(world.lead), world.at
    with acting_as(lead, at=at):
        aunt = Relation.objects.visible_to(lead).select_related("person").get(person=person, name="Bea")
        decider = sharing.note_decider(lead, relation=aunt, kind=DeciderKind.LPA, covers=Covers.CARE, at=at)
        days = {"registered_on": day_of(at), "review_on": day_of(at) + timedelta(days=90)}
        told = {"holds": True, "how": HowChecked.PAPER, "saw": LONG, "looked": LONG, **days}
        sharing.note_decider_check(lead, decider=decider, at=at, **told)
    return decider


def beside(world: worlds.World, person: Person, carer: Person) -> Supporting:
    """Whom the carer is here for."""
    with acting_as(SYSTEM, at=world.at):
        supporting = Supporting(person=carer, about=person, called=person.known_as, since_at=world.at)
        supporting.save(force_insert=True)
    return supporting
