"""Messages from people: what waits for an answer, whom one holds first, and saying that one reads now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.kept import kept
from hearth.core.views import ActorRequest
from hearth.holding.models import Holding
from hearth.messaging.models import Thread
from hearth.messaging.threads import actions, queries
from hearth.messaging.threads.forms import WatchForm

MOST = 200


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for an answer in a thread, who holds them, and whether that is the reader."""

    thread_id: UUID
    person_id: UUID
    known_as: str
    about: str
    since: datetime
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
    found = [_waiting(actor, row) for row in _rows(actor)]
    return sorted(found, key=lambda one: not one.mine)


@kept
def _rows(actor: Actor) -> QuerySet[Thread, Any]:
    held = Holding.objects.visible_to(actor).filter(person_id=OuterRef("person_id"), holder__isnull=False)
    names = {"id": "holder_id", "given": "holder__worker__given_name", "family": "holder__worker__family_name"}
    threads = queries.waiting(actor).annotate(held=Subquery(held.values(row=JSONObject(**names))[:1]))
    return threads.values_list("pk", "person_id", "person__known_as", "about", "waits_since_at", "held")[:MOST]


def _waiting(actor: Actor, row: tuple[Any, ...]) -> Waiting:
    thread_id, person_id, known_as, about, since, held = row
    names = [held["given"], held["family"]] if held else []
    mine = bool(held) and held["id"] == str(actor.membership_id)
    return Waiting(thread_id, person_id, known_as, about, since, " ".join(filter(None, names)), mine)


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
