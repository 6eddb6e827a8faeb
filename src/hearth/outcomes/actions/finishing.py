"""Finishing a measure: it becomes part of the journey; a worrying answer is met by somebody, or honestly by nobody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON
from hearth.core.ids import new_id
from hearth.front_door.queries import is_open
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Shift
from hearth.outcomes import permissions, queries, rules, scoring
from hearth.outcomes.actions.filling import check_still_open, move
from hearth.outcomes.codes import UNSAFE_CLOCK, WORRY_CLOCK, FilledBy, FillStatus, Mode
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import Fill, Worry
from hearth.outcomes.scoring import Score
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source

HOW = {
    Mode.OWN: "on a page of their own",
    Mode.TOGETHER: "with somebody beside them",
    Mode.PAPER: "on paper, and entered afterwards",
}


@dataclass(frozen=True, slots=True)
class Finished:
    """What came of it, and whether an answer asks us to stay: then `worry` says who is there, or that nobody is."""

    fill: Fill
    scores: list[Score]
    worry: Worry | None


@action
def finish_fill(actor: Actor, /, *, fill: Fill, at: datetime) -> Finished:
    """The answers stand as they are, and the journey says that it was filled in, without what was answered.

    A worrying answer given with a worker there is theirs to stay with. Given elsewhere, it is told to the duty desk
    if the hub is open and somebody is on shift; if not, whoever holds the person owes them a word. Raises
    NotPermitted, or NotPossible where nothing was answered, or it was finished before.
    """
    permissions.check_answer(actor, fill=fill)
    check_still_open(actor, fill)
    answers, of = queries.answers_of(actor, fill=fill), queries.instrument_of(fill)
    rules.check_finish(answers)
    worrying = scoring.worrying(answers, of=of)
    entry_id = _entry(actor, fill, of, at)
    move(actor, fill, FillStatus.DONE, finished_at=at, entry_id=entry_id)
    worry = _met(actor, fill, at) if worrying else None
    detail = {"of": of.code, "worrying": bool(worrying)}
    audit.record(actor, "outcomes.fill_finished", subject=fill, at=at, detail=detail)
    return Finished(fill, scoring.scores(answers, of=of), worry)


def _entry(actor: Actor, fill: Fill, of: Instrument, at: datetime) -> UUID:
    """In the journey: that it was filled in and how. What was answered stands with the measures, for fewer eyes."""
    day = fill.answered_on
    filled_in = "Filled in" if fill.filled_by != FilledBy.FOR_THEM else "Filled in for them by somebody close,"
    lines = [f"{filled_in} {HOW[Mode(fill.mode)]}, on {day.day} {day:%B %Y}."]
    if fill.helped_by:
        lines.append(f"Helped by {fill.helped_by}.")
    entry = record.write_entry(
        actor,
        person=fill.person,
        kind=EntryKind.OUTCOME,
        title=of.name,
        body=" ".join(lines),
        source=Source.TOLD_BY_OTHER if fill.filled_by == FilledBy.FOR_THEM else Source.TOLD_BY_PERSON,
        occurred_at=at,
        at=at,
        subject=("Fill", fill.pk),
    )
    return entry.pk


def _met(actor: Actor, fill: Fill, at: datetime) -> Worry:
    """Who meets it: whoever is beside them; else the desk, if somebody is there; else whoever holds them, later.

    On paper nobody may be beside them any more, so the desk is told as well as whoever enters it.
    """
    worry = Worry(id=new_id(), fill=fill, person_id=fill.person_id, seen_at=at)
    if fill.mode == Mode.TOGETHER:
        worry.beside_id = fill.recorded_by_id
    else:
        _tell(actor, worry, queries.holding_of(actor, person_id=fill.person_id), at)
    worry.save(force_insert=True)
    audit.record(actor, "outcomes.worry_met", subject=worry, at=at, detail={"desk": worry.desk_told_id is not None})
    return worry


def _tell(actor: Actor, worry: Worry, holding: Holding | None, at: datetime) -> None:
    if holding is None or holding.holder_id is None:
        return
    worry.desk_told_id = on_the_desk(holding.hub, at)
    worry.holder_told_id = None if worry.desk_told_id else holding.holder_id
    clocks.start_clock(
        code=UNSAFE_CLOCK if worry.desk_told_id else WORRY_CLOCK,
        person_id=worry.person_id,
        subject_type="Worry",
        subject_id=worry.pk,
        owner_id=worry.desk_told_id or worry.holder_told_id,
        at=at,
    )


def on_the_desk(hub: Hub, at: datetime) -> UUID | None:
    """Whoever is at the hub this minute, whoever leads first; None if it is closed or nobody is on shift there."""
    if not is_open(hub, at.astimezone(LONDON).time()):
        return None
    there = Shift.objects.filter(hub=hub, starts_at__lte=at, ends_at__gt=at, on_call=False)
    found: UUID | None = there.order_by("-leads", "starts_at", "id").values_list("membership_id", flat=True).first()
    return found
