"""Today, somebody's page, their journey, and writing."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.desk import guarding, queries
from hearth.desk.journeys import around_the_journey
from hearth.front_door import actions as front_door
from hearth.identity import actions as identity
from hearth.organisations.codes import Safe
from hearth.organisations.forms import SafeForm
from hearth.people.models import Person
from hearth.plans.offline import whose as card_state
from hearth.record import actions as record
from hearth.record import queries as entries
from hearth.record.codes import WRITTEN_BY_HAND
from hearth.record.forms import JourneyForm, WriteForm
from hearth.record.prompts import prompts
from hearth.sharing import actions as sharing
from hearth.sharing import permissions as may_know

KINDS = [(kind.value, kind.label) for kind in WRITTEN_BY_HAND]


@require_GET
def today(request: ActorRequest) -> HttpResponse:
    """My day: what is promised, whom I hold, who has just come, what I was writing."""
    actor = request.actor
    beside = queries.beside_the_day(actor, at=now())
    context = {
        "greeting": greeting(localtime().hour),
        "now": now(),
        "unsafe": beside.unsafe,
        "promises": beside.promises,
        "brought": beside.brought,
        "asked": beside.asked,
        "disputes": beside.disputes,
        "to_tell": beside.to_tell,
        "from_today": beside.from_today,
        "held": queries.people_i_hold(actor),
        "arriving": beside.arriving,
        "unread": beside.unread,
        "drafts": [(one, where_begun(one.place, one.fields)) for one in beside.drafts],
        "shift_ends": beside.shift_ends,
        "to_join": beside.to_join,
        "questions": beside.questions,
        "hub": beside.hub,
        "to_look_at": sorted([*beside.to_look_at, *guarding.waits_for(actor, at=now())], key=lambda one: one.due_at),
    }
    return render(request, "desk/today.jinja", context)


@require_GET
def person(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Somebody's first screen."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    reason = request.GET.get("because", "") or "to be alongside"
    sharing.open_record(request.actor, person=found, what="first screen", reason=reason[:200], at=now())
    identity.tell_of_look(request.actor, found, now())
    return person_page(request, found, WriteForm())


@require_POST
def writing(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Write an entry."""
    draft = Exists(entries.drafts_at(request.actor, place=place_of(person_id)))
    found = get_object_or_404(Person.objects.visible_to(request.actor).annotate(has_draft=draft), id=person_id)
    form, at = WriteForm(request.POST), now()
    if form.is_valid():
        try:
            front_door.write_down(request.actor, person=found, at=at, **form.entry(at=at))
        except NotPossible as problem:
            form.add_error("words", str(problem))
        else:
            if found.has_draft:  # type: ignore[attr-defined]  # annotated above
                record.drop_draft(request.actor, place=place_of(found.id), at=now())
            messages.success(request, "Written. They can read it too.")
            return redirect("desk:person", person_id=found.id)
    return person_page(request, found, form)


def person_page(request: ActorRequest, found: Person, form: WriteForm) -> HttpResponse:
    """The first screen around a form that may hold words already."""
    screen = queries.first_screen(request.actor, person=found, place=place_of(found.id), at=now())
    kept = (
        form.data.get("words", "") if form.is_bound else (screen.draft.fields.get("words", "") if screen.draft else "")
    )
    chosen = form.data.get("kind") if form.is_bound else (screen.draft.fields.get("kind") if screen.draft else None)
    context = {
        "screen": screen,
        "person": found,
        "form": form,
        "kinds": KINDS,
        "kept": kept,
        "kind": chosen or KINDS[0][0],
        "prompts": prompts(on=localdate()),
        "card_state": card_state,
    }
    return render(request, "desk/person.jinja", context)


@require_GET
def journey(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Everything that happened, newest first, narrowed as asked."""
    around = around_the_journey(request.actor, person_id=person_id)
    if around is None:
        raise Http404
    after = request.GET.get("after", "")
    if not after:
        sharing.open_record(request.actor, person=around.person, what="journey", reason="to be alongside", at=now())
        identity.tell_of_look(request.actor, around.person, now())
    form = JourneyForm(request.GET or None, lanes=around.lanes)
    filters = form.filters() if form.is_bound else None
    asked = request.GET.copy()
    asked.pop("after", None)
    page = entries.journey(request.actor, person_id=person_id, filters=filters, after=after)
    context = {
        "person": around.person,
        "override": around.override,
        "form": form,
        "page": page,
        "names": around.names([line.entry for line in page.lines]),
        "asked": asked.urlencode(),
    }
    return render(request, "desk/journey.jinja", context)


@require_POST
def draft(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Keep the words being typed about somebody; answers with the time they were kept."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    fields = {name: request.POST[name] for name in ("words", "kind") if name in request.POST}
    record.keep_draft(request.actor, place=place_of(found.id), fields=fields, person_id=found.id, at=now())
    return JsonResponse({"kept": f"{localtime():%H:%M}"})


@require_http_methods(["GET", "POST"])
def own_code(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Asked alone whether it is safe; then a code for the person to come in with, shown this once."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    may_know.check_give_own_code(request.actor, person=found)
    form = SafeForm(request.POST or None)
    code = ""
    if form.is_valid():
        try:
            code = _code_or_closed(request, found, Safe(form.cleaned_data["answer"]))
        except NotPossible as problem:
            form.add_error(None, str(problem))
    context = {"person": found, "form": form, "code": code, "hours": settings.SIGN_IN_CODE_HOURS}
    response = render(request, "desk/own_code.jinja", context)
    response["Cache-Control"] = "no-store"
    return response


def _code_or_closed(request: ActorRequest, person: Person, safe: Safe) -> str:
    if safe == Safe.UNSAFE:
        sharing.close_own_pages(request.actor, person=person, at=now())
        messages.success(request, "Then no code. Whoever was signed in there is signed out.")
        return ""
    return sharing.give_own_code(request.actor, person=person, safe=safe, at=now())


def place_of(person_id: UUID) -> str:
    """Where a draft about somebody is kept."""
    return f"person/{person_id}"


def where_begun(place: str, fields: dict[str, str]) -> str:
    """The page on which words were begun; that of the person's own box, where one writes, ends with it."""
    return fields.get("_page") or f"/people/{place.removeprefix('person/')}#write"


def greeting(hour: int) -> str:
    """What one says at this hour."""
    if hour < 5 or hour >= 21:
        return "Hello"
    return "Good morning" if hour < 12 else "Good afternoon" if hour < 18 else "Good evening"
