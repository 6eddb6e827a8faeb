"""What Hearth does by itself for somebody who asked for their record."""

from uuid import UUID

from django.utils.timezone import now

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.subject_access import actions
from hearth.subject_access.models import AccessRequest


@jobs.job
def go_on(*, request_id: str) -> None:
    """Gather, put together, tell: whatever is next for this request. A second time changes nothing."""
    for step in (actions.gather, actions.put_together, actions.tell_what_happened):
        with acting_as(SYSTEM, at=now()) as scope:
            request = (
                AccessRequest.objects.visible_to(SYSTEM).select_related("answers__worker").get(pk=UUID(request_id))
            )
            step(SYSTEM, request=request, at=scope.at)
