"""What somebody has begun to ask is kept until they send it, behind a code they can carry in the head."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.front_door import limits, permissions
from hearth.front_door.models import AskDraft
from hearth.front_door.secrets import hashed, new_way_back


@action
def keep_asking(actor: Actor, /, *, code: str, told: Mapping[str, str], at: datetime) -> str:
    """Keep what has been told so far. Returns the code that opens it; without one it makes one, shown only then.

    No database keeps a null character, so it is left out.
    """
    permissions.check_receive_referral(actor)
    code = code or new_way_back().code
    kept = json.dumps({name: words.replace("\x00", "") for name, words in told.items()})
    doors.answer("SELECT front_door_keep_draft(%s, %s::jsonb, %s)", hashed(code), kept, at)
    audit.record(actor, "front_door.asking_kept", subject=audit.Whole("asking"), at=at)
    return code


@action
def stop_asking(actor: Actor, /, *, code: str, at: datetime) -> None:
    """It was sent, or they let it go: the draft is gone."""
    doors.answer("SELECT front_door_drop_draft(%s)", hashed(code))
    audit.record(actor, "front_door.asking_dropped", subject=audit.Whole("asking"), at=at)


@action
def forget_old_drafts(actor: Actor, /, *, at: datetime) -> int:
    """Words begun and not sent are gone after the days that `limits` names. Returns how many were.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    kept_for = timedelta(days=limits.days("draft-days", on=day_of(at)))
    forgotten, _ = AskDraft.objects.filter(kept_at__lt=at - kept_for).delete()
    audit.record(
        actor, "front_door.drafts_forgotten", subject=audit.Whole("asking"), at=at, detail={"forgotten": forgotten}
    )
    return forgotten
