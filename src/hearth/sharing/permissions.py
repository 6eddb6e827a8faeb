"""Who may change what somebody else may see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max, Min

from hearth.core import doors
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.models import Sight
from hearth.core.roles import ROLES
from hearth.core.scope import current_scope
from hearth.core.sight import Level
from hearth.people.models import Person


def check_record_circle(actor: Actor, *, person: Person) -> None:
    """The person themselves, or a worker with the permission who may know everything. Raises NotPermitted."""
    _check_own_or_alongside(actor, person, "circle.record")


def check_seal(actor: Actor, *, person: Person) -> None:
    """The person themselves, or a worker with the permission who may know everything. Raises NotPermitted."""
    _check_own_or_alongside(actor, person, "seal.record")


def check_close_to_all(actor: Actor, *, person: Person) -> None:
    """A worker who writes in this record and may know everything of it; never the person. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        raise NotPermitted("record.write")
    _check_own_or_alongside(actor, person, "record.write")


def check_bring_in(actor: Actor, *, person: Person) -> None:
    """Nobody lets themselves in: a worker must already be alongside to bring another. Raises NotPermitted."""
    _check_own_or_alongside(actor, person, "record.write")


def check_open_record(actor: Actor, *, person: Person) -> None:
    """A worker's role must carry reading; the person's own record is always theirs. Raises NotPermitted."""
    if actor.kind is ActorKind.WORKER and not (actor.may("record.read") or actor.may("hub.read")):
        raise NotPermitted("record.read")


def check_give_own_code(actor: Actor, *, person: Person) -> None:
    """A worker who knows this person, with a role that hands out codes. Raises NotPermitted."""
    _check_own_or_alongside(actor, person, "sign_in_code.give")


def check_give_supporter_code(actor: Actor, *, person: Person) -> None:
    """A worker who knows the one they are here for, with a role that hands out codes. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        raise NotPermitted("sign_in_code.give")
    check_give_own_code(actor, person=person)


def check_name_proxy(actor: Actor, *, person: Person) -> UUID:
    """A worker who may record the circle of somebody of whom they may know everything: as which they check it.

    Raises NotPermitted, for the person too: whoever checks is somebody else.
    """
    check_record_circle(actor, person=person)
    if actor.membership_id is None:
        raise NotPermitted("circle.record")
    return actor.membership_id


def acts_for(actor: Actor, *, person_id: UUID) -> bool:
    """Whether the actor acts for this person now, by what was checked and has not ended."""
    if actor.kind is not ActorKind.PERSON or actor.person_id == person_id:
        return False
    return bool(doors.answer("SELECT sharing_acts_for(%s)", person_id))


def check_act_for(actor: Actor, *, person_id: UUID, level: Level = Level.MINIMUM) -> None:
    """Whoever acts for this person now and may know at least this much of them. Raises NotPermitted.

    Everything else that is the person's own to do asks whether it is themselves, and so refuses whoever acts.
    """
    if not acts_for(actor, person_id=person_id) or level_of(actor, person=Person(pk=person_id)) < level:
        raise NotPermitted("proxy.act")


def check_come_in_as_supporter(actor: Actor) -> None:
    """Whoever is at the door, or signed in as themselves; a worker comes in by a sign-in of their own. Raises
    NotPermitted.
    """
    if actor.kind not in {ActorKind.PUBLIC, ActorKind.PERSON}:
        raise NotPermitted("a worker comes in by another sign-in")


def check_break_glass(actor: Actor, *, opens_hidden: bool) -> None:
    """Qualified roles; what is hidden only through the guardian. Raises NotPermitted."""
    actor.check("break_glass.open")
    if opens_hidden:
        actor.check("break_glass.open_hidden")


def check_review_override(actor: Actor) -> None:
    """The guardian. Raises NotPermitted."""
    actor.check("break_glass.review")


def level_of(actor: Actor, *, person: Person) -> Level:
    """How much the actor in scope may know of this person now, after the ceiling of their role.

    Never for the system, which has no sight of its own.
    """
    scope = current_scope()
    rows = Sight.objects.filter(
        person_id=person.id, viewer_id__in=scope.viewers, from_at__lte=scope.at, until_at__gt=scope.at
    )
    levels = rows.aggregate(most=Max("level", default=0), least=Min("level", default=0))
    if levels["least"] < Level.NOTHING:
        return Level.NOTHING
    ceiling = ROLES[actor.role].ceiling if actor.role else Level.FULL
    return min(Level(levels["most"]), ceiling)


def levels_of(actor: Actor, *, people: Iterable[UUID]) -> dict[UUID, Level]:
    """The same for several people at once. Whoever is not in it, the actor may know nothing of."""
    scope = current_scope()
    rows = Sight.objects.filter(
        person_id__in=list(people), viewer_id__in=scope.viewers, from_at__lte=scope.at, until_at__gt=scope.at
    )
    levels = rows.values("person_id").annotate(most=Max("level"), least=Min("level"))
    ceiling = ROLES[actor.role].ceiling if actor.role else Level.FULL
    seen = {row["person_id"]: Level(row["most"]) for row in levels if row["least"] > Level.NOTHING}
    return {person_id: min(level, ceiling) for person_id, level in seen.items()}


def _check_own_or_alongside(actor: Actor, person: Person, permission: str) -> None:
    if actor.kind is ActorKind.SYSTEM or (actor.kind is ActorKind.PERSON and actor.person_id == person.id):
        return
    actor.check(permission)
    if level_of(actor, person=person) < Level.FULL:
        raise NotPermitted(permission)
