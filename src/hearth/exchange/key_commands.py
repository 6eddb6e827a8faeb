"""`hearth key`: let another system in from the command line, see which are let in, and end that."""

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from hearth.core.operating import CannotRun

if TYPE_CHECKING:
    from hearth.core.actor import Actor

Step = Callable[["Actor", argparse.Namespace], None]


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. Importing this must not need settings."""
    keys = subparsers.add_parser("key", help="let another system send referrals, or no longer")
    verbs = keys.add_subparsers(required=True, metavar="WHAT")
    make = verbs.add_parser("make", help="a key for a partner's system, shown once")
    make.add_argument("--organisation", required=True, metavar="NAME")
    make.add_argument("--for", required=True, dest="name", metavar="WORDS", help="which system will use it")
    make.set_defaults(command=_in_scope(make_key))
    listing = verbs.add_parser("list", help="every key that works")
    listing.set_defaults(command=_in_scope(list_keys))
    end = verbs.add_parser("end", help="end a key by its id")
    end.add_argument("key", type=UUID)
    end.set_defaults(command=_in_scope(end_key))


def make_key(actor: "Actor", options: argparse.Namespace) -> None:
    """Print a new key. Raises CannotRun if there is no such partner."""
    from django.utils.timezone import now

    from hearth.exchange.actions import keys
    from hearth.organisations.models import Organisation

    partner = Organisation.objects.filter(name=options.organisation, left_on=None).first()
    if partner is None:
        raise CannotRun(f"There is no partner called {options.organisation}.")
    _say(keys.make_key(actor, organisation=partner, name=options.name, at=now()).secret)


def list_keys(_actor: "Actor", _options: argparse.Namespace) -> None:
    """Print id, partner and purpose of every key that works."""
    from hearth.exchange.models import ApiKey

    for key in ApiKey.objects.filter(ended_at=None).select_related("organisation").order_by("made_at"):
        _say(f"{key.pk}\t{key.organisation.name}\t{key.name}")


def end_key(actor: "Actor", options: argparse.Namespace) -> None:
    """End a key. Raises CannotRun if there is none of this id, or it has ended."""
    from django.utils.timezone import now

    from hearth.exchange.actions import keys
    from hearth.exchange.models import ApiKey

    key = ApiKey.objects.filter(pk=options.key).first()
    if key is None:
        raise CannotRun("There is no key of this id.")
    keys.end_key(actor, key=key, at=now())
    _say("Done. From now on it opens nothing.")


def _in_scope(step: Step) -> Callable[[argparse.Namespace], None]:
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


def _say(line: str) -> None:
    print(line, file=sys.stdout)  # noqa: T201
