"""Saying that one reads messages now. Nothing else makes them watched, and it ends by itself."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.messaging.models import Watch
from hearth.messaging.threads import permissions, queries, rules


@action
def watch(actor: Actor, /, *, until_at: datetime, at: datetime) -> Watch:
    """Say that one reads messages from now until then; it ends by itself. Saying it again changes until when.

    Raises NotPermitted, or NotPossible for a time that is over or longer than a shift.
    """
    membership_id, hub_id = permissions.check_watch(actor)
    rules.check_watch(until_at=until_at, at=at)
    _end(queries.last_watch(actor), at)
    row = Watch(id=new_id(), membership_id=membership_id, hub_id=hub_id, from_at=at, until_at=until_at)
    row.save(force_insert=True)
    audit.record(actor, "messaging.watch_begun", subject=row, at=at)
    return row


@action
def stop_watching(actor: Actor, /, *, at: datetime) -> None:
    """I read no longer: from this second on nobody is told that I do. Raises NotPossible for whoever did not."""
    permissions.check_watch(actor)
    row = queries.last_watch(actor)
    if row is None:
        raise NotPossible("You had not said that you read.")
    _end(row, at)
    audit.record(actor, "messaging.watch_ended", subject=row, at=at)


def _end(row: Watch | None, at: datetime) -> None:
    if row is not None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
