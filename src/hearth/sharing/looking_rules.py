"""What stands out in who has looked, said in words. Pure: it judges nobody, it says what there is to ask about."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from hearth.core.clocks import LONDON, day_of

# Defaults of this house: night is from ten to six, on the clock on the wall; a look each day of a working week and
# again each day is more than most work needs.
NIGHT_BEGINS, NIGHT_ENDS = time(22), time(6)
NIGHTS = 3
OFTEN, OFTEN_WITHIN = 10, timedelta(days=7)
DAYS_WITHOUT_A_WORD = 3
MOST_SHOWN = 6

Who = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Looked:
    """One look: by whom (name, role, organisation), by which membership if it was a worker, when, at what and why."""

    who: Who
    membership_id: UUID | None
    at: datetime
    what: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stands out of one who looked, in sentences."""

    name: str
    role_words: str
    organisation_name: str
    words: tuple[str, ...]


def patterns(looks: Iterable[Looked], last_met: Mapping[UUID, datetime]) -> list[Pattern]:
    """Those of whom something stands out, the one with the most to say first: nights, many times, looking on several
    days without a word written or a meeting since. `last_met` is when each worker last wrote something down.
    """
    by: dict[Who, list[Looked]] = {}
    for look in looks:
        by.setdefault(look.who, []).append(look)
    found = [Pattern(*who, _stands_out(theirs, last_met)) for who, theirs in by.items()]
    telling = sorted((one for one in found if one.words), key=lambda one: (-len(one.words), one.name))
    return telling[:MOST_SHOWN]


def is_night(at: datetime) -> bool:
    """Whether the clock on the wall said night, in summer and in winter."""
    clock = at.astimezone(LONDON).time().replace(fold=0)
    return clock >= NIGHT_BEGINS or clock < NIGHT_ENDS


def _stands_out(theirs: Sequence[Looked], last_met: Mapping[UUID, datetime]) -> tuple[str, ...]:
    ordered = sorted(theirs, key=lambda look: look.at)
    return tuple(words for words in (_nights(ordered), _often(ordered), _without_a_word(ordered, last_met)) if words)


def _nights(looks: Sequence[Looked]) -> str:
    # A night is one night until its morning, however often somebody looks on one shift.
    morning = timedelta(hours=NIGHT_ENDS.hour)
    nights = {day_of(look.at - morning) for look in looks if is_night(look.at)}
    return f"Looked on {len(nights)} nights, between ten and six." if len(nights) >= NIGHTS else ""


def _often(looks: Sequence[Looked]) -> str:
    moments = [look.at for look in looks]
    most = max(bisect_left(moments, first + OFTEN_WITHIN) - number for number, first in enumerate(moments))
    return f"Looked {most} times within a week." if most >= OFTEN else ""


def _without_a_word(looks: Sequence[Looked], last_met: Mapping[UUID, datetime]) -> str:
    key = looks[-1].membership_id
    if key is None:
        return ""
    since = last_met.get(key)
    days = {day_of(look.at) for look in looks if since is None or look.at > since}
    if len(days) < DAYS_WITHOUT_A_WORD:
        return ""
    spoken = f"since {since.astimezone(LONDON):%-d %B}" if since else "in all that time"
    return f"Looked on {len(days)} days, and wrote nothing down {spoken}."
