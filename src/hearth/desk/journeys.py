"""What stands around a journey, in one statement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery

from hearth.core.actor import Actor
from hearth.desk.together import Lists, together
from hearth.people.models import Person
from hearth.record import queries as record
from hearth.record import signing_queries as signing
from hearth.record.models import Countersigning, Entry, JointAuthor, PictureAgreement
from hearth.record.signing_queries import Names, names_under
from hearth.sharing import queries as sharing

# The newest of what was signed and written together; what is older stands on the entry's own page.
MOST_NAMES = 300


@dataclass(frozen=True, slots=True)
class Around:
    """Whose journey it is, the lanes that appear on it for whoever asks, and their own override if one is open."""

    person: Person
    lanes: list[str]
    override: sharing.StillOpen | None
    joint: list[JointAuthor]
    said: list[Countersigning]

    def names(self, entries: list[Entry]) -> dict[UUID, Names]:
        """The names under these entries besides their authors'."""
        return names_under(entries, joint=self.joint, said=self.said)


@dataclass(frozen=True, slots=True)
class AroundThePicture:
    """Whose journey it is, whoever asks' own override, and what the person has agreed to with them that still holds."""

    person: Person
    override: sharing.StillOpen | None
    agreement: PictureAgreement | None


def around_the_picture(actor: Actor, *, person_id: UUID, at: datetime) -> AroundThePicture | None:
    """None for somebody this actor may not know of."""
    parts = _parts_of_the_picture(actor, person_id=person_id, now=at)
    if not parts["person"]:
        return None
    override = sharing.still_open(next(iter(parts["overrides"]), None))
    return AroundThePicture(parts["person"][0], override, next(iter(parts["agreements"]), None))


def around_the_journey(actor: Actor, *, person_id: UUID) -> Around | None:
    """None for somebody this actor may not know of."""
    parts = _parts(actor, person_id=person_id)
    if not parts["person"]:
        return None
    (person,) = parts["person"]
    override = sharing.still_open(next(iter(parts["overrides"]), None))
    return Around(person, sorted(person.lanes or ()), override, parts["joint"], parts["said"])


@together
def _parts(actor: Actor, *, person_id: UUID) -> Lists:
    person = Person.objects.visible_to(actor).filter(id=person_id)
    lanes = ArraySubquery(record.lanes(actor, person_id=person_id))
    overrides = sharing.open_overrides(actor, person_id=person_id)
    return Lists(
        person,
        {
            "person": person.annotate(lanes=lanes),
            "overrides": overrides[:1],
            "joint": signing.joint_authors(actor, person_id=person_id).order_by("-named_at")[:MOST_NAMES],
            "said": signing.countersignings(actor, person_id=person_id).order_by("-at")[:MOST_NAMES],
        },
    )


@together
def _parts_of_the_picture(actor: Actor, *, person_id: UUID, now: datetime) -> Lists:
    person = Person.objects.visible_to(actor).filter(id=person_id)
    overrides = sharing.open_overrides(actor, person_id=person_id)
    agreed = PictureAgreement.objects.visible_to(actor).filter(person=person_id, until_at__gt=now)
    mine = agreed.filter(recorded_by=actor.membership_id).order_by("-agreed_at")
    return Lists(person, {"person": person, "overrides": overrides[:1], "agreements": mine[:1]})
