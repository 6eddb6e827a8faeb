"""The open door, and the person's own pages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.carers import queries as carers
from hearth.core.actor import ActorKind
from hearth.core.clocks import in_force
from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, open_to_all
from hearth.front_door import actions as front_door
from hearth.front_door import welcome_queries as welcome
from hearth.people.models import Person
from hearth.portal import queries
from hearth.record import queries as record
from hearth.sharing import actions as sharing
from hearth.sharing import looking_rules
from hearth.sharing import queries as sharing_queries
from hearth.sharing.codes import CHOICES
from hearth.sharing.forms import LookedForm, MyCircleForm, circle_options
from hearth.sharing.models import CircleChoice, Sealing
from hearth.sharing.picture import drawn


@open_to_all
@require_GET
def front(request: ActorRequest) -> HttpResponse:
    """The door is open."""
    return render(request, "portal/front.jinja", {"hubs": queries.hubs_now(now()), "programme": []})


@open_to_all
@require_GET
def help_now(request: ActorRequest) -> HttpResponse:
    """Whom to ring this minute."""
    return render(request, "portal/help_now.jinja", {"hubs": queries.hubs_now(now())})


@open_to_all
@require_GET
def promises(request: ActorRequest) -> HttpResponse:
    """The times we work to, where each comes from, and which of these texts nobody here has read."""
    return render(request, "portal/promises.jinja", {"times": in_force(on=localdate())})


@require_GET
def me(request: ActorRequest) -> HttpResponse:
    """My page."""
    person = myself(request)
    home = queries.home(request.actor, person=person, at=now())
    beside = carers.beside(request.actor)
    page = "portal/beside.jinja" if beside else "portal/me.jinja"
    return render(request, page, {"person": person, "home": home, "beside": beside})


@require_POST
def coming_back(request: ActorRequest) -> HttpResponse:
    """I am here again: no form, nothing asked twice. Raises Http404 unless my welcome rests."""
    person = myself(request)
    resting = welcome.resting_referral(request.actor, person_id=person.pk)
    if resting is None:
        raise Http404
    front_door.come_back(request.actor, referral=resting, words="I would like to hear from you again.", at=now())
    messages.success(request, "Welcome back. Somebody is in touch with you; the date stands below.")
    return redirect("portal:me")


@require_GET
def looked(request: ActorRequest) -> HttpResponse:
    """Who has looked at my record, when and why; on the first page what stands out, and what was an emergency."""
    person = myself(request)
    until = LookedForm(request.GET).day(localdate())
    shown = sharing_queries.looked(request.actor, person=person, until=until or localdate())
    context: dict[str, object] = {"person": person, "until": until, "looked": shown}
    if until is None:
        lately = sharing_queries.looks_lately(request.actor, person=person)
        written = record.last_written(request.actor, person_id=person.pk)
        context["patterns"] = looking_rules.patterns(lately, written)
        context["overrides"] = sharing_queries.overrides_told(request.actor, person=person)
    return render(request, "portal/looked.jinja", context)


@require_GET
def circle(request: ActorRequest) -> HttpResponse:
    """Who may know what of me, and the way to change it."""
    actor, person = request.actor, myself(request)
    places = sharing_queries.circle(actor, person=person, at=now())
    context = {
        "person": person,
        "drawn": drawn(places),
        "endings": sharing_queries.endings(actor, places=places, at=now()),
        "options": circle_options(actor, person=person, at=now()),
        "blocks": sharing_queries.blocks(actor, person=person, at=now()),
        "sealings": sharing_queries.sealings(actor, person=person),
        "proxies": sharing_queries.proxies(actor, person=person, at=now()),
    }
    return render(request, "portal/circle.jinja", context)


@require_http_methods(["GET", "POST"])
def choice(request: ActorRequest) -> HttpResponse:
    """What one of them may know from now on; what follows is said before."""
    actor, person = request.actor, myself(request)
    options = circle_options(actor, person=person, at=now())
    whom = request.POST.get("whom") or request.GET.get("whom", "")
    moved_to = sharing_queries.level_named(request.GET.get("level", ""))
    about = queries.about(actor, person=person, whom=whom, options=options, at=now(), moved_to=moved_to)
    form = MyCircleForm(request.POST or None, options=options, initial=about.initial if about else {})
    if form.is_valid():
        try:
            keep_choice(request, person, form)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "That is how it is from now on.")
            return redirect("portal:circle")
    return render(request, "portal/choice.jinja", {"levels": CHOICES, "person": person, "form": form, "about": about})


def keep_choice(request: ActorRequest, person: Person, form: MyCircleForm) -> None:
    """Write down what the person chose for themselves."""
    sharing.choose_circle(
        request.actor,
        person=person,
        whom=sharing_queries.whom(*form.chosen()),
        level=form.cleaned_data["level"],
        explained_how="Chosen on their own page, with what follows beside it",
        until_at=form.until_at(),
        at=now(),
    )


@require_POST
def prolonging(request: ActorRequest, choice_id: UUID) -> HttpResponse:
    """What I opened for a while stays open as long again."""
    person = myself(request)
    chosen = get_object_or_404(CircleChoice.objects.visible_to(request.actor), id=choice_id, person=person)
    try:
        longer = sharing.prolong_choice(request.actor, choice=chosen, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        until = localdate(longer.until_at)
        messages.success(request, f"It goes on until {until:%A} {until.day} {until:%B}.")
    return redirect("portal:circle")


@require_POST
def lifting(request: ActorRequest, sealing_id: UUID) -> HttpResponse:
    """Open again what I had closed."""
    person = myself(request)
    found = get_object_or_404(Sealing.objects.visible_to(request.actor), id=sealing_id, person=person)
    try:
        sharing.lift_sealing(request.actor, sealing=found, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is open again.")
    return redirect("portal:circle")


@require_GET
def somebody_close(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Somebody who let me in, as far as they chose. They read that I looked."""
    me = myself(request)
    person = get_object_or_404(Person.objects.visible_to(request.actor).exclude(pk=me.pk), pk=person_id)
    sharing.open_record(request.actor, person=person, what="what they let me see", reason="close to them", at=now())
    found = queries.somebody_close(request.actor, person=person, after=request.GET.get("after", ""))
    return render(request, "portal/somebody_close.jinja", {"found": found, "person": person})


def myself(request: ActorRequest) -> Person:
    """The person who is signed in as themselves. Raises Http404 for anyone else: a worker has no pages here."""
    actor = request.actor
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise Http404
    return Person.objects.visible_to(actor).get(pk=actor.person_id)
