"""Keeping what the night's linkage found, once, for a custodian to decide."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.people import permissions
from hearth.people.identity_models import Duplicate, LinkageRun
from hearth.people.linkage.settings import Model
from hearth.people.linkage.weighing import Pair

GOES_ON_WITHIN = timedelta(hours=20)
CHANGES = ["weight", "probability", "compared", "facts", "model", "seen_at"]


@action
def begin_linkage(actor: Actor, /, *, model: Model, people: int, at: datetime) -> LinkageRun:
    """Tonight's look, or the one that was broken off today, which goes on where it stopped. Raises NotPermitted."""
    permissions.check_link(actor)
    broken_off = LinkageRun.objects.filter(finished_at=None, model=model.code, started_at__gt=at - GOES_ON_WITHIN)
    run = broken_off.order_by("-started_at").first()
    if run is None:
        run = LinkageRun(id=new_id(), model=model.code, started_at=at, people=people)
        run.save(force_insert=True)
    audit.record(actor, "people.linkage_begun", subject=run, at=at, detail={"model": model.code})
    return run


@action
def keep_pairs(
    actor: Actor, /, *, run: LinkageRun, model: Model, part: int, pairs: Sequence[Pair], at: datetime
) -> None:
    """What one part of the look found; a pair found before is brought up to date, and nothing decided is touched.

    Raises NotPermitted.
    """
    permissions.check_link(actor)
    before = Duplicate.objects.count()
    rows = [_row(pair, model, at) for pair in pairs]
    Duplicate.objects.bulk_create(
        rows, batch_size=1000, update_conflicts=True, unique_fields=["first", "second"], update_fields=CHANGES
    )
    run.parts_done, run.pairs = part, run.pairs + len(rows)
    run.new += Duplicate.objects.count() - before
    run.save(update_fields=["parts_done", "pairs", "new"])
    audit.record(actor, "people.pairs_kept", subject=run, at=at, detail={"part": part, "pairs": len(rows)})


@action
def end_linkage(actor: Actor, /, *, run: LinkageRun, at: datetime) -> None:
    """The look is over. Pairs it no longer found stay as rows and are not shown. Raises NotPermitted."""
    permissions.check_link(actor)
    run.finished_at = at
    run.save(update_fields=["finished_at"])
    audit.record(actor, "people.linkage_ended", subject=run, at=at, detail={"pairs": run.pairs, "new": run.new})


def _row(pair: Pair, model: Model, at: datetime) -> Duplicate:
    answers = [(one, one.answered(pair.gammas[one.code])) for one in model.comparisons]
    return Duplicate(
        id=new_id(),
        first_id=pair.first,
        second_id=pair.second,
        weight=pair.weight,
        probability=pair.probability,
        compared=[
            {"code": one.code, "label": one.label, "words": answer.words, "weight": round(answer.weight, 2)}
            for one, answer in answers
        ],
        facts=pair.facts,
        model=model.code,
        found_at=at,
        seen_at=at,
    )
