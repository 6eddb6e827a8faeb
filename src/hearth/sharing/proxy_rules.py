"""Who may act for somebody, and until when, on plain values. The ages are data, in `data/proxy.json`."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hearth.core.errors import NotPossible
from hearth.core.sight import Level
from hearth.sharing.codes import ProxyKind

NO_PAGE = "They have no page of their own here yet. Invite them first, with nothing shared."
NOT_LOOKED = "Say what you looked at in both records to be sure that this is safe."
NOTHING_TO_SEE = "Choose what they may see. To let them see nothing, end it."
BIRTH_UNKNOWN = "Write down the day they were born first. What a parent may see depends on it."
GROWN_UP = "From this age on a parent sees only what the young person lets them see. They can let them in themselves."
THINK_FIRST = "At this age, think with them first whether they can decide this themselves, and write it down."
DECIDES_THEMSELVES = "They can decide this themselves, it says here. They can let their parent in if they wish."
TOO_LONG = "Choose a day within the year, so that somebody looks at it again."
NOT_SAID_WHY = "Say how you came to think so, and what you did to help them decide."


@cache
def ages() -> dict[str, Any]:
    """The ages at which a parent's sight stops, and how long anybody else's lasts, with their sources."""
    told: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "proxy.json").read_text())
    return told


def birthday(born_on: date, age: int) -> date:
    """The day somebody reaches this age; for somebody born on 29 February, 1 March in other years."""
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:
        return date(born_on.year + age, 3, 1)


def stops_on(kind: ProxyKind, *, born_on: date | None, on: date) -> date:
    """The last moment this proxy may hold without being looked at again: a birthday for a parent, else a year.

    Raises NotPossible for a parent of somebody grown up, or whose birthday is not known.
    """
    if kind != ProxyKind.PARENT:
        months = ages()["others"]["looked_at_after_months"]
        return birthday(on, months // 12)
    if born_on is None:
        raise NotPossible(BIRTH_UNKNOWN)
    stops = [birthday(born_on, age) for age in (*ages()["parent"]["reviewed_at_ages"], ages()["parent"]["ends_at_age"])]
    to_come = [stop for stop in stops if stop > on]
    if not to_come:
        raise NotPossible(GROWN_UP)
    return to_come[0]


def needs_thought(born_on: date, *, on: date) -> bool:
    """Whether a parent's sight needs a decision about the young person's own say first: from the first stop on."""
    return on >= birthday(born_on, min(ages()["parent"]["reviewed_at_ages"]))


def thought_since(born_on: date, *, on: date) -> date:
    """The birthday at which it stopped last: what was decided before it no longer counts."""
    stops = [birthday(born_on, age) for age in ages()["parent"]["reviewed_at_ages"]]
    return max(stop for stop in stops if stop <= on)


def check_proxy(*, level: Level, looked: str, has_page: bool) -> None:
    """Raises NotPossible if nobody could act, nothing would be seen, or both records were not looked at."""
    if not has_page:
        raise NotPossible(NO_PAGE)
    if level == Level.NOTHING:
        raise NotPossible(NOTHING_TO_SEE)
    if not looked.strip():
        raise NotPossible(NOT_LOOKED)


def check_parent(born_on: date | None, *, decided: Iterable[tuple[date, bool]], on: date) -> None:
    """`decided` are days on which it was thought about, and whether they can decide themselves, the newest first.

    Raises NotPossible where they can, or where nobody has thought about it since their last such birthday.
    """
    thought = list(decided)
    if thought and thought[0][1]:
        raise NotPossible(DECIDES_THEMSELVES)
    if born_on is None or not needs_thought(born_on, on=on):
        return
    if not any(day >= thought_since(born_on, on=on) for day, _ in thought):
        raise NotPossible(THINK_FIRST)


def check_ends_in_time(until_on: date | None, *, stop: date) -> None:
    """Raises NotPossible for an end later than the day on which it must be looked at again."""
    if until_on is not None and until_on > stop:
        raise NotPossible(TOO_LONG)


def check_decided(why: str) -> None:
    """Raises NotPossible unless it says how somebody came to think so."""
    if not why.strip():
        raise NotPossible(NOT_SAID_WHY)
