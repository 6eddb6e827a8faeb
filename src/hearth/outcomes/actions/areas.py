"""Choosing areas after rating them, and talking each through in four steps."""

from collections.abc import Mapping
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.outcomes import permissions, queries, rules
from hearth.outcomes.codes import FillStatus, Step
from hearth.outcomes.models import Area, Fill


@action
def choose_area(actor: Actor, /, *, fill: Fill, item: int, at: datetime) -> Area:
    """The person chooses an area to talk about now: up to three at a time.

    Raises NotPermitted, or NotPossible for what is not rated yet, was chosen already, or is one too many.
    """
    mine = permissions.check_measure_with(actor, person=fill.person)
    _check_done(fill)
    chosen = queries.areas_of(actor, fill=fill)
    answers, of = queries.answers_of(actor, fill=fill), queries.instrument_of(fill)
    rules.check_area(item, frozenset(area.item for area in chosen), answered=answers, of=of)
    if any(area.item == item for area in chosen):
        raise NotPossible("This is chosen already.")
    area = Area(id=new_id(), fill=fill, person_id=fill.person_id, item=item, place=len(chosen) + 1)
    area.chosen_at, area.talked_at, area.talked_with_id = at, at, mine
    area.save(force_insert=True)
    audit.record(actor, "outcomes.area_chosen", subject=area, at=at, detail={"item": item})
    return area


@action
def talk_through(actor: Actor, /, *, area: Area, words: Mapping[Step, str], at: datetime) -> None:
    """What was said in each of the four steps, in words the person reads too.

    Raises NotPermitted, or NotPossible where nothing was said.
    """
    mine = permissions.check_measure_with(actor, person=area.fill.person)
    rules.check_words("".join(words.values()), missing="Write what was said in at least one of the steps.")
    said = {step.value: text.replace("\x00", "").strip() for step, text in words.items()}
    Area.objects.visible_to(actor).filter(pk=area.pk).update(**said, talked_at=at, talked_with_id=mine)
    audit.record(actor, "outcomes.area_talked_through", subject=area, person_id=area.person_id, at=at)


def _check_done(fill: Fill) -> None:
    if fill.status != FillStatus.DONE:
        raise NotPossible("Finish rating first, then choose what to talk about.")
