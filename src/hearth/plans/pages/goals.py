"""What somebody hopes for, on a page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now

from hearth.core.views import ActorRequest
from hearth.front_door import queries as front_door
from hearth.plans import actions
from hearth.plans.codes import About
from hearth.plans.forms import GoalForm
from hearth.plans.pages.frames import Frame, done, drawn, kept
from hearth.plans.queries import versions
from hearth.plans.rules import Thread

FIELDS = ("words", "why", "next_step", "who", "by_when", "state")


def goal(request: ActorRequest, frame: Frame, root_id: UUID | None = None) -> HttpResponse:
    """Something new that is hoped for, or how it goes with it. Raises Http404 for one there is not."""
    thread = _thread(request, frame, root_id) if root_id else None
    heads = thread.heads if thread else ()
    form = GoalForm(request.POST or None, hand=frame.hand, heads=heads, initial=_initial(thread))
    if form.is_valid() and done(form, lambda: _write(request, frame, form, root_id)):
        return kept(request, frame.plan, "Kept. A small step is a step.")
    before = versions.earlier(request.actor, about=About.GOAL, of=thread)
    return drawn(request, frame, "goal", thread=thread, form=form, before=before)


def _thread(request: ActorRequest, frame: Frame, root_id: UUID) -> Thread[Any]:
    found = versions.goals(request.actor, person_id=frame.person.pk).get(root_id)
    if found is None:
        raise Http404
    return found


def _initial(thread: Thread[Any] | None) -> dict[str, Any]:
    if thread is None or thread.is_divided:
        return {}
    newest = thread.newest
    sure = "" if newest.confidence is None else str(newest.confidence)
    return {**{name: getattr(newest, name) for name in FIELDS}, "confidence": sure, "reason": bool(newest.reason_type)}


def _write(request: ActorRequest, frame: Frame, form: GoalForm, root_id: UUID | None) -> None:
    asked = front_door.referrals_of(request.actor, person_id=frame.person.pk).first()
    reason = ("Referral", asked.pk) if asked else ("Person", frame.person.pk)
    told, pen = form.goal(reason), form.pen()
    actions.write_goal(request.actor, person=frame.person, goal=told, pen=pen, root_id=root_id, at=now())
