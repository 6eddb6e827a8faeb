"""How a handover may go on, and what each further hop asks for (DOMAIN 4.4)."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.holding.codes import OPEN, RUNNING, UNANSWERED, HandoverStatus, HoldingStatus

NEXT = {
    HandoverStatus.PROPOSED: {HandoverStatus.TALKING, HandoverStatus.ACCEPTED},
    HandoverStatus.TALKING: {HandoverStatus.TALKING, HandoverStatus.ACCEPTED},
    HandoverStatus.ACCEPTED: {HandoverStatus.MET},
    HandoverStatus.MET: {HandoverStatus.COMPLETED},
}
ANSWERED = "Somebody has answered this already."
INSTEAD = {
    HandoverStatus.TALKING: ANSWERED,
    HandoverStatus.ACCEPTED: ANSWERED,
    HandoverStatus.MET: "Nobody has said yes yet, so there is nobody to meet.",
    HandoverStatus.COMPLETED: "They have not met yet. A handover is complete only when they have.",
}
# From where to where somebody may stand. Nothing leads out of the house here: letting go is a handover.
STANDS = {
    HoldingStatus.WELCOMING: {HoldingStatus.SUPPORTED, HoldingStatus.RESTING},
    HoldingStatus.SUPPORTED: {HoldingStatus.RESTING},
    HoldingStatus.RESTING: {HoldingStatus.WELCOMING, HoldingStatus.SUPPORTED},
}
TALK_HOP = 2
MANAGER_HOP = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the next one needs to know. One of `person_view` and `person_not_asked` says something."""

    reason: str
    keep_doing: str
    person_view: str = ""
    person_not_asked: str = ""
    warm_meeting_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody at a partner who has no sign-in: asked by e-mail, and answering by name."""

    organisation_id: UUID
    organisation_name: str
    name: str
    email: str


def tidy(proposal: Proposal) -> Proposal:
    """The same without blanks around the words."""
    return replace(
        proposal,
        reason=proposal.reason.strip(),
        keep_doing=proposal.keep_doing.strip(),
        person_view=proposal.person_view.strip(),
        person_not_asked=proposal.person_not_asked.strip(),
    )


def check_proposal(proposal: Proposal) -> None:
    """Raises NotPossible, in words for the sender, if one of the answers a handover needs is missing."""
    told = tidy(proposal)
    if not told.reason:
        raise NotPossible("Say why somebody else should hold them. The next one reads this, and so does the person.")
    if not told.person_view and not told.person_not_asked:
        raise NotPossible("Say what they want themselves, or why nobody could ask them yet.")
    if not told.keep_doing:
        raise NotPossible("Say what you will keep doing. “Nothing” is an answer, and it will be shown.")


def check_is_held(status: str) -> None:
    """Raises NotPossible for somebody who is not held here any more."""
    if status not in OPEN:
        raise NotPossible("Nobody here holds them any more.")


def check_standing(now: str, to: HoldingStatus) -> None:
    """Raises NotPossible unless somebody may go from standing here to standing there."""
    check_is_held(now)
    if to not in STANDS[HoldingStatus(now)]:
        raise NotPossible("That is how it is already.")


def check_step(now: str, to: HandoverStatus) -> None:
    """Raises NotPossible, saying what is missing, unless a handover may go from one status to the other."""
    if now not in RUNNING:
        raise NotPossible("This handover is over.")
    if to != HandoverStatus.WITHDRAWN and to not in NEXT[HandoverStatus(now)]:
        raise NotPossible(INSTEAD[to])


def check_unanswered(now: str, *, pointed_on: bool) -> None:
    """Raises NotPossible if a question has its answer already, or was pointed on."""
    if now not in UNANSWERED or pointed_on:
        raise NotPossible(ANSWERED)


def check_pointing(*, spoken_to: str, because: str) -> None:
    """Raises NotPossible unless it says who was spoken to and why they are the right place."""
    if not spoken_to.strip():
        raise NotPossible("Say whom you spoke to there. Nobody is sent on unheard.")
    if not because.strip():
        raise NotPossible("Say why they are the right place. The person reads this.")


def check_name(name: str) -> None:
    """Raises NotPossible for a yes without a name: a mailbox holds nobody."""
    if len(name.strip()) < 2 or not any(letter.isalpha() for letter in name):
        raise NotPossible("Type your own name. A yes comes from somebody, never from a mailbox.")


def check_has_happened(moment: datetime, *, now: datetime) -> None:
    """Raises NotPossible for a moment still to come."""
    if moment > now:
        raise NotPossible("That is still to come. Note it once you have met.")


def check_hop(hop: int, *, may_lead: bool) -> None:
    """A third hop in one need goes through whoever answers for the hub. Raises NotPossible."""
    if hop >= MANAGER_HOP and not may_lead:
        raise NotPossible(
            "They have been passed on twice already. Ask your hub manager to look at this with you first."
        )
