"""What the person's own page and the worker's share when somebody is invited: views of two packages build on it."""

from django.contrib import messages
from django.utils.timezone import now

from hearth.core.errors import NotPossible
from hearth.core.scope import all_or_nothing
from hearth.core.views import ActorRequest
from hearth.organisations.codes import Safe
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.sharing import actions
from hearth.sharing.supporter_forms import MyInvitationForm, SupporterCodeForm
from hearth.sharing.supporter_models import SupporterInvitation

SHOWN_ONCE = "supporter_invitation"
CODE_SHOWN_ONCE = "supporter_code"


def invite(request: ActorRequest, person: Person, form: MyInvitationForm) -> None:
    """Write down who it is if we do not know them yet, and invite them. Raises NotPossible: then nothing is kept."""
    at = now()
    with all_or_nothing():
        relation = form.chosen() or people.add_relation(request.actor, person=person, relation=form.details(), at=at)
        invited = actions.invite_supporter(request.actor, relation=relation, at=at, **form.offer())
    link = request.build_absolute_uri(f"/beside/{invited.link}")
    request.session[SHOWN_ONCE] = {"name": relation.name, "link": link, "code": invited.code}


def give_code(request: ActorRequest, form: SupporterCodeForm) -> None:
    """A code to come in, shown once on the next page; or, where it is not safe, none, and nobody stays signed in."""
    relation, safe = form.chosen(), Safe(form.cleaned_data["answer"])
    if safe == Safe.UNSAFE:
        actions.close_supporter_pages(request.actor, relation=relation, at=now())
        messages.success(request, "Then no code. Whoever was signed in there is signed out.")
        return
    code = actions.give_supporter_code(request.actor, relation=relation, safe=safe, at=now())
    request.session[CODE_SHOWN_ONCE] = {"name": relation.name, "code": code}


def code_shown_once(request: ActorRequest) -> dict[str, str] | None:
    """The code just given, on the next page only."""
    found: dict[str, str] | None = request.session.pop(CODE_SHOWN_ONCE, None)
    return found


def shown_once(request: ActorRequest) -> dict[str, str] | None:
    """The link and the words of the invitation just made, on the next page only."""
    found: dict[str, str] | None = request.session.pop(SHOWN_ONCE, None)
    return found


def take_back(request: ActorRequest, invitation: SupporterInvitation) -> None:
    """End it, and say so."""
    try:
        actions.end_supporter_invitation(request.actor, invitation=invitation, at=now())
    except NotPossible as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, "It is taken back. The link and the words open nothing any more.")
