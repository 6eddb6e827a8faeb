"""A small hub with two custodians, and one person who is known twice."""

from dataclasses import dataclass

from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.core.values import NhsNumber
from hearth.identity import actions
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor
from hearth.people.identity_models import Merge
from hearth.people.models import Person

BECAUSE = "Same phone, and she told us of both hubs herself."


@dataclass
class Custodians:
    """Two named custodians, and two records that are one person."""

    world: worlds.World
    gail: Membership
    hugh: Membership
    kit: Person
    kitty: Person

    def propose(self, **told) -> Merge:
        """Gail says that Kit and Kitty are one person; Kit's record goes on."""
        given = {"survivor_id": self.kit.id, "merged_id": self.kitty.id, "because": BECAUSE, **told}
        return self.do(self.gail, actions.propose_merge, **given)

    def join(self, **told) -> Merge:
        """Both say so."""
        merge = self.propose(**told)
        self.do(self.hugh, actions.confirm_merge, merge=merge, checked_by=merge.checked_by)
        return merge

    def part(self, merge: Merge, *, belong=(), at=None) -> None:
        """Both say that they are two people after all."""
        self.do(self.gail, actions.propose_parting, merge=merge, because="Her sister.", belong=belong, at=at)
        self.do(self.hugh, actions.confirm_parting, merge=merge, at=at)

    def do(self, membership, action, *, at=None, **told):
        actor, at = worker_actor(membership), at or self.world.at
        with acting_as(actor, at=at):
            return action(actor, at=at, **told)


def build() -> Custodians:
    """A hub, two custodians, and Kit who is known twice."""
    world = worlds.build()
    return Custodians(
        world,
        worlds.worker("Gail", "Hart", "guardian", world.trust),
        worlds.worker("Hugh", "Dale", "guardian", world.council),
        worlds.known(world, known_as="Kit", given="Kit", family="Rowntree"),
        worlds.known(
            world, known_as="Kitty", given="Kitty", family="Rowe", holder=world.peer, nhs_number=NhsNumber("9990000026")
        ),
    )
