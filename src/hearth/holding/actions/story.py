"""What the person reads in their journey while they are handed over, in plain words."""

from datetime import datetime

from hearth.core.actor import Actor
from hearth.holding.models import Handover
from hearth.holding.rules import Outside
from hearth.organisations.models import Membership, Team
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind


def tell_asked(actor: Actor, handover: Handover, to: Team | Membership | Outside, at: datetime) -> None:
    """Who is asked, why, and that nothing changes until then."""
    _tell(
        actor,
        handover,
        f"{called(to)} is asked to hold",
        [handover.reason, _keeps(handover), _until_then(handover)],
        at,
    )


def tell_pointed_on(actor: Actor, handover: Handover, to: Team | Membership, at: datetime) -> None:
    """Who is asked instead, and why."""
    _tell(actor, handover, f"{called(to)} is asked instead", [handover.reason, _until_then(handover)], at)


def tell_accepted(actor: Actor, handover: Handover, at: datetime) -> None:
    """Who has said yes, and that they meet first."""
    _tell(actor, handover, f"{actor.name} said yes", ["They meet first, together.", _until_then(handover)], at)


def tell_completed(actor: Actor, handover: Handover, to: Membership, at: datetime) -> None:
    """Who holds from now on."""
    _tell(actor, handover, f"{called(to)} holds from now on", [_keeps(handover)], at)


def tell_withdrawn(actor: Actor, handover: Handover, at: datetime) -> None:
    """That nothing changes hands, and why."""
    _tell(
        actor, handover, "Nothing changes hands", [handover.ended_because, _sender(handover) + " goes on holding."], at
    )


def called(to: Team | Membership | Outside) -> str:
    """A team by its name, a worker by theirs and where they work."""
    if isinstance(to, Outside):
        return f"{to.name}, {to.organisation_name},"
    return to.name if isinstance(to, Team) else f"{to.worker.name}, {to.organisation.name},"


def _tell(actor: Actor, handover: Handover, title: str, sentences: list[str], at: datetime) -> None:
    record.write_entry(
        actor,
        person=Person(pk=handover.person_id),
        kind=EntryKind.HANDOVER,
        title=title[:120],
        body=" ".join(sentences),
        occurred_at=at,
        at=at,
        subject=("Handover", handover.root_id),
    )


def _keeps(handover: Handover) -> str:
    return f"{_sender(handover)} keeps doing: {handover.keep_doing}"


def _until_then(handover: Handover) -> str:
    return f"{_sender(handover)} holds until they have met."


def _sender(handover: Handover) -> str:
    return handover.sender.worker.name
