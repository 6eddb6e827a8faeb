"""Who may know what of somebody, said in plain Python (DOMAIN 4.6).

The database says the same once more in `sharing_rewrite_sight` and in the policies; a property test on random worlds
holds the two equal. To change the decision, change both. Levels, from narrow to wide:

| why | sight |
|---|---|
| the record was joined into another | nothing, for anyone: the other one goes on |
| it is my own record | everything, hidden things too |
| I am blocked, or the person chose "nothing" for me by name | nothing, whatever else holds |
| a live relationship, and the person decided about my organisation | what they chose, while it lasts |
| ... they did not, and I hold, am on call, have them here, or the team is my organisation's | everything |
| ... they did not, and it is none of these | nothing |
| ... and I hold them | at least that they come here |
| ... and they named me | everything |
| they let me in as a supporter | what they chose |
| I broke the glass | everything, and what is sealed |
| the record is restricted | only as holder, as somebody asked or named, as a supporter, or by breaking the glass |

Whatever comes of it, nobody sees more than the ceiling of the role they act in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hearth.core.roles import ROLES
from hearth.core.sight import Clearance, Level
from hearth.people.codes import PersonStatus
from hearth.sharing.codes import RelationshipKind

# Whoever holds somebody, or is asked to, knows at least who it is about.
BY_NAME = frozenset({RelationshipKind.HOLDER, RelationshipKind.ASKED})
IN_PERSON = frozenset({RelationshipKind.HOLDER, RelationshipKind.ON_CALL, RelationshipKind.PRESENT})


@dataclass(frozen=True, slots=True)
class Lasting:
    """From a moment to a moment, which it does not include; without an end, for ever."""

    from_at: datetime
    until_at: datetime | None

    def covers(self, at: datetime) -> bool:
        """Whether it holds at this moment."""
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True)
class Seat:
    """One organisation's place in a team, and which organisation the team belongs to."""

    id: UUID
    team_id: UUID
    organisation_id: UUID
    team_organisation_id: UUID

    @property
    def is_of_the_teams_own(self) -> bool:
        """Whether the seat belongs to the organisation that runs the team."""
        return self.organisation_id == self.team_organisation_id


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever looks: a worker acting in one membership from their seats, or a person signed in as themselves."""

    person_id: UUID | None = None
    membership_id: UUID | None = None
    worker_id: UUID | None = None
    organisation_id: UUID | None = None
    role: str = ""
    seats: tuple[Seat, ...] = ()

    @property
    def names(self) -> frozenset[UUID | None]:
        """Everything this viewer goes by."""
        return frozenset(
            {self.person_id, self.membership_id, self.worker_id, *(seat.id for seat in self.seats)} - {None}
        )

    @property
    def ceiling(self) -> Level:
        """The most this role ever sees; a person has no ceiling but the other's choice."""
        return ROLES[self.role].ceiling if self.membership_id else Level.FULL


