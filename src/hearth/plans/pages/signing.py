"""Saying yes: this is mine."""

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import now

from hearth.core.views import ActorRequest
from hearth.plans import actions
from hearth.plans.codes import About, Part
from hearth.plans.forms import SignForm
from hearth.plans.offline import on_one_line
from hearth.plans.pages.frames import Frame, done, drawn, kept
from hearth.plans.queries import versions
from hearth.plans.rules import Thread
from hearth.plans.wish_kinds import kinds

# Whoever says yes has read it: only what is very long is shortened.
SHORT = 600


def signature(request: ActorRequest, frame: Frame) -> HttpResponse:
    """What waits for a yes, or stands and is looked at again; and the mark."""
    everything = versions.everything(request.actor, person_id=frame.person.pk)
    divided = any(thread.is_divided for _, thread in everything)
    whole = [(about, thread) for about, thread in everything if not thread.is_divided]
    waiting = [(about, thread) for about, thread in whole if thread.newest.signed_at is None]
    offered = waiting or whole
    form = SignForm(request.POST or None, options=[_option(*one) for one in offered], own=frame.is_own)
    if form.is_valid() and done(form, lambda: _sign(request, frame, form)):
        return kept(request, frame.plan, "This is mine." if frame.speaks_as_them else "They have said yes.")
    context = {"waiting": waiting, "offered": offered, "divided": divided}
    return drawn(request, frame, "signature", form=form, **context)


def title_of(about: About, version: Any) -> str:
    """What a thing in a plan is called."""
    if about == About.PART:
        return Part(version.part).label
    if about == About.WISH:
        return kinds()[version.kind].words
    return "My card for bad days" if about == About.CARD else "What I hope for"


def _option(about: About, thread: Thread[Any]) -> tuple[str, str]:
    newest = thread.newest
    words = " ".join((on_one_line(newest) if about == About.CARD else newest.words).split())
    short = words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]} …"
    return str(newest.pk), f"{title_of(about, newest)}: {short}"


def _sign(request: ActorRequest, frame: Frame, form: SignForm) -> None:
    chosen, marked = form.chosen(), form.marked()
    actions.sign(request.actor, person=frame.person, version_ids=chosen, marked=marked, at=now())
