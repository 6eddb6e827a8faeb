"""Who saw what stood in the wrong record, and what a guardian decides about each."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.correcting import move_queries, permissions, recipient_queries
from hearth.correcting.codes import Telling, Whose
from hearth.correcting.models import Exposure, ExposureDecision, Move

THEMSELVES = "The person whose record it stood in"


def note_exposures(move: Move, *, since: datetime, until: datetime) -> None:
    """Write down everybody who opened the record while the words stood there, and whoever received them from us.

    Each once from the side of each person; but from the side of the person whose record it was, their own look says
    nothing: they know it was not about them.
    """
    seen = move_queries.who_saw(person_id=move.person_id, since=since, until=until)
    left = recipient_queries.had_the_words(person_id=move.person_id, root_id=move.root_id)
    rows = [_seen(move, whose, saw) for saw in seen for whose in Whose if whose is Whose.WORDS or not saw.themselves]
    rows += [_received(move, whose, one) for one in left for whose in Whose]
    Exposure.objects.bulk_create(rows)


def _seen(move: Move, whose: Whose, saw: move_queries.Saw) -> Exposure:
    return Exposure(
        id=new_id(),
        move=move,
        person_id=_whose_id(move, whose),
        whose=whose,
        name=THEMSELVES if saw.themselves else saw.name,
        role_words=saw.role_words,
        organisation_name=saw.organisation_name,
        times=saw.times,
        first_at=saw.first_at,
        last_at=saw.last_at,
    )


def _received(move: Move, whose: Whose, what: dict[str, Any]) -> Exposure:
    at = what["received_at"]
    return Exposure(
        id=new_id(),
        move=move,
        person_id=_whose_id(move, whose),
        whose=whose,
        received=what["kind"],
        name=what["whom"],
        role_words=what["what"],
        times=1,
        first_at=at,
        last_at=at,
    )


def _whose_id(move: Move, whose: Whose) -> UUID:
    return move.right_person_id if whose is Whose.WORDS else move.person_id


@action
def decide_exposure(
    actor: Actor,
    /,
    *,
    exposure: Exposure,
    telling: Telling,
    told_by: str,
    told_on: date | None,
    words: str,
    at: datetime,
) -> ExposureDecision:
    """A guardian decides who is told of one look, by whom and on which day, or why nobody needs to be.

    Raises NotPermitted, or NotPossible for half a decision, or once it is decided.
    """
    decider = permissions.check_decide_exposure(actor)
    is_nobody = telling is Telling.NOBODY
    if is_nobody and not words.strip():
        raise NotPossible("Say why nobody needs to be told.")
    if not is_nobody and (not told_by.strip() or told_on is None):
        raise NotPossible("Say who tells them, and on which day.")
    decision = ExposureDecision(
        id=new_id(),
        exposure=exposure,
        person_id=exposure.person_id,
        telling=telling,
        told_by="" if is_nobody else told_by.strip(),
        told_on=None if is_nobody else told_on,
        words=words.strip(),
        decided_by_id=decider,
        decided_at=at,
    )
    with first_come("Somebody has decided this already."):
        decision.save(force_insert=True)
    audit.record(actor, "correcting.exposure_decided", subject=decision, at=at, detail={"telling": telling})
    return decision
