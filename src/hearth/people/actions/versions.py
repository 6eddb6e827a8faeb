"""Two people changing the same thing: the second sees both versions and chooses."""

from typing import Any

from django.db.models import F

from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.people.models import Person

MEANWHILE = "Somebody changed this while you were writing. Both versions are below. Choose what is right."
GONE_MEANWHILE = (
    "Somebody changed this while you were writing. What stands now is in the list; your words are still here."
)


class ChangedMeanwhile(NotPossible):
    """Somebody changed this first. `mine` was not kept, `theirs` is what stands now, at `version`."""

    def __init__(self, *, mine: object, theirs: object, version: int) -> None:
        super().__init__(MEANWHILE)
        self.mine, self.theirs, self.version = mine, theirs, version


def is_still(actor: Actor, person: Person, version_seen: int, **changes: Any) -> bool:  # any column of a person
    """Whether the person is as the actor saw them. If so they are changed and their version counts one on."""
    seen = Person.objects.visible_to(actor).filter(id=person.id, version=version_seen)
    return bool(seen.update(version=F("version") + 1, **changes))


def as_it_stands(actor: Actor, person: Person) -> Person:
    """The person as they are now, whatever was read before."""
    return Person.objects.visible_to(actor).get(id=person.id)
