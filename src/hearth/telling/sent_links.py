"""Closing the link a form went by, from the page of a worker or of the person."""

from django.contrib import messages
from django.http import Http404
from django.utils.timezone import now

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.telling import actions, queries
from hearth.telling.models import SentForm


def close_link(request: ActorRequest, sent: SentForm) -> None:
    """From now on the link opens nothing; the page says so. Raises Http404 for a form that went another way."""
    link = queries.link_of(request.actor, sent=sent)
    if link is None:
        raise Http404
    try:
        actions.end_link(request.actor, link=link, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "Closed. The link opens nothing any more.")
