"""The picture of somebody's journey, and saving it once they have said yes."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.desk.journeys import around_the_picture
from hearth.holding.picture_queries import journey_facts, journey_facts_that_may_leave
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.journey.scale import WIDE
from hearth.record.journey_paper import KINDS, Heading, as_file, drawn
from hearth.record.models import PictureAgreement
from hearth.record.picture_forms import AgreementForm
from hearth.record.pictures import shown
from hearth.sharing import actions as sharing
from hearth.sharing.queries import deciders


@require_GET
def picture(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Everything that happened, drawn over time."""
    around = around_the_picture(request.actor, person_id=person_id, at=now())
    if around is None:
        raise Http404
    sharing.open_record(request.actor, person=around.person, what="journey", reason="to be alongside", at=now())
    facts = journey_facts(request.actor, person_id=person_id, at=now())
    context = {
        "person": around.person,
        "override": around.override,
        "agreement": around.agreement,
        "kinds": list(KINDS),
        "shown": shown(facts, request.GET, frame=WIDE, name=around.person.known_as),
    }
    return render(request, "desk/journey_picture.jinja", context)


@require_http_methods(["GET", "POST"])
def agreement(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """They were asked, and said yes."""
    person = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    form = AgreementForm(request.POST or None)
    if form.is_valid():
        try:
            record.agree_to_picture(request.actor, person=person, yes=form.yes(), at=now())
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Written down. You can save the picture until this time tomorrow.")
            return redirect("desk:journey_picture", person_id=person.id)
    context = {"person": person, "form": form, "deciders": deciders(request.actor, person=person, at=now())}
    return render(request, "desk/picture_agreement.jinja", context)


@require_POST
def copy(request: ActorRequest, person_id: UUID, agreement_id: UUID) -> HttpResponse:
    """The picture as a file, as it was agreed."""
    agreements = PictureAgreement.objects.visible_to(request.actor).select_related("person")
    agreed = get_object_or_404(agreements, id=agreement_id, person_id=person_id)
    asked = asked_for(request)
    try:
        record.take_out_picture(request.actor, agreement=agreed, kind=asked.kind, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
        return redirect("desk:journey_picture", person_id=person_id)
    name = agreed.person.known_as
    facts = journey_facts_that_may_leave(request.actor, person_id=person_id, at=now())
    by = f"{request.actor.name}, {request.actor.organisation_name}, as {name} agreed"
    told = shown(facts, asked.stretch, frame=WIDE, name=name)
    return as_file(drawn(told, Heading(f"{name}’s journey", by, now()), asked.kind), asked.kind)


@dataclass(frozen=True, slots=True)
class Asked:
    """As which kind of file, and the query string of the picture that was on the screen."""

    kind: str
    stretch: QueryDict


def asked_for(request: ActorRequest) -> Asked:
    """What somebody wants to save. Raises Http404 for a kind of file we do not make."""
    kind = request.POST.get("as", "")
    if kind not in KINDS:
        raise Http404
    return Asked(kind, QueryDict(request.POST.get("shown", "")))
