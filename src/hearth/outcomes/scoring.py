"""What answers amount to, by the rule of the measure or not at all, with the reason. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hearth.outcomes.codes import Change, Kind, Missing
from hearth.outcomes.instruments import Instrument, Scale

Answers = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one scale. `value` is None where the rule gives none, and `reason` says why, for the reader.

    `supplied` counts items left out that the rule let the mean of the others stand for.
    """

    scale: Scale
    value: Fraction | None
    reason: str = ""
    supplied: int = 0

    @property
    def words(self) -> str:
        """The value as it is said, to one decimal place at most; empty if there is none."""
        return "" if self.value is None else number_words(self.value)


@dataclass(frozen=True, slots=True)
class Scored:
    """One measure filled in on a day, and the value of one of its scales, if there is one."""

    on: date
    version: int
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The first and the latest result in one version, far enough apart, and what the rule says of them.

    `difference` counts towards better, whichever way the measure runs.
    """

    first: Scored
    latest: Scored
    difference: Fraction
    change: Change


def score(scale: Scale, answers: Answers, *, of: Instrument) -> Score:
    """The result of one scale. Exact: nothing is rounded before it is shown.

    A sum with items left out, as many as the rule allows, takes the mean of the others for each.
    """
    wrong = out_of_range(answers, of=of)
    if wrong:
        return Score(scale, None, _out_of_range_words(wrong, of))
    given = [scored_answer(answers[item], item, of=of) for item in scale.items if item in answers]
    missing = [item for item in scale.items if item not in answers]
    if len(missing) > scale.most_missing or not given:
        return Score(scale, None, missing_words(missing, scale))
    mean = Fraction(sum(given), len(given))
    return Score(scale, mean * len(scale.items) if scale.kind == Kind.SUM else mean, supplied=len(missing))


def scores(answers: Answers, *, of: Instrument) -> list[Score]:
    """The results of all scales. There is none over all scales together."""
    return [score(scale, answers, of=of) for scale in of.scales]


def scored_answer(answer: int, item: int, *, of: Instrument) -> int:
    """What an answer counts for: some items run the other way round."""
    return of.lowest + of.highest - answer if item in of.reversed else answer


def out_of_range(answers: Answers, *, of: Instrument) -> list[int]:
    """Items with an answer that the measure does not have, or that are no items of it."""
    return sorted(item for item, answer in answers.items() if item not in of.numbers or answer not in of.answers)


def left_out(answers: Answers, *, of: Instrument) -> list[int]:
    """Items without an answer that are asked of everybody."""
    return [item for item in of.numbers if item not in answers and item not in of.optional_items]


def worrying(answers: Answers, *, of: Instrument) -> list[int]:
    """Items with an answer at which we stay with somebody, whether or not a result comes of the others."""
    return sorted(item for item, some in of.worrying.items() if answers.get(item) in some)


def change(scale: Scale, first: Fraction, latest: Fraction) -> Change:
    """What the rule of the measure says of two results: at least the reliable change, towards better or worse."""
    if scale.reliable_change is None:
        return Change.NO_RULE
    towards_better = towards(scale, first, latest)
    if towards_better >= scale.reliable_change:
        return Change.BETTER
    return Change.WORSE if towards_better <= -scale.reliable_change else Change.SAME


def towards(scale: Scale, first: Fraction, latest: Fraction) -> Fraction:
    """The difference, counted towards better."""
    return latest - first if scale.higher_is_better else first - latest


def pair(scale: Scale, filled: Iterable[Scored], *, days: int) -> Pair | None:
    """The first and the latest result in the same version, at least `days` apart; None if there are no such two.

    Where the version changed meanwhile, the newest version with two such results counts.
    """
    results = sorted((one for one in filled if one.value is not None), key=lambda one: one.on)
    for version in sorted({one.version for one in results}, reverse=True):
        same = [one for one in results if one.version == version]
        first, latest = same[0], same[-1]
        if (latest.on - first.on).days >= days and first.value is not None and latest.value is not None:
            difference = towards(scale, first.value, latest.value)
            return Pair(first, latest, difference, change(scale, first.value, latest.value))
    return None


def why_no_pair(filled: Iterable[Scored], *, days: int) -> Missing:
    """Why these make no pair. Call only where `pair` finds none and something was filled in."""
    results = sorted((one for one in filled if one.value is not None), key=lambda one: one.on)
    if not results:
        return Missing.NOT_SCORED
    if len(results) == 1:
        return Missing.ONCE
    apart = (results[-1].on - results[0].on).days >= days
    return Missing.VERSIONS if apart else Missing.TOO_CLOSE


def number_words(value: Fraction) -> str:
    """A number as it is said: whole, or to one decimal place, halves up."""
    if value.denominator == 1:
        return str(value.numerator)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def missing_words(missing: list[int], scale: Scale) -> str:
    """Why there is no result, as the person reads it."""
    which = "Item" if len(missing) == 1 else "Items"
    has = "has" if len(missing) == 1 else "have"
    allowed = {0: "all are needed", 1: "one may be left out"}.get(
        scale.most_missing, f"{scale.most_missing} may be left out"
    )
    return f"{which} {_listed(missing)} {has} no answer, and {allowed}. So there is no result, and that is all right."


def _out_of_range_words(wrong: list[int], of: Instrument) -> str:
    which = "Item" if len(wrong) == 1 else "Items"
    has = "has" if len(wrong) == 1 else "have"
    return (
        f"{which} {_listed(wrong)} {has} an answer that {of.name} does not have ({of.lowest} to {of.highest}). "
        "So there is no result."
    )


def _listed(numbers: list[int]) -> str:
    words = [str(number) for number in numbers]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
