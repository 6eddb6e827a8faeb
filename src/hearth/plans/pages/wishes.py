"""Wishes for later, on a page: the words, and the facts others will ask for."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now

from hearth.core.views import ActorRequest
from hearth.plans import actions
from hearth.plans.codes import About
from hearth.plans.forms import WishForm
from hearth.plans.pages.frames import Frame, done, drawn, kept
from hearth.plans.queries import plan as plans
from hearth.plans.queries import versions
from hearth.plans.rules import Thread
from hearth.plans.wish_kinds import kinds
from hearth.plans.wish_rules import Kind

FIELDS = ("words", "written_on", "signed_on", "witness", "witnessed_on", "able", "where_kept", "withdrawn_on")


def choose_kind(request: ActorRequest, frame: Frame) -> HttpResponse:
    """The kinds there are, and what each weighs."""
    today = now().date()
    return drawn(request, frame, "wish_kinds", kinds=[(kind, kind.is_in_law(today)) for kind in kinds().values()])


def new_wish(request: ActorRequest, frame: Frame, kind: str) -> HttpResponse:
    """A wish of one kind, for the first time. Raises Http404 for a kind there is not."""
    if kind not in kinds():
        raise Http404
    return _page(request, frame, kinds()[kind], None)


def wish(request: ActorRequest, frame: Frame, root_id: UUID) -> HttpResponse:
    """A wish, with what is known of it. Raises Http404 for one there is not."""
    thread = versions.wishes(request.actor, person_id=frame.person.pk).get(root_id)
    if thread is None:
        raise Http404
    return _page(request, frame, kinds()[thread.stands.kind], thread)


def _page(request: ActorRequest, frame: Frame, kind: Kind, thread: Thread[Any] | None) -> HttpResponse:
    heads = thread.heads if thread else ()
    root_id = thread.stands.root_id if thread else None
    form = WishForm(request.POST or None, asks=kind.asks, hand=frame.hand, heads=heads, initial=_initial(thread))
    if form.is_valid() and done(form, lambda: _write(request, frame, form, kind, root_id)):
        return kept(request, frame.plan, "Kept. Say yes to it, and tell those who should know where it is.")
    shown = plans.wish(thread, now()) if thread else None
    before = versions.earlier(request.actor, about=About.WISH, of=thread)
    context = {"wish": shown, "kind": kind, "in_law": kind.is_in_law(now().date())}
    return drawn(request, frame, "wish", form=form, before=before, **context)


def _initial(thread: Thread[Any] | None) -> dict[str, Any]:
    if thread is None or thread.is_divided:
        return {}
    newest = thread.newest
    said = {name: {True: "yes", False: "no"}.get(getattr(newest, name), "") for name in ("adult", "life", "even_if")}
    return {**said, **{name: getattr(newest, name) for name in FIELDS}}


def _write(request: ActorRequest, frame: Frame, form: WishForm, kind: Kind, root_id: UUID | None) -> None:
    wish, pen = form.wish(kind.code), form.pen()
    actions.write_wish(request.actor, person=frame.person, wish=wish, pen=pen, root_id=root_id, at=now())
