"""It takes longer: once, with a reason, told within the first month."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of, definition, due_after
from hearth.subject_access import permissions, rules
from hearth.subject_access.actions.moving import go_on, in_turn
from hearth.subject_access.models import AccessRequest, Extension

LONGER = "subject-access-complex"


@action
def extend(actor: Actor, /, *, request: AccessRequest, reason: str, told_how: str, at: datetime) -> Extension:
    """Up to two months more. Raises NotPermitted, or NotPossible a second time or once the month is over.

    Source: UK GDPR article 12(3), as the definition of the clock says.
    """
    permissions.check_answer(actor, request=request)
    request = in_turn(actor, request)
    rules.check_extension(
        status=request.status,
        extended=Extension.objects.visible_to(actor).filter(request=request).exists(),
        reason=reason,
        told_how=told_how,
        due_at=request.due_at,
        at=at,
    )
    clock = definition(LONGER, on=day_of(request.asked_at))
    extension = Extension(
        request=request,
        person_id=request.person_id,
        reason=reason.strip(),
        told_how=told_how.strip(),
        first_due_at=request.due_at,
        due_at=due_after(request.asked_at, unit=clock.unit, count=clock.target),
        extended_at=at,
        by_id=permissions.by_name(actor),
    )
    extension.save(force_insert=True)
    request.due_at = extension.due_at
    request.save(update_fields=["due_at"])
    go_on(request)
    audit.record(actor, "subject_access.extended", subject=request, at=at)
    return extension
