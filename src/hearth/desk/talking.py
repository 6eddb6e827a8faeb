"""Messages from people: what waits for an answer, whom one holds first, and saying that one reads now."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.holding.models import Holding
from hearth.messaging.models import Thread
from hearth.messaging.threads import actions, queries
from hearth.messaging.threads.forms import WatchForm

MOST = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thread that waits for an answer, who holds the person, and whether that is the reader."""

    thread: Thread
    holder: str
    mine: bool


@require_GET
def talking(request: ActorRequest) -> HttpResponse:
    """Everybody who waits for an answer and whom I may read, the longest first; and who reads now."""
    request.actor.check("record.write")
    return _page(request, WatchForm())


@require_POST
def watch(request: ActorRequest) -> HttpResponse:
    """I read messages now."""
    form = WatchForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    actions.watch(request.actor, until_at=form.until(now()), at=now())
    messages.success(request, "People see your first name as the one who reads. It ends by itself.")
    return redirect("desk:talking")


@require_POST
def watch_ending(request: ActorRequest) -> HttpResponse:
    """I read no longer."""
    try:
        actions.stop_watching(request.actor, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("desk:talking")


def waiting(actor: Actor) -> list[Waiting]:
    """Threads that wait (200 at most), those of people this worker holds first, then the longest."""
    threads = list(queries.waiting(actor)[:MOST])
    held = Holding.objects.visible_to(actor).filter(person__in=[thread.person_id for thread in threads])
    holders = {one.person_id: one for one in held.select_related("holder__worker")}
    found = [_waiting(actor, thread, holders.get(thread.person_id)) for thread in threads]
    return sorted(found, key=lambda one: not one.mine)


def _waiting(actor: Actor, thread: Thread, held: Holding | None) -> Waiting:
    if held is None or held.holder is None:
        return Waiting(thread, "", False)
    return Waiting(thread, held.holder.worker.name, held.holder_id == actor.membership_id)


def _page(request: ActorRequest, form: WatchForm) -> HttpResponse:
    actor = request.actor
    context = {
        "form": form,
        "waiting": waiting(actor),
        "my_watch": queries.my_watch(actor, at=now()),
        "watching": queries.watching(hub_id=actor.hub_id, at=now()) if actor.hub_id else [],
        "now": now(),
    }
    return render(request, "desk/talking.jinja", context)
