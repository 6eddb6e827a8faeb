"""What an operator types about sign-ins: the first administrator's invitation, who there is, and a lost phone.

Importing this package must stay cheap and must not need settings, so models are imported inside the functions.
"""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from hearth.core.operating import CannotRun

if TYPE_CHECKING:
    from hearth.core.actor import Actor
    from hearth.organisations.models import Account, Organisation

Step = Callable[["Actor", argparse.Namespace], None]


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `hearth user` and what it can do."""
    user = subparsers.add_parser("user", help="invite a worker, list sign-ins, or help somebody who lost their phone")
    verbs = user.add_subparsers(required=True, metavar="WHAT")
    invite = verbs.add_parser("invite", help="make a link with which somebody takes up a place; needed for the first")
    invite.add_argument("email")
    invite.add_argument("--organisation", required=True, metavar="NAME", help="made if there is none of this name")
    invite.add_argument("--role", default="administrator")
    invite.set_defaults(command=_in_scope(invite_worker))
    listing = verbs.add_parser("list", help="every place that somebody has now")
    listing.set_defaults(command=_in_scope(list_workers))
    lost = verbs.add_parser("lost-phone", help="forget the second step of a sign-in, so that a new one can be set up")
    lost.add_argument("email")
    lost.set_defaults(command=_in_scope(forget_second_step))


def invite_worker(actor: "Actor", options: argparse.Namespace) -> None:
    """Print the link of an invitation. It works once, for seven days."""
    from django.conf import settings
    from django.utils.timezone import now

    from hearth.organisations import actions

    organisation = _organisation(actor, options.organisation)
    invited = actions.invite_worker(actor, email=options.email, organisation=organisation, role=options.role, at=now())
    say(f"{settings.BASE_URL.rstrip('/')}/invitations/{invited.secret}")


def list_workers(actor: "Actor", options: argparse.Namespace) -> None:
    """Print e-mail, role and organisation of every place that somebody has now."""
    from hearth.organisations.models import Membership

    places = Membership.objects.filter(is_active=True).select_related("worker__account", "organisation")
    for place in places.order_by("organisation__name", "worker__given_name"):
        say(f"{place.worker.account}\t{place.role}\t{place.organisation.name}")


def forget_second_step(actor: "Actor", options: argparse.Namespace) -> None:
    """Forget somebody's second step and end their sessions. Make sure who is asking before you do."""
    from django.utils.timezone import now

    from hearth.organisations import actions

    actions.forget_second_step(actor, account=_account(options.email), at=now())
    say("Done. They set up a new second step when they sign in next.")


def _in_scope(step: Step) -> Callable[[argparse.Namespace], None]:
    """Run a step as Hearth itself. Raises CannotRun with what stands in the way."""

    def run(options: argparse.Namespace) -> None:
        from django.utils.timezone import now

        from hearth.core.actor import SYSTEM
        from hearth.core.errors import NotPossible
        from hearth.core.scope import acting_as

        try:
            with acting_as(SYSTEM, at=now()):
                step(SYSTEM, options)
        except NotPossible as problem:
            raise CannotRun(str(problem)) from problem

    return run


def _organisation(actor: "Actor", name: str) -> "Organisation":
    from django.utils.timezone import now

    from hearth.organisations import actions
    from hearth.organisations.models import Organisation, OrganisationKind

    found = Organisation.objects.filter(name=name).first()
    return found or actions.open_organisation(actor, name=name, kind=OrganisationKind.OTHER, at=now())


def _account(email: str) -> "Account":
    from hearth.organisations.models import Account

    account = Account.objects.filter(email__iexact=email).first()
    if account is None:
        raise CannotRun(f"Nobody signs in with {email}.")
    return account


def say(sentence: str) -> None:
    """Print a line."""
    print(sentence, file=sys.stdout)  # noqa: T201
