"""Who is alongside somebody: first names, what each is there for, and how to reach them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from hearth.core.actor import Actor
from hearth.core.sight import Level
from hearth.front_door.welcome_models import Booking
from hearth.holding.models import Holding
from hearth.organisations.models import Hub
from hearth.people.models import Person, Relation
from hearth.sharing import queries as sharing
from hearth.sharing.codes import WhomKind

# Two rows of faces on a phone. Everyone else stands on the circle.
MOST = 8


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody alongside the person, and how to reach them: in words, or by asking for them at a hub."""

    name: str
    words: str
    holder: bool = False
    works: bool = True
    reach: str = ""
    hub: Hub | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """Whom one reaches in one way: by ringing a hub, or as somebody's own words say. Workers are written to besides."""

    names: list[str]
    hub: Hub | None
    reach: str


def alongside(
    actor: Actor, *, person: Person, holding: Holding | None, talk: Booking | None, places: list[sharing.Place]
) -> list[Face]:
    """Whoever holds them first, then workers they meet or chose by name, then those close to them (8 at most)."""
    hub, holder = (holding.hub, holding.holder) if holding else (None, None)
    faces = [Face(holder.worker.given_name, "holds me", holder=True, hub=hub)] if holder else []
    met = {holder.pk} if holder else set()
    if talk and talk.with_whom_id not in met:
        met.add(talk.with_whom_id)
        faces.append(Face(talk.with_whom.worker.given_name, talk.with_whom.get_role_display().lower(), hub=hub))
    let_in = [place for place in places if place.choice and place.level > Level.NOTHING]
    ours = next((place.words.partition(", ")[2] for place in places if place.holds), "")
    workers = [one for one in let_in if one.whom_kind == WhomKind.WORKER and one.whom_id not in met]
    faces += [_worker(one, ours, hub) for one in workers]
    supporters = {place.whom_id for place in let_in if place.whom_kind == WhomKind.SUPPORTER}
    return [*faces, *_close(actor, person, supporters)][:MOST]


def ways(faces: Iterable[Face]) -> list[Way]:
    """How to reach these: everybody of the hub together, and each of those close to them."""
    grouped: dict[tuple[object, str], Way] = {}
    for face in faces:
        if face.hub or face.reach:
            way = grouped.setdefault((face.hub and face.hub.pk, face.reach), Way([], face.hub, face.reach))
            way.names.append(face.name)
    return list(grouped.values())


def _worker(place: sharing.Place, ours: str, hub: Hub | None) -> Face:
    """Of our own house somebody is known by what they do; of another, by whose they are."""
    role, _, organisation = place.words.partition(", ")
    given_name = place.name.split()[0]
    return Face(given_name, role, hub=hub) if organisation == ours else Face(given_name, organisation)


def _close(actor: Actor, person: Person, supporters: set[UUID]) -> list[Face]:
    relations = Relation.objects.visible_to(actor).filter(person=person, until_on=None, do_not_contact=False)
    return [
        Face(one.name.split()[0], one.relation, works=False, reach=one.how_to_reach)
        for one in relations.order_by("-emergency", "-informal_carer", "name")
        if one.emergency or one.informal_carer or one.related_person_id in supporters
    ]
