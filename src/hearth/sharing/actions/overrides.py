"""Breaking the glass: some hours, one worker, one person; told and reviewed."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.ids import new_id
from hearth.sharing import permissions, queries
from hearth.sharing.actions.sight import rewrite_sight
from hearth.sharing.codes import IN_EMERGENCY, OVERRIDE_LASTS, OverrideReason
from hearth.sharing.models import BreakGlass, Look


@action
def break_glass(
    actor: Actor,
    /,
    *,
    person_id: UUID,
    reason: OverrideReason,
    why: str,
    at: datetime,
    opens_hidden: bool = False,
) -> BreakGlass:
    """Open this record for some hours, sealed things too. The person is told and a guardian looks at it afterwards.

    Raises NotPermitted for a role without the permission and for a worker who is blocked, or NotPossible without a why
    or while an earlier one of the same width is open.
    """
    permissions.check_break_glass(actor, opens_hidden=opens_hidden)
    if actor.membership_id is None or queries.minimum(person_id=person_id) is None:
        raise NotPermitted("break_glass.blocked")
    if not why.strip():
        raise NotPossible("Say in a few words why. The person reads it, and so does the guardian.")
    _check_none_open(actor, person_id, opens_hidden)
    override = BreakGlass(
        id=new_id(),
        person_id=person_id,
        membership_id=actor.membership_id,
        reason=reason,
        why=why,
        opens_hidden=opens_hidden,
        opened_at=at,
        until_at=at + OVERRIDE_LASTS,
        told_at=at,
    )
    override.save(force_insert=True)
    rewrite_sight(person_id=person_id, at=at)
    _look(actor, override, at)
    audit.record(actor, "sharing.glass_broken", subject=override, at=at, detail={"reason": reason})
    return override


@action
def close_override(actor: Actor, /, *, person_id: UUID, at: datetime) -> None:
    """The worker who broke the glass is done: from now on they see no more than before. It is still reviewed.

    Raises NotPossible if they have nothing open.
    """
    mine = list(queries.open_overrides(actor, person_id=person_id))
    if not mine:
        raise NotPossible("This is closed already.")
    for override in mine:
        override.until_at = at
        override.save(update_fields=["until_at"])
    rewrite_sight(person_id=person_id, at=at)
    audit.record(actor, "sharing.override_closed", subject=mine[0], at=at)


@action
def keep_untold(actor: Actor, /, *, override: BreakGlass, because: str, at: datetime) -> None:
    """The guardian records why the person is not told of this override: it and the looks under it leave their page.

    Raises NotPermitted, or NotPossible without a because.
    """
    permissions.check_review_override(actor)
    if not because.strip():
        raise NotPossible("Say why telling them would not be safe.")
    override.told_at, override.not_told_because = None, because
    override.save(update_fields=["told_at", "not_told_because"])
    audit.record(actor, "sharing.override_untold", subject=override, at=at)


@action
def review_override(actor: Actor, /, *, override: BreakGlass, outcome: str, at: datetime) -> None:
    """Close the review of an override with what was found.

    Raises NotPermitted, or NotPossible for one's own, for one reviewed already, or without an outcome.
    """
    permissions.check_review_override(actor)
    if override.membership.worker_id == actor.worker_id:
        raise NotPossible("This was your own. Somebody else looks at it.")
    if override.reviewed_at is not None:
        raise NotPossible("Somebody has looked at this already.")
    if not outcome.strip():
        raise NotPossible("Say what you found, and what happens now.")
    override.reviewed_by_id, override.reviewed_at, override.review_outcome = actor.membership_id, at, outcome
    override.save(update_fields=["reviewed_by", "reviewed_at", "review_outcome"])
    audit.record(actor, "sharing.override_reviewed", subject=override, at=at)


def _check_none_open(actor: Actor, person_id: UUID, opens_hidden: bool) -> None:
    live = queries.open_override(actor, person_id=person_id)
    if live is not None and (live.opens_hidden or not opens_hidden):
        raise NotPossible("You have this open already.")


def _look(actor: Actor, override: BreakGlass, at: datetime) -> None:
    Look(
        id=new_id(),
        person_id=override.person_id,
        at=at,
        membership_id=actor.membership_id,
        name=actor.name,
        role_words=actor.role_words,
        organisation_name=actor.organisation_name,
        what=IN_EMERGENCY,
        reason=OverrideReason(override.reason).label,
    ).save(force_insert=True)
