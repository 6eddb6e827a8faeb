"""Records that are kept close: the one of somebody, and all of them for a guardian."""

from dataclasses import dataclass
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.people.identity_models import Restriction
from hearth.sharing.models import Look

MOST_LOOKS = 200


@dataclass(frozen=True, slots=True)
class KeptClose:
    """A record that is kept close, and each look at it since."""

    restriction: Restriction
    known_as: str
    looks: list[Look]


def restriction_of(actor: Actor, *, person_id: UUID) -> Restriction | None:
    """Why somebody's record is kept close now, if it is."""
    found = Restriction.objects.visible_to(actor).select_related("by", "person")
    return found.filter(person=person_id, ended_at=None).first()


def kept_close(actor: Actor) -> list[KeptClose]:
    """For a guardian: every record that is kept close now, the first to be looked at again first.

    With each look since it was closed, the newest first (200 at most in all).
    """
    names = dict(doors.rows("SELECT person_id, known_as FROM people_names_kept_close()"))
    live = Restriction.objects.visible_to(actor).filter(ended_at=None, person__in=names).select_related("by")
    rows = list(live.order_by("review_on", "id"))
    looks = Look.objects.visible_to(actor).filter(person_id__in=names).order_by("-at")[:MOST_LOOKS]
    by_person: dict[UUID, list[Look]] = {}
    for look in looks:
        by_person.setdefault(look.person_id, []).append(look)
    return [
        KeptClose(row, names[row.person_id], [one for one in by_person.get(row.person_id, []) if one.at >= row.from_at])
        for row in rows
    ]
