"""Looking at words before they are saved. It answers with suggestions and changes nothing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from hearth.core.views import NEVER_SHOWN, ActorRequest
from hearth.language import permissions, queries
from hearth.language.codes import Audience

LONG = 40
OWN = {"_to", "_field"}


@require_POST
def words(request: ActorRequest) -> HttpResponse:
    """A script asks for one field and gets a panel; without a script the whole form is shown once more, with panels."""
    permissions.check_read_words(request.actor)
    if field := request.POST.get("_field"):
        looked = queries.looked_at(request.POST.get(field, ""), audience=audience_of(request))
        return render(request, "language/_suggestions.jinja", {"looked": looked})
    return render(request, "language/preview.jinja", preview(request))


def preview(request: ActorRequest) -> dict[str, object]:
    """The form as it was typed: long fields to look at and change, the others carried along."""
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    ours = [(name, value) for name, value in typed if name not in NEVER_SHOWN | OWN]
    long = [(name, value) for name, value in ours if len(value) >= LONG or "\n" in value or name == "words"]
    return {
        "to": address_of(request),
        "audience": audience_of(request),
        "carried": [pair for pair in ours if pair not in long],
        "long": [
            (name, name.replace("_", " ").capitalize(), value, queries.looked_at(value, audience=audience_of(request)))
            for name, value in long
        ],
    }


def audience_of(request: ActorRequest) -> Audience:
    """Who will read it: whoever reads the record, unless the form says that it leaves for somebody."""
    said = request.GET.get("for", "")
    return Audience(said) if said in Audience.values else Audience.RECORD


def address_of(request: ActorRequest) -> str:
    """Where the form was going: a page of this house, or my day if it says anything else."""
    to = request.POST.get("_to", "")
    ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)
    return to if ours else "/desk"
