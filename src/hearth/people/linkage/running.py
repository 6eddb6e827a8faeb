"""One whole look for two records of one person, part by part, each kept before the next begins."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.actions import linkage as actions
from hearth.people.identity_models import LinkageRun
from hearth.people.linkage import reading
from hearth.people.linkage.settings import Model, model
from hearth.people.linkage.weighing import likely_pairs, weighing

if TYPE_CHECKING:
    import pyarrow

PARTS = 10
READ, WEIGHED = "Reading", "Weighing"
Advance = Callable[[str, int, int], None]


def silent(what: str, done: int, of: int) -> None:
    """Nobody is waiting."""


def link(*, at: datetime, advance: Advance = silent) -> LinkageRun:
    """Look through everybody, part by part, each in a transaction of its own. Run twice, it finds the same.

    A look broken off today goes on where it stopped.
    """
    of = model(on=at.date())
    with acting_as(SYSTEM, at=at):
        run = actions.begin_linkage(SYSTEM, model=of, people=reading.how_many(), at=at)
    if run.people:
        _weigh(run, of, at, advance)
    with acting_as(SYSTEM, at=at):
        actions.end_linkage(SYSTEM, run=run, at=at)
    return run


def _weigh(run: LinkageRun, of: Model, at: datetime, advance: Advance) -> None:
    with weighing(of, _told(run, at, advance)) as linker:
        for part in range(run.parts_done + 1, PARTS + 1):
            pairs = likely_pairs(linker, of, part=part, parts=PARTS)
            with acting_as(SYSTEM, at=at):
                actions.keep_pairs(SYSTEM, run=run, model=of, part=part, pairs=pairs, at=at)
            advance(WEIGHED, part, PARTS)


def _told(run: LinkageRun, at: datetime, advance: Advance) -> "Iterator[pyarrow.Table]":
    done = 0
    with acting_as(SYSTEM, at=at):
        for some in reading.everybody():
            yield some
            done += some.num_rows
            advance(READ, done, run.people)