@dataclass(frozen=True, slots=True)
class Relationship:
    kind: RelationshipKind
    lasting: Lasting
    team_id: UUID | None = None
    membership_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person chose for an organisation, a worker (with the worker behind the membership) or a supporter."""

    whom_kind: str
    whom_id: UUID
    level: Level
    lasting: Lasting
    worker_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Block:
    worker_id: UUID
    lasting: Lasting


@dataclass(frozen=True, slots=True)
class Override:
    """A break-glass: one worker, some hours."""

    membership_id: UUID
    opens_hidden: bool
    lasting: Lasting


@dataclass(frozen=True, slots=True)
class Sealing:
    """One entry, one section, or the whole record when neither is named, closed to all but `opens_for`.

    What is `closed_to_all` is about somebody else, and stays closed to the person as well.
    """

    root_id: UUID | None
    section: str
    hidden: bool
    opens_for: frozenset[UUID]
    closed_to_all: bool = False

    def closes(self, *, root_id: UUID | None = None, section: str = "") -> bool:
        """Whether this entry, or this section, is behind it."""
        if self.root_id is None and not self.section:
            return True
        return (root_id is not None and self.root_id == root_id) or (section != "" and self.section == section)


@dataclass(frozen=True, slots=True)
class Causes:
    """Everything that decides who sees one person."""

    person_id: UUID
    relationships: tuple[Relationship, ...] = ()
    choices: tuple[Choice, ...] = ()
    blocks: tuple[Block, ...] = ()
    overrides: tuple[Override, ...] = ()
    sealings: tuple[Sealing, ...] = ()
    status: str = PersonStatus.PROVISIONAL


@dataclass(frozen=True, slots=True)
class Entry:
    """What the decision needs to know of an entry."""

    root_id: UUID
    min_level: Level
    withheld: tuple[Lasting, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """All people and what decides about each."""

    causes: dict[UUID, Causes] = field(default_factory=dict)


def sight_of(world: World, person_id: UUID, viewer: Viewer, at: datetime) -> tuple[Level, Clearance]:
    """How much of this person the viewer may know at this moment, and what of the sealed they may open."""
    causes = world.causes[person_id]
    if causes.status == PersonStatus.MERGED:
        return Level.NOTHING, Clearance.NONE
    if viewer.person_id == person_id:
        return Level.FULL, Clearance.HIDDEN
    if viewer.person_id:
        return _supporter_level(causes, viewer, at), Clearance.NONE
    if is_blocked(causes, viewer, at):
        return Level.NOTHING, Clearance.NONE
    overrides = [o for o in causes.overrides if o.membership_id == viewer.membership_id and o.lasting.covers(at)]
    levels = [_level_through(causes, relationship, viewer, at) for relationship in causes.relationships]
    level = _widest([*levels, *(Level.FULL for _ in overrides)])
    return min(level, viewer.ceiling), _clearance(overrides)


def entry_is_seen(world: World, person_id: UUID, entry: Entry, viewer: Viewer, at: datetime) -> bool:
    """Whether the viewer may read this entry: enough sight, nothing withheld from them, nothing sealed against them."""
    level, clearance = sight_of(world, person_id, viewer, at)
    if level < entry.min_level or level == Level.NOTHING:
        return False
    if viewer.person_id and any(while_.covers(at) for while_ in entry.withheld):
        return False
    sealings = (s for s in world.causes[person_id].sealings if s.closes(root_id=entry.root_id))
    return all(_opens(sealing, viewer, clearance) for sealing in sealings)


def section_is_seen(world: World, person_id: UUID, section: str, viewer: Viewer, at: datetime) -> bool:
    """Whether the viewer may read a section, such as the allergies: they may know everything, and it is not sealed."""
    level, clearance = sight_of(world, person_id, viewer, at)
    sealings = (s for s in world.causes[person_id].sealings if s.closes(section=section))
    return level >= Level.FULL and all(_opens(sealing, viewer, clearance) for sealing in sealings)


def is_blocked(causes: Causes, viewer: Viewer, at: datetime) -> bool:
    """Whether this worker may not open the record in any of their roles, whatever else holds."""
    blocked = {block.worker_id for block in causes.blocks if block.lasting.covers(at)}
    refused = {
        choice.worker_id
        for choice in causes.choices
        if choice.whom_kind == "worker" and choice.level == Level.NOTHING and choice.lasting.covers(at)
    }
    return viewer.worker_id in blocked | refused


def _supporter_level(causes: Causes, viewer: Viewer, at: datetime) -> Level:
    return _chosen(causes, "supporter", viewer.person_id, at)


def _level_through(causes: Causes, relationship: Relationship, viewer: Viewer, at: datetime) -> Level:
    if not relationship.lasting.covers(at):
        return Level.NOTHING
    if relationship.membership_id:
        places = [(viewer.organisation_id, relationship.kind in IN_PERSON)]
        places = places if relationship.membership_id == viewer.membership_id else []
    else:
        seats = [seat for seat in viewer.seats if seat.team_id == relationship.team_id]
        places = [(seat.organisation_id, seat.is_of_the_teams_own) for seat in seats]
    levels = [_level_of(causes, organisation_id, expected, at) for organisation_id, expected in places]
    if causes.status == PersonStatus.RESTRICTED and relationship.kind not in BY_NAME:
        levels = []
    if places:
        levels.append(_chosen(causes, "worker", viewer.membership_id, at))
    if places and relationship.kind in BY_NAME:
        levels.append(Level.MINIMUM)
    return _widest(levels)


def _level_of(causes: Causes, organisation_id: UUID | None, expected: bool, at: datetime) -> Level:
    if _has_decided(causes, organisation_id, at):
        return _chosen(causes, "organisation", organisation_id, at)
    return Level.FULL if expected else Level.NOTHING


def _has_decided(causes: Causes, organisation_id: UUID | None, at: datetime) -> bool:
    # A choice that has run out still counts: what the person opened for a while closes again after it.
    return any(
        choice.whom_kind == "organisation" and choice.whom_id == organisation_id and choice.lasting.from_at <= at
        for choice in causes.choices
    )


def _chosen(causes: Causes, whom_kind: str, whom_id: UUID | None, at: datetime) -> Level:
    return _widest(
        choice.level
        for choice in causes.choices
        if choice.whom_kind == whom_kind and choice.whom_id == whom_id and choice.lasting.covers(at)
    )


def _clearance(overrides: list[Override]) -> Clearance:
    if any(override.opens_hidden for override in overrides):
        return Clearance.HIDDEN
    return Clearance.SEALED if overrides else Clearance.NONE


def _opens(sealing: Sealing, viewer: Viewer, clearance: Clearance) -> bool:
    needed = Clearance.HIDDEN if sealing.hidden else Clearance.SEALED
    return not sealing.closed_to_all and (clearance >= needed or bool(sealing.opens_for & viewer.names))


def _widest(levels: Iterable[Level]) -> Level:
    return max(levels, default=Level.NOTHING)
