"""One step of a request: where it stands, who brought it there, and what follows by itself."""

from datetime import datetime

from procrastinate.contrib.django import app

from hearth.core import jobs
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.subject_access import rules
from hearth.subject_access.codes import Status
from hearth.subject_access.models import AccessMove, AccessRequest

GO_ON = "subject_access.jobs.go_on"


def in_turn(actor: Actor, request: AccessRequest) -> AccessRequest:
    """The request as it is now, and for this transaction alone: two who act at once do so one after the other."""
    return AccessRequest.objects.visible_to(actor).select_for_update().get(pk=request.pk)


def move(actor: Actor, request: AccessRequest, to: Status, at: datetime) -> None:
    """Bring the request one step further. Raises NotPossible for a step its life does not know."""
    rules.check_move(request.status, to)
    request.status = to
    request.save(update_fields=["status"])
    note(actor, request, at)


def note(actor: Actor, request: AccessRequest, at: datetime) -> None:
    """Write down the step, and let what follows from it begin after this transaction."""
    AccessMove(
        id=new_id(),
        person_id=request.person_id,
        request=request,
        status=request.status,
        at=at,
        by_id=actor.membership_id,
    ).save(force_insert=True)
    go_on(request)


def go_on(request: AccessRequest) -> None:
    """What Hearth does by itself follows: gathering, putting together, telling the person, keeping the clock."""
    app.configure_task(GO_ON, queue=jobs.ORDINARY).defer(request_id=str(request.pk))
