"""Taking hold of somebody, and never letting go without another pair of hands."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models.functions import Greatest

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.holding import permissions
from hearth.holding.actions import hands
from hearth.holding.actions.holder_news import LEFT, PASSED, tell_each_later
from hearth.holding.codes import HoldingStatus
from hearth.holding.models import Absence, Holding
from hearth.organisations import actions as organisations
from hearth.organisations.models import Hub, Membership
from hearth.people.models import Person
from hearth.sharing import actions as sharing
from hearth.sharing.codes import RelationshipKind
from hearth.sharing.models import Relationship


@action
def take_in(
    actor: Actor,
    /,
    *,
    person: Person,
    hub: Hub,
    holder: Membership,
    at: datetime,
    status: HoldingStatus = HoldingStatus.WELCOMING,
) -> Holding:
    """From this moment a named human holds this person, and the hub's team may know them.

    Whoever is away is stood in for by their cover.

    Raises NotPermitted, or NotPossible if somebody already holds them or the hub has no team yet.
    """
    permissions.check_take_in(actor)
    here = hands.stand_in(holder)
    if here is None:
        raise NotPossible(f"{holder.worker.name} is away, and nobody stands in for them. Choose somebody else.")
    holder = here
    team = hub.teams.order_by("id").first()
    if team is None:
        raise NotPossible(f"{hub.name} has no team yet, so nobody there can hold anyone.")
    holding = Holding(person=person, status=status, holder=holder, hub=hub, since_at=at, opened_at=at)
    holding.save(force_insert=True)
    Relationship.objects.bulk_create(
        [
            Relationship(person=person, kind=RelationshipKind.INVOLVED, team=team, from_at=at),
            Relationship(person=person, kind=RelationshipKind.HOLDER, membership=holder, from_at=at),
        ]
    )
    sharing.rewrite_sight(person_id=person.id, at=at)
    audit.record(actor, "holding.taken_in", subject=holding, person_id=person.id, at=at)
    return holding


@action
def move_holder(actor: Actor, /, *, holding: Holding, to: Membership, at: datetime) -> Holding:
    """Another named human holds this person from now on. There is no moment in between.

    Raises NotPermitted, or NotPossible if the new holder has left or already holds them.
    """
    permissions.check_move_holder(actor)
    holding = in_turn(actor, holding)
    _check_can_hold(holding, to)
    return pass_to(actor, holding, to, at)


@action
def hand_on_people(actor: Actor, /, *, membership: Membership, to: Mapping[UUID, Membership], at: datetime) -> int:
    """Each of these people, held by one worker until now, is held by the one named for them. Each is told who.

    `to` names the next holder by person. Returns how many moved. Raises NotPermitted, or NotPossible if nobody is
    named, or if one of them is no longer held by that worker: then nobody moves.
    """
    permissions.check_move_holder(actor)
    if not to:
        raise NotPossible("Choose who holds them next, for one of them at least.")
    held = {person_id: in_turn(actor, Holding(pk=person_id)) for person_id in sorted(to)}
    if any(one.holder_id != membership.pk for one in held.values()):
        raise NotPossible("Somebody else holds one of them meanwhile. Look at the list again.")
    for person_id, new in to.items():
        _check_can_hold(held[person_id], new)
    for person_id, new in to.items():
        move_holder(actor, holding=held[person_id], to=new, at=at)
    for new in {one.pk: one for one in to.values()}.values():
        theirs = [person_id for person_id, one in to.items() if one.pk == new.pk]
        tell_each_later(theirs, news=PASSED, old=membership, new=new, at=at)
    return len(to)


@action
def worker_leaves(actor: Actor, /, *, membership: Membership, at: datetime) -> int:
    """A worker goes: everyone they hold is held by their manager in the same second, and their access ends.

    If the manager is away, it is whoever stands in. Each person is told who. Returns how many people moved.
    Raises NotPermitted, or NotPossible if they hold people and have no manager here.
    """
    permissions.check_worker_leaves(actor)
    next_one = hands.stand_in(membership.manager)
    if next_one is not None and next_one.pk != membership.pk:
        moved = hands.hand_on(membership, next_one, at)
    elif hands.holds_anyone(membership):
        raise NotPossible("They hold people, and there is no manager to hold them next. Name a manager first.")
    else:
        next_one, moved = None, []
    hands.questions_go_on(membership, next_one, at, because=hands.LEFT)
    _stand_in_for_others(membership, next_one, at)
    if next_one is not None:
        tell_each_later(moved, news=LEFT, old=membership, new=next_one, at=at)
    organisations.worker_leaves(actor, membership=membership, at=at)
    audit.record(actor, "holding.worker_left", subject=membership, at=at, detail={"moved": len(moved)})
    return len(moved)


def _stand_in_for_others(membership: Membership, next_one: Membership | None, at: datetime) -> None:
    """Their own absence ends with them; those they stand in for are covered by whoever comes after them."""
    Absence.objects.filter(membership=membership, ended_at=None).update(ended_at=at)
    if next_one is not None:
        covered = Absence.objects.filter(cover=membership, ended_at=None).exclude(membership=next_one)
        covered.update(cover=next_one)


def in_turn(actor: Actor, holding: Holding) -> Holding:
    """The holding as it is once everyone else who was changing it has finished: one change of hands at a time.

    Raises NotPossible if the actor may not see it any more.
    """
    found = Holding.objects.visible_to(actor).select_for_update().filter(pk=holding.pk).first()
    if found is None:
        raise NotPossible("You are not alongside them any more.")
    return found


def check_is_here(to: Membership) -> None:
    """Raises NotPossible for somebody who is away. Whoever is here stays here until the transaction ends, so that an
    action of several steps asks this before its first.
    """
    if hands.stand_in(to) != to:
        raise NotPossible(f"{to.worker.name} is away at the moment. Choose whoever stands in for them.")


def _check_can_hold(holding: Holding, to: Membership) -> None:
    if not to.is_active:
        raise NotPossible(f"{to.worker.name} no longer works here and cannot hold anyone.")
    if holding.holder_id == to.id:
        raise NotPossible(f"{to.worker.name} already holds them.")
    check_is_here(to)


def pass_to(actor: Actor, holding: Holding, to: Membership, at: datetime) -> Holding:
    """Another pair of hands, and the sight that goes with it, in one step. Called by actions that may do so.

    Raises NotPossible for somebody who is away: nobody is ever held by an empty chair.
    """
    check_is_here(to)
    before = holding.holder_id
    holding.holder, holding.holder_is_active, holding.since_at = to, True, at
    holding.save(update_fields=["holder", "holder_is_active", "since_at"])
    Relationship.objects.filter(
        person_id=holding.person_id, kind=RelationshipKind.HOLDER, membership=before, until_at=None
    ).update(until_at=Greatest("from_at", at))
    Relationship(person_id=holding.person_id, kind=RelationshipKind.HOLDER, membership=to, from_at=at).save(
        force_insert=True
    )
    sharing.rewrite_sight(person_id=holding.person_id, at=at)
    audit.record(actor, "holding.moved", subject=holding, person_id=holding.person_id, at=at)
    return holding
