"""The worker's pages: what families and friends tell us, and the groups there are for them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hearth.carers import actions, permissions, queries
from hearth.carers.forms import GroupForm, ReadingForm
from hearth.carers.models import Group
from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest


@require_GET
def seeings(request: ActorRequest) -> HttpResponse:
    """What nobody has read yet of people I am alongside."""
    request.actor.check("record.write")
    return render(request, "carers/seeings.jinja", {"seeings": queries.unread(request.actor)})


@require_http_methods(["GET", "POST"])
def seeing(request: ActorRequest, seeing_id: UUID) -> HttpResponse:
    """What somebody close told us. Reading it takes it into the journey."""
    found = get_object_or_404(queries.seen(request.actor), id=seeing_id)
    permissions.check_read(request.actor, seeing=found)
    form = ReadingForm(request.POST or None)
    if form.is_valid() and request.method == "POST":
        try:
            actions.read_seeing(request.actor, seeing=found, at=now(), **form.cleaned_data)
        except NotPossible as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "Thank you. It stands in the journey, and whoever told it sees that it is read.")
            return redirect("carers:seeing", seeing_id=found.id)
    return render(request, "carers/seeing.jinja", {"seeing": found, "person": found.person, "form": form})


@require_http_methods(["GET", "POST"])
def groups(request: ActorRequest) -> HttpResponse:
    """The groups there are, and adding one."""
    permissions.check_keep_groups(request.actor)
    form = GroupForm(request.POST or None)
    if form.is_valid():
        actions.add_group(request.actor, at=now(), **form.cleaned_data)
        messages.success(request, "It is on the list.")
        return redirect("carers:groups")
    return render(request, "carers/groups.jinja", {"groups": queries.groups(), "form": form})


@require_POST
def group_ending(request: ActorRequest, group_id: UUID) -> HttpResponse:
    """It meets no more."""
    try:
        actions.end_group(request.actor, group=get_object_or_404(Group, id=group_id), at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is off the list.")
    return redirect("carers:groups")
