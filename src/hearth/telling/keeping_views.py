"""Keeping partners' forms: for somebody who knows the form and is no programmer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest, takes_files
from hearth.telling import actions, making, permissions, queries, sheets
from hearth.telling.actions.keeping import check_ready
from hearth.telling.forms import PartnerFormForm, fields_of, places
from hearth.telling.models import FormVersion, PartnerForm
from hearth.telling.trying import sample_answers


@require_GET
def partner_forms(request: ActorRequest) -> HttpResponse:
    """Every form of a partner, and whether it is used."""
    permissions.check_keep_forms(request.actor)
    used = set(queries.versions_in_use().values_list("pk", flat=True))
    hub_id = request.actor.hub_id
    context = {
        "versions": [(version, version.pk in used) for version in queries.newest_versions()],
        "saved": queries.saved_at(hub_id) if hub_id else None,
    }
    return render(request, "telling/partner_forms.jinja", context)


@takes_files
@require_http_methods(["GET", "POST"])
def new_form(request: ActorRequest) -> HttpResponse:
    """A form nobody has filled yet."""
    permissions.check_keep_forms(request.actor)
    form = PartnerFormForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            version = actions.add_form(
                request.actor, described=form.described(), fields=[], template=form.template(), at=now()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Kept. Now say where each answer comes from.")
            return redirect("telling:partner_form", form_id=version.form_id)
    return render(request, "telling/new_form.jinja", {"form": form})


@takes_files
@require_http_methods(["GET", "POST"])
def partner_form(request: ActorRequest, form_id: UUID) -> HttpResponse:
    """What a form asks and from where each answer comes; saving makes a new version."""
    permissions.check_keep_forms(request.actor)
    found = get_object_or_404(PartnerForm.objects.select_related("organisation"), pk=form_id)
    newest = found.versions.select_related("form").latest("number")
    stands = {name: getattr(newest, name) for name in ("name", "goes_to", "purpose", "send_to")}
    form = PartnerFormForm(
        request.POST or None, request.FILES or None, initial={**stands, "organisation": found.organisation_id}
    )
    rows = places(request.POST or None, newest)
    if form.is_valid() and rows.is_valid():
        described, fields, template = form.described(), fields_of(rows), form.template()
        try:
            actions.change_form(
                request.actor, before=newest, described=described, fields=fields, template=template, at=now()
            )
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Kept as version {newest.number + 1}.")
            return redirect("telling:partner_form", form_id=found.pk)
    return render(request, "telling/partner_form.jinja", about(found, newest, form=form, places=rows))


@require_POST
def use(request: ActorRequest, form_id: UUID) -> HttpResponse:
    """From now on the newest version is used; or the form is not used any more."""
    found = get_object_or_404(PartnerForm, pk=form_id)
    try:
        if request.POST.get("stop"):
            actions.retire_form(request.actor, form=found, at=now())
        else:
            actions.use_version(request.actor, version=found.versions.latest("number"), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    return redirect("telling:partner_form", form_id=found.pk)


@require_GET
def trial(request: ActorRequest, form_id: UUID) -> HttpResponse:
    """The newest version filled for somebody invented, as a file to look at."""
    permissions.check_keep_forms(request.actor)
    version = get_object_or_404(PartnerForm, pk=form_id).versions.latest("number")
    template = bytes(version.template) if version.template is not None else b""
    form = making.Form(version.name, version.goes_to, version.purpose, version.kind, template)
    made = making.filled(form, sample_answers(version), confirmed="This is a trial. Nobody here is real.", at=now())
    return sheets.as_file(made.content, content_type=made.content_type, name=f"trial.{made.ending}")


def about(found: PartnerForm, newest: FormVersion, **more: object) -> dict[str, object]:
    """What the page of a form shows besides its fields."""
    try:
        check_ready(newest)
        problem = ""
    except NotPossible as unready:
        problem = str(unready)
    used = queries.use_of(found)
    history = queries.versions_of(found)
    return {"found": found, "newest": newest, "problem": problem, "used": used, "history": history, **more}
