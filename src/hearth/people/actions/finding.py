"""Looking for somebody, which leaves a trace of who looked and never of what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.people import permissions, queries
from hearth.people.codes import SecondItem
from hearth.people.models import Person
from hearth.people.queries import Found, Told

SEARCHED = "people.searched"


@dataclass(frozen=True, slots=True)
class Search:
    """The looking itself, as the trace names it."""

    pk: str


@action
def search(actor: Actor, /, *, words: str, at: datetime, widely: bool = False) -> list[Found]:
    """At most 20 people whom these words may mean, likeliest first. See `queries.find_people`.

    Raises NotPermitted, or TooManySearches.
    """
    found = queries.find_people(actor, words=words, at=at, widely=widely)
    _leave_trace(actor, "search", found, at)
    return found


@action
def ask_already_known(actor: Actor, /, *, told: Told, at: datetime) -> list[Found]:
    """Who somebody new may already be here. See `queries.already_known`. Raises NotPermitted, or TooManySearches."""
    known = queries.already_known(actor, told=told, at=at)
    _leave_trace(actor, "before somebody new", known, at)
    return known


@action
def recognise(actor: Actor, /, *, person: Person, checked_by: SecondItem, at: datetime) -> None:
    """Somebody who seemed new is this person, and a second thing was checked, not the name alone.

    Opens nothing by itself. Raises NotPermitted.
    """
    permissions.check_create_person(actor)
    audit.record(
        actor, "people.recognised", subject=person, person_id=person.id, at=at, detail={"checked_by": checked_by}
    )


def _leave_trace(actor: Actor, why: str, found: Sequence[Found], at: datetime) -> None:
    audit.record(actor, SEARCHED, subject=Search(why), at=at, detail={"found": len(found)})
