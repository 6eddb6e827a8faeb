"""The card for bad days: read, written, printed, opened at the door."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.plans import actions
from hearth.plans.codes import About
from hearth.plans.forms import CALL_FIELDS, CARD_WORDS, CardForm, OpeningForm
from hearth.plans.offline import HEADINGS, whose
from hearth.plans.pages.frames import Frame, done, drawn, kept
from hearth.plans.paper import wallet
from hearth.plans.queries import plan as plans
from hearth.plans.queries import versions
from hearth.plans.rules import Thread
from hearth.sharing import actions as sharing

ON_A_BAD_DAY = "on a bad day"


def card(request: ActorRequest, frame: Frame) -> HttpResponse:
    """The card, as it is read at three in the morning; the person reads who opened it."""
    actor, person = request.actor, frame.person
    sharing.open_record(actor, person=person, what="card", reason=ON_A_BAD_DAY, at=now())
    thread = versions.card(actor, person_id=person.pk)
    doubts = list(plans.doubts(actor, person_id=person.pk))
    wishes = [plans.wish(one, now()) for one in versions.wishes(actor, person_id=person.pk).values()] if doubts else []
    said = whose(person.known_as, thread.stands) if thread else ""
    opened = plans.opening(actor, person_id=person.pk) if thread else None
    context = {"thread": thread, "headings": HEADINGS, "doubts": doubts, "wishes": wishes}
    return drawn(request, frame, "card", whose=said, opening=opened, **context)


def writing(request: ActorRequest, frame: Frame) -> HttpResponse:
    """Write it anew. Where two wrote at once both are shown, and nothing is filled in by itself."""
    thread = versions.card(request.actor, person_id=frame.person.pk)
    heads = thread.heads if thread else ()
    form = CardForm(request.POST or None, hand=frame.hand, heads=heads, initial=_initial(thread))
    if form.is_valid() and done(form, lambda: _write(request, frame, form)):
        return kept(request, frame.card, "Kept. Read it together, then say yes to it.")
    before = versions.earlier(request.actor, about=About.CARD, of=thread)
    steady = plans.is_steady(request.actor, person_id=frame.person.pk, at=now())
    context = {"thread": thread, "before": before, "headings": HEADINGS, "steady": steady}
    return drawn(request, frame, "card_writing", form=form, **context)


def on_paper(request: ActorRequest, frame: Frame) -> HttpResponse:
    """The card for a wallet, to cut out and fold. Raises Http404 where there is none."""
    thread = versions.card(request.actor, person_id=frame.person.pk)
    if thread is None:
        raise Http404
    at = now()
    sharing.open_record(request.actor, person=frame.person, what="card", reason="to print it", at=at)
    made = wallet.pdf(frame.person.known_as, thread.stands, whose(frame.person.known_as, thread.stands), at=at)
    response = HttpResponse(made, "application/pdf")
    response["Content-Disposition"] = 'inline; filename="card.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def opening(request: ActorRequest, frame: Frame) -> HttpResponse:
    """Whoever welcomes at the door may open it from now on, or may no more."""
    actor, person = request.actor, frame.person
    standing = plans.opening(actor, person_id=person.pk)
    form = OpeningForm(request.POST)
    how = request.POST.get("explained_how", "") if form.is_valid() or frame.is_own else ""
    try:
        if standing:
            actions.close_card(actor, opening=standing, at=now())
        else:
            actions.open_card(actor, person=person, explained_how=how, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem), extra_tags="turned")
        return redirect(frame.card)
    words = "Whoever welcomes no longer opens it." if standing else "Whoever welcomes at the door may open it now."
    return kept(request, frame.card, words)


def _initial(thread: Thread[Any] | None) -> dict[str, Any]:
    if thread is None or thread.is_divided:
        return {}
    newest = thread.newest
    calls = {
        f"call_{number}_{name}": call.get(name, "")
        for number, call in enumerate(newest.calls)
        for name, _, _ in CALL_FIELDS
    }
    return {**{name: getattr(newest, name) for name in CARD_WORDS}, **calls}


def _write(request: ActorRequest, frame: Frame, form: CardForm) -> None:
    actions.write_card(request.actor, person=frame.person, card=form.card(), pen=form.pen(), at=now())
