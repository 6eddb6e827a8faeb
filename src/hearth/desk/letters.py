"""What only hands can do: letters to print and post, and words to pass on in person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hearth.core.views import ActorRequest
from hearth.desk.passing_on import to_pass_on


@require_GET
def letters(request: ActorRequest) -> HttpResponse:
    """At my hub, the longest waiting first."""
    request.actor.check("record.write")
    return render(request, "desk/letters.jinja", {"passing_on": to_pass_on(request.actor)})
