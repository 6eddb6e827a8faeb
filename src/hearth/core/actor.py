"""Who acts, for which organisation, in which role."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES

LONGEST_HELPER = 60


class ActorKind(StrEnum):
    WORKER = "worker"
    PERSON = "person"
    PUBLIC = "public"
    SYSTEM = "system"


# Whoever is not at a desk.
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.PUBLIC})


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting party: a worker in a role at an organisation, a person (or carer) as themselves, the public, or us."""

    kind: ActorKind
    name: str = ""
    account_id: UUID | None = None
    worker_id: UUID | None = None
    membership_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_name: str = ""
    hub_id: UUID | None = None
    person_id: UUID | None = None
    role: str = ""
    permissions: frozenset[str] = frozenset()
    # Who sits beside somebody signed in as themselves and types for them, in their words.
    helped_by: str = ""

    @property
    def role_words(self) -> str:
        """The role as a person would say it; empty for anyone who is not a worker."""
        return ROLES[self.role].words if self.role else ""

    def may(self, permission: str) -> bool:
        """Whether the role carries this permission. A record needs a relationship and the circle besides."""
        return permission in self.permissions

    def check(self, permission: str) -> None:
        """Raises NotPermitted unless the role carries this permission."""
        if not self.may(permission):
            raise NotPermitted(permission)


PUBLIC = Actor(ActorKind.PUBLIC, name="someone")
SYSTEM = Actor(ActorKind.SYSTEM, name="Hearth")
