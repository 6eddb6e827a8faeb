"""Promises to people, in their terms, with the page on which each is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.carers.codes import SEEING
from hearth.core.clocks import definitions
from hearth.core.models import Clock
from hearth.correcting.codes import CORRECTION, RECIPIENTS
from hearth.messaging.threads.codes import ANSWER_CLOCK
from hearth.record.codes import COUNTERSIGN_CLOCK

WORDS_OF_CLOCK = {d.code: d.words for d in definitions()}


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise to one person, in their terms."""

    known_as: str
    person_id: UUID
    words: str
    due_at: datetime
    started_at: datetime
    late: str = ""
    owed_by: str = ""
    href: str = ""


def promise(clock: Clock, known_as: str, at: datetime, owed_by: str = "") -> Promise:
    """One promise to whoever is called so, as its clock has it, and the page on which it is kept."""
    late = "later than promised" if at > clock.due_at else "soon" if at >= clock.amber_at else ""
    words = WORDS_OF_CLOCK[clock.definition]
    return Promise(known_as, clock.person_id, words, clock.due_at, clock.started_at, late, owed_by, _where(clock))


def _where(clock: Clock) -> str:
    """The page on which this promise is kept."""
    if clock.definition == COUNTERSIGN_CLOCK:
        return "/countersigning"
    if clock.definition == ANSWER_CLOCK:
        return f"/people/{clock.person_id}/threads"
    if clock.definition in (CORRECTION, RECIPIENTS):
        return f"/corrections/{clock.subject_id}"
    if clock.subject_type == SEEING:
        return f"/seeings/{clock.subject_id}"
    return f"/people/{clock.person_id}"
