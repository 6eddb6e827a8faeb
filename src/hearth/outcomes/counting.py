"""Out of what was measured, of nobody in particular, the figures that may be said. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hearth.outcomes import instruments, scoring
from hearth.outcomes.codes import Change, Missing, Offered
from hearth.outcomes.figures import Figure, Period, Unchecked, parts_of
from hearth.outcomes.instruments import Instrument, Scale
from hearth.outcomes.scoring import Scored

CHANGES = (
    (Change.BETTER, Change.BETTER.label),
    (Change.SAME, Change.SAME.label),
    (Change.WORSE, Change.WORSE.label),
)
PROGRESS = (("progress", "moved forward on what they came for"), ("not-yet", "did not, or not yet"))
HOPES = (("progress", "going well, or done"), ("not-yet", "trying, stuck or let go"))
NOT_WRITTEN = "not-written"
HOPES_MISSING = (
    (NOT_WRITTEN, "with nothing written down as why they came"),
    ("for-them", "written for them, and not theirs yet"),
    ("not-said", "written down, and nobody has said how it goes"),
)
GOES_WELL = frozenset({"going-well", "done"})
REASON = {
    Offered.NOT_OFFERED: Missing.NOT_OFFERED,
    Offered.DECLINED: Missing.DECLINED,
    Offered.NOT_NOW: Missing.NOT_NOW,
    Offered.OFFERED: Missing.NEVER_FILLED,
}


@dataclass(frozen=True, slots=True)
class Sat:
    """One sitting of somebody: the day, the version and the answers."""

    on: date
    version: int
    answers: dict[int, int]


@dataclass(frozen=True, slots=True)
class Somebody:
    """What was measured of one person, and what came of each offer, without saying who it is."""

    sittings: tuple[Sat, ...]
    offers: tuple[str, ...]

    @property
    def was_offered(self) -> bool:
        """Whoever filled it in had the chance to; so had whoever was asked, whatever they said."""
        return bool(self.sittings) or any(offer != Offered.NOT_OFFERED for offer in self.offers)

    @property
    def not_filled_because(self) -> Missing:
        """What came of it last, for somebody who filled nothing in."""
        return REASON[Offered(self.offers[-1])] if self.offers else Missing.NOT_OFFERED


@dataclass(frozen=True, slots=True)
class Goals:
    """Of somebody who wrote down why they came: whether that is in their voice, and what they said of how it goes."""

    is_theirs: bool
    said: frozenset[str]


def somebody(sittings: Iterable[dict[str, Any]], offers: Iterable[str]) -> Somebody:
    """One row of the database's door as a value."""
    read = (
        Sat(
            date.fromisoformat(one["on"]),
            one["version"],
            {int(item): value for item, value in one["answers"].items()},
        )
        for one in sittings
    )
    return Somebody(tuple(sorted(read, key=lambda one: one.on)), tuple(offers))


def changed(
    people: Sequence[Somebody], *, of: Instrument, scale: Scale, period: Period, unchecked: tuple[Unchecked, ...] = ()
) -> Figure:
    """How many are reliably better by the rule of the measure, of those measured twice.

    Raises ValueError for a scale without a rule of change: of that nothing can be said.
    """
    if scale.reliable_change is None:
        raise ValueError(f"no rule says what a reliable change on {scale.name} is")
    results = [_results(one, of, scale) for one in people]
    pairs = [scoring.pair(scale, some, days=of.pair_days) for some in results]
    counted = Counter(pair.change.value for pair in pairs if pair is not None)
    because = Counter(
        _why(one, some, of).value for one, some, pair in zip(people, results, pairs, strict=True) if pair is None
    )
    return Figure(
        title=scale.name,
        period=period,
        eligible=len(people),
        offered=sum(one.was_offered for one in people),
        completed=sum(any(result.value is not None for result in some) for some in results),
        known=sum(pair is not None for pair in pairs),
        known_words="measured twice",
        parts=parts_of(counted, CHANGES),
        missing=parts_of(because, Missing.choices),
        unchecked=unchecked,
    )


def progressed(people: Sequence[Somebody], *, of: Instrument, scale: Scale, period: Period) -> Figure:
    """How many say that they moved forward on what they came for, by their latest answer."""
    if scale.progress_from is None:
        raise ValueError(f"nothing says what progress on {scale.name} is")
    latest = [
        next((r.value for r in reversed(_results(one, of, scale)) if r.value is not None), None) for one in people
    ]
    known = [value for value in latest if value is not None]
    forward = sum(value >= scale.progress_from for value in known)
    because = Counter(
        (Missing.NOT_SCORED if one.sittings else one.not_filled_because).value
        for one, value in zip(people, latest, strict=True)
        if value is None
    )
    return Figure(
        title="What they came for",
        period=period,
        eligible=len(people),
        offered=sum(one.was_offered for one in people),
        completed=len(known),
        known=len(known),
        known_words="who told us",
        parts=parts_of({"progress": forward, "not-yet": len(known) - forward}, PROGRESS),
        missing=parts_of(because, Missing.choices),
    )


def hoped(goals: Sequence[Goals], *, people: int, period: Period) -> Figure:
    """With how many it goes well, or is done, what they wrote down as why they came: as they say it themselves.

    `goals` are those of the people who wrote any. Known are those who said in these days how it goes with one.
    """
    stood = [_stands(one) for one in goals]
    stood += [NOT_WRITTEN] * (people - len(stood))
    counted = Counter(stood)
    known = counted["progress"] + counted["not-yet"]
    return Figure(
        title="What they hope for, as why they came",
        period=period,
        eligible=people,
        offered=len(goals),
        completed=len(goals) - counted["for-them"],
        known=known,
        known_words="who said how it goes",
        parts=parts_of(counted, HOPES),
        missing=parts_of(counted, HOPES_MISSING),
        offered_words="wrote it down",
        completed_words="did so themselves or with somebody",
    )


def _stands(one: Goals) -> str:
    """Any goal that goes well is progress; one of which nobody has said how it goes is not known."""
    if not one.is_theirs:
        return "for-them"
    if not one.said:
        return "not-said"
    return "progress" if one.said & GOES_WELL else "not-yet"


def _results(one: Somebody, of: Instrument, scale: Scale) -> list[Scored]:
    return [_scored(sat, of, scale) for sat in one.sittings]


def _scored(sat: Sat, of: Instrument, scale: Scale) -> Scored:
    """Scored by the rule of the version that was filled in. One we do not have gives no result."""
    try:
        then = of if sat.version == of.version else instruments.instrument(of.code, sat.version)
    except LookupError:
        return Scored(sat.on, sat.version, None)
    same = next((other for other in then.scales if other.code == scale.code), None)
    value = scoring.score(same, sat.answers, of=then).value if same else None
    return Scored(sat.on, sat.version, value)


def _why(one: Somebody, results: list[Scored], of: Instrument) -> Missing:
    return scoring.why_no_pair(results, days=of.pair_days) if results else one.not_filled_because
