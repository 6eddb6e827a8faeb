"""Beginning a measure, answering, letting go, and taking back what was entered wrongly."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.outcomes import permissions, queries, rules
from hearth.outcomes.codes import FillStatus, Mode
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.models import Answer, Fill, Retraction
from hearth.outcomes.terms import Sitting
from hearth.people.models import Person

RETRACTED = "This was taken back already."


@action
def begin_fill(actor: Actor, /, *, person: Person, of: Instrument, sitting: Sitting, at: datetime) -> Fill:
    """Begin a measure. What somebody has begun on a page of their own goes on where they left it.

    Raises NotPermitted, or NotPossible without the licensed words (unless on paper), for a day still to come, or
    about a goal that is not theirs.
    """
    mine = permissions.check_measure(actor, person=person)
    today = day_of(at)
    used = next((one for one in queries.words_in_use(of, on=today) if one.words.language == sitting.language), None)
    rules.check_begin(
        mode=sitting.mode, filled_by=sitting.filled_by, has_words=used is not None, by_worker=mine is not None, of=of
    )
    rules.check_day(sitting.answered_on or today, today=today)
    about = _about(actor, person, of, sitting)
    begun = queries.begun_by_themselves(actor, person_id=person.pk, code=of.code) if sitting.mode == Mode.OWN else None
    if begun is not None and begun.version == of.version:
        audit.record(actor, "outcomes.fill_resumed", subject=begun, at=at)
        return begun
    fill = Fill(
        id=new_id(),
        person=person,
        instrument=of.code,
        version=of.version,
        wording=used.wording if used else None,
        language=used.words.language if used else "",
        mode=sitting.mode,
        filled_by=sitting.filled_by,
        helped_by=sitting.helped_by.strip()[:120] or actor.helped_by,
        about_type=about[0] if about else "",
        about_id=about[1] if about else None,
        answered_on=sitting.answered_on or today,
        begun_at=at,
        recorded_by_id=mine,
    )
    fill.save(force_insert=True)
    audit.record(actor, "outcomes.fill_begun", subject=fill, at=at, detail={"of": of.code, "mode": sitting.mode})
    return fill


@action
def answer_items(actor: Actor, /, *, fill: Fill, answers: Mapping[int, int | None], at: datetime) -> None:
    """Keep these answers, by the numbers of their items. None takes an answer back: leaving one out is all right.

    Raises NotPermitted, or NotPossible for a measure that is finished, or an answer that it does not have.
    """
    permissions.check_answer(actor, fill=fill)
    check_still_open(actor, fill)
    of = queries.instrument_of(fill)
    for item, value in answers.items():
        rules.check_answer(item, value, of=of)
    there = queries.answers_of(actor, fill=fill)
    changed = {item: value for item, value in answers.items() if there.get(item) != value}
    for item, value in changed.items():
        _put(actor, fill, item, value, at)
    audit.record(actor, "outcomes.items_answered", subject=fill, at=at, detail={"items": sorted(changed)})


@action
def let_go(actor: Actor, /, *, fill: Fill, at: datetime) -> None:
    """Not this time. What was answered counts for nothing. Raises NotPermitted, or NotPossible once it is finished."""
    permissions.check_answer(actor, fill=fill)
    check_still_open(actor, fill)
    move(actor, fill, FillStatus.LET_GO)
    audit.record(actor, "outcomes.fill_let_go", subject=fill, at=at)


@action
def retract(actor: Actor, /, *, fill: Fill, reason: str, at: datetime) -> Retraction:
    """What was entered is not what was filled in: it stays, marked with why, and counts for nothing.

    Raises NotPermitted, or NotPossible without a reason, for one that is not finished, or twice.
    """
    mine = permissions.check_measure_with(actor, person=fill.person)
    rules.check_words(reason, missing="Say in a few words what was wrong.")
    if fill.status != FillStatus.DONE:
        raise NotPossible("This is not finished. Change the answers, or let it go.")
    if Retraction.objects.visible_to(actor).filter(fill=fill).exists():
        raise NotPossible(RETRACTED)
    row = Retraction(id=new_id(), fill=fill, person_id=fill.person_id, reason=reason.strip())
    row.retracted_by_id, row.retracted_at = mine, at
    row.save(force_insert=True)
    audit.record(actor, "outcomes.fill_retracted", subject=row, at=at)
    return row


def check_still_open(actor: Actor, fill: Fill) -> None:
    """Raises NotPossible for one that was finished or let go, here or on another device; else nobody does meanwhile."""
    rules.check_open(fill.status)
    mine = Fill.objects.visible_to(actor).filter(pk=fill.pk).select_for_update(of=("self",))
    rules.check_open(mine.values_list("status", flat=True).first() or FillStatus.DONE)


def move(actor: Actor, fill: Fill, to: FillStatus, **more: object) -> None:
    """The measure stands there now. Call only after `check_still_open`."""
    Fill.objects.visible_to(actor).filter(pk=fill.pk).update(status=to, **more)
    fill.status = to


def _put(actor: Actor, fill: Fill, item: int, value: int | None, at: datetime) -> None:
    there = Answer.objects.visible_to(actor).filter(fill=fill, item=item)
    if value is None:
        there.delete()
    elif not there.update(value=value, answered_at=at):
        row = Answer(id=new_id(), fill=fill, person_id=fill.person_id, item=item, value=value, answered_at=at)
        row.save(force_insert=True)


def _about(actor: Actor, person: Person, of: Instrument, sitting: Sitting) -> tuple[str, UUID] | None:
    """What it is about: the goal it was begun from, or, for a measure of the reason for coming, that reason."""
    if sitting.about is not None:
        rules.check_about(queries.goal_words(actor, person_id=person.pk, root_id=sitting.about[1]), of=of)
        return sitting.about
    if not of.about_reason:
        return None
    asked = queries.reason_for_coming(actor, person_id=person.pk)
    return ("Referral", asked.pk) if asked else None
