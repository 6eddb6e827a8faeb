"""The list of groups for people who are there for somebody."""

from datetime import datetime

from hearth.carers import permissions, rules
from hearth.carers.models import Group
from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations.models import Hub


@action
def add_group(
    actor: Actor,
    /,
    *,
    name: str,
    meets: str,
    next_step: str,
    at: datetime,
    about: str = "",
    place: str = "",
    hub: Hub | None = None,
) -> Group:
    """A group, when it meets, and what to do next. Raises NotPermitted, or NotPossible if one of these is missing."""
    permissions.check_keep_groups(actor)
    rules.check_group(name, meets, next_step)
    group = Group(
        id=new_id(),
        hub=hub,
        name=name,
        about=about,
        meets=meets,
        place=place,
        next_step=next_step,
        added_by_id=actor.membership_id,
        added_at=at,
    )
    group.save(force_insert=True)
    audit.record(actor, "carers.group_added", subject=group, at=at)
    return group


@action
def end_group(actor: Actor, /, *, group: Group, at: datetime) -> None:
    """It meets no more. Raises NotPermitted, or NotPossible if it has ended already."""
    permissions.check_keep_groups(actor)
    going_on = Group.objects.filter(pk=group.pk, ended_at=None)
    if not going_on.update(ended_at=at, ended_by_id=actor.membership_id):
        raise NotPossible("It has ended already.")
    audit.record(actor, "carers.group_ended", subject=group, at=at)
