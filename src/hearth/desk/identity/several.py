"""The parts of which there may be several: names, ways to reach somebody, needs, people in their life."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.views import ActorRequest
from hearth.desk.identity import queries
from hearth.desk.identity.pages import ended, is_done, kept, opened, part
from hearth.people import actions
from hearth.people.codes import FormerName, NameUse
from hearth.people.forms import ContactForm, NameForm, NeedForm, RelationForm
from hearth.people.models import Contact, Need, PersonName, Relation

A_WAY = "A way to reach them"
SOMEBODY = "Somebody in their life"


@require_http_methods(["GET", "POST"])
def names(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A name they go by from now on."""
    person, form = opened(request, person_id), NameForm(request.POST or None)
    if form.is_valid():
        use, before = NameUse(form.cleaned_data["use"]), FormerName(form.cleaned_data["before"])
        told = {**form.cleaned_data, "use": use, "before": before}
        if is_done(form, lambda: actions.take_name(request.actor, person=person, at=now(), **told), at_field="given"):
            return kept(request, person)
    return part(request, person, form, title="A name")


@require_POST
def name_removal(request: ActorRequest, person_id: UUID, name_id: UUID) -> HttpResponse:
    """This name was never theirs, or they want it gone."""
    person = opened(request, person_id)
    name = get_object_or_404(PersonName.objects.visible_to(request.actor), id=name_id, person=person)
    return ended(request, person, lambda: actions.forget_name(request.actor, name=name, at=now()))


@require_http_methods(["GET", "POST"])
def contacts(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """One more way to reach them."""
    person, form = opened(request, person_id), ContactForm(request.POST or None)
    if form.is_valid():
        told = form.details()
        if is_done(form, lambda: actions.add_contact(request.actor, person=person, contact=told, at=now())):
            return kept(request, person)
    return part(request, person, form, title=A_WAY)


@require_http_methods(["GET", "POST"])
def contact(request: ActorRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """It is different from now on."""
    person = opened(request, person_id)
    found = get_object_or_404(Contact.objects.visible_to(request.actor), id=contact_id, person=person)
    form, meanwhile = ContactForm(request.POST or None, initial=queries.contact_words(found)), list[str]()
    if form.is_valid():
        told = form.details()
        if is_done(form, lambda: actions.replace_contact(request.actor, contact=found, told=told, at=now())):
            return kept(request, person)
        meanwhile = queries.ways_to_reach(request.actor, person=person)
    return part(request, person, form, title=A_WAY, now_stands=meanwhile, ending=f"contacts/{contact_id}/ending")


@require_POST
def contact_ending(request: ActorRequest, person_id: UUID, contact_id: UUID) -> HttpResponse:
    """They cannot be reached this way any more."""
    person = opened(request, person_id)
    found = get_object_or_404(Contact.objects.visible_to(request.actor), id=contact_id, person=person)
    return ended(request, person, lambda: actions.end_contact(request.actor, contact=found, at=now()))


@require_http_methods(["GET", "POST"])
def needs(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Something that makes it easier."""
    person, form = opened(request, person_id), NeedForm(request.POST or None)
    if form.is_valid():
        told = form.details(localdate())
        if is_done(form, lambda: actions.add_need(request.actor, person=person, need=told, at=now())):
            return kept(request, person)
    return part(request, person, form, title="What makes it easier")


@require_POST
def need_ending(request: ActorRequest, person_id: UUID, need_id: UUID) -> HttpResponse:
    """They do not need this any more."""
    person = opened(request, person_id)
    found = get_object_or_404(Need.objects.visible_to(request.actor), id=need_id, person=person)
    return ended(request, person, lambda: actions.end_need(request.actor, need=found, at=now()))


@require_http_methods(["GET", "POST"])
def relations(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Somebody more in their life."""
    person, form = opened(request, person_id), RelationForm(request.POST or None)
    if form.is_valid():
        told = form.details()
        if is_done(form, lambda: actions.add_relation(request.actor, person=person, relation=told, at=now())):
            return kept(request, person)
    return part(request, person, form, title=SOMEBODY)


@require_http_methods(["GET", "POST"])
def relation(request: ActorRequest, person_id: UUID, relation_id: UUID) -> HttpResponse:
    """It is different from now on."""
    person = opened(request, person_id)
    found = get_object_or_404(Relation.objects.visible_to(request.actor), id=relation_id, person=person)
    form, meanwhile = RelationForm(request.POST or None, initial=queries.relation_words(found)), list[str]()
    if form.is_valid():
        told = form.details()
        if is_done(form, lambda: actions.replace_relation(request.actor, relation=found, told=told, at=now())):
            return kept(request, person)
        meanwhile = queries.people_in_their_life(request.actor, person=person)
    return part(request, person, form, title=SOMEBODY, now_stands=meanwhile, ending=f"relations/{relation_id}/ending")


@require_POST
def relation_ending(request: ActorRequest, person_id: UUID, relation_id: UUID) -> HttpResponse:
    """They are no longer in this person's life."""
    person = opened(request, person_id)
    found = get_object_or_404(Relation.objects.visible_to(request.actor), id=relation_id, person=person)
    return ended(request, person, lambda: actions.end_relation(request.actor, relation=found, at=now()))
