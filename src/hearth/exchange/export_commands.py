"""`hearth export person`: one record in open formats, taken out by a guardian whose name stands beside it for ever."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from hearth.core.operating import CannotRun

if TYPE_CHECKING:
    from datetime import datetime

    from hearth.core.actor import Actor
    from hearth.exchange.leaving import Leaving

KINDS = ("html", "pdf", "fhir")
ENDINGS = {"html": "html", "pdf": "pdf", "fhir": "fhir.json"}
NO_GUARDIAN = "Nobody who gives people their record signs in as {}. Name a guardian with --by."


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. Importing this must not need settings."""
    leaving = subparsers.add_parser("export", help="take data out in open formats")
    kinds = leaving.add_subparsers(required=True, metavar="WHAT")
    person = kinds.add_parser("person", help="one record: a page, a PDF, FHIR R4", description=__doc__)
    person.add_argument("person", type=UUID, metavar="ID")
    person.add_argument("--as", dest="kinds", type=_kinds, default=list(KINDS), metavar="KINDS", help="html,pdf,fhir")
    person.add_argument("--by", required=True, metavar="E-MAIL", help="the guardian who takes it out")
    person.add_argument("--because", required=True, metavar="WORDS", help="why; the person reads this")
    person.add_argument("--to", type=Path, default=Path(), metavar="FOLDER")
    person.set_defaults(command=export_person)


def export_person(options: argparse.Namespace) -> None:
    """Write the files and say what is not in them. Raises CannotRun without a guardian or for nobody we know."""
    from django.utils.timezone import now

    from hearth.exchange.leaving import NOT_IN_FHIR, left_out_words

    at = now()
    found = _take_out(_guardian(options.by), options, at)
    options.to.mkdir(parents=True, exist_ok=True)
    for kind, content in found.files.items():
        path = options.to / f"record-{found.person_id}.{ENDINGS[kind]}"
        path.write_bytes(content)
        path.chmod(0o600)
        print(path)  # noqa: T201
    if found.left_out:
        _say(
            f"{left_out_words(found.left_out)} Take up a request for the record to give these, read through by people."
        )
    if "fhir" in found.files:
        _say(NOT_IN_FHIR)


def _guardian(address: str) -> "Actor":
    from hearth.core.roles import ROLES
    from hearth.organisations.models import Membership
    from hearth.organisations.queries import worker_actor

    roles = [role.code for role in ROLES.values() if "record.give" in role.permissions]
    found = Membership.objects.filter(role__in=roles, is_active=True, worker__account__email__iexact=address)
    guardian = found.select_related("worker", "organisation").first()
    if guardian is None:
        raise CannotRun(NO_GUARDIAN.format(address))
    return worker_actor(guardian)


def _take_out(guardian: "Actor", options: argparse.Namespace, at: "datetime") -> "Leaving":
    """Noted before it is read: what leaves stands in the trail, even if the disk is full afterwards."""
    from hearth.core.actor import SYSTEM
    from hearth.core.errors import NotPossible
    from hearth.core.scope import acting_as
    from hearth.exchange.actions.exporting import note_export
    from hearth.exchange.leaving import leaving
    from hearth.people.models import Person

    with acting_as(SYSTEM, at=at):
        person = Person.objects.visible_to(SYSTEM).filter(pk=options.person).first()
        if person is not None and person.merged_into_id:
            raise CannotRun(f"This record was joined into {person.merged_into_id}. Take that one out.")
    if person is None:
        raise CannotRun("There is nobody of this id.")
    try:
        with acting_as(guardian, at=at):
            note_export(guardian, person_id=person.pk, kinds=options.kinds, because=options.because, at=at)
    except NotPossible as problem:
        raise CannotRun(str(problem)) from problem
    with acting_as(SYSTEM, at=at):
        return leaving(person, options.kinds, at)


def _kinds(words: str) -> list[str]:
    kinds = [word.strip() for word in words.split(",") if word.strip()]
    if not kinds or set(kinds) - set(KINDS):
        raise argparse.ArgumentTypeError(f"choose from {', '.join(KINDS)}")
    return list(dict.fromkeys(kinds))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)  # noqa: T201
