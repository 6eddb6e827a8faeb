"""Somebody sits beside me and types: what is written says so (DOMAIN 4.7)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hearth.core.actor import LONGEST_HELPER
from hearth.core.views import ActorRequest
from hearth.portal.views import myself
from hearth.record import actions as record


class HelperForm(forms.Form):
    """Who it is, as I would say it."""

    helper = forms.CharField(
        label="Who is helping me?",
        max_length=LONGEST_HELPER,
        help_text="A first name, and who they are to me: Jess, my sister.",
        error_messages={"required": "Write down who helps. A first name is enough."},
    )


@require_http_methods(["GET", "POST"])
def my_helper(request: ActorRequest) -> HttpResponse:
    """From now on what is written here says who helped."""
    me = myself(request)
    form = HelperForm(request.POST or None, initial={"helper": request.actor.helped_by})
    if form.is_valid():
        helper = form.cleaned_data["helper"]
        record.note_helper(request.actor, person=me, helper=helper, at=now())
        request.session["helper"] = helper
        messages.success(request, "Thank you both. What you write from now on says who helped.")
        return redirect("portal:me")
    return render(request, "portal/helper.jinja", {"form": form})


@require_POST
def my_helper_ending(request: ActorRequest) -> HttpResponse:
    """I go on by myself."""
    myself(request)
    request.session.pop("helper", None)
    messages.success(request, "You go on by yourself.")
    return redirect("portal:me")
