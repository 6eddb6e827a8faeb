"""What stands around a journey, in one statement."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery

from hearth.core.actor import Actor
from hearth.desk.together import Lists, together
from hearth.people.models import Person
from hearth.record import queries as record
from hearth.sharing import queries as sharing


@dataclass(frozen=True, slots=True)
class Around:
    """Whose journey it is, the lanes that appear on it for whoever asks, and their own override if one is open."""

    person: Person
    lanes: list[str]
    override: sharing.StillOpen | None


def around_the_journey(actor: Actor, *, person_id: UUID) -> Around | None:
    """None for somebody this actor may not know of."""
    parts = _parts(actor, person_id=person_id)
    if not parts["person"]:
        return None
    (person,) = parts["person"]
    return Around(person, sorted(person.lanes or ()), sharing.still_open(next(iter(parts["overrides"]), None)))


@together
def _parts(actor: Actor, *, person_id: UUID) -> Lists:
    person = Person.objects.visible_to(actor).filter(id=person_id)
    lanes = ArraySubquery(record.lanes(actor, person_id=person_id))
    overrides = sharing.open_overrides(actor, person_id=person_id)
    return Lists(person, {"person": person.annotate(lanes=lanes), "overrides": overrides[:1]})
