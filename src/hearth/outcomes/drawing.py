"""The pictures of a measure, each with what its results amount to in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearth.outcomes import queries
from hearth.outcomes.charts import Chart, chart, span
from hearth.outcomes.codes import Change, Kind
from hearth.outcomes.queries import Measure, OverTime, Result
from hearth.outcomes.scoring import number_words
from hearth.outcomes.wordings import Words


@dataclass(frozen=True, slots=True)
class Picture:
    """One scale over time: its drawing, the range it has, and what may be said of first and latest."""

    over: OverTime
    chart: Chart | None
    lowest: int
    highest: int
    said: str
    band_words: str

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The same as a table: each day and what it came to, or that it came to nothing."""
        values = ((one.fill.answered_on, one.value(self.over.scale).value) for one in self.over.results)
        return [
            (f"{on.day} {on:%B %Y}", number_words(value) if value is not None else "no result") for on, value in values
        ]


def pictures(measure: Measure) -> list[Picture]:
    """One for each scale that has a result. What is read alone is read in words: see `alone`."""
    scales = (scale for scale in measure.of.scales if scale.kind != Kind.ALONE)
    found = (_picture(measure, queries.over_time(measure, scale)) for scale in scales)
    return [picture for picture in found if picture.chart is not None]


def alone(measure: Measure, words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Answers that are read alone, in words: each question with the days it was answered, the newest first."""
    items = [scale.items[0] for scale in measure.of.scales if scale.kind == Kind.ALONE]
    counted = [one for one in measure.results if not one.retracted]
    return [(words.item(item).words, _said(item, counted, words, measure.of.lowest)) for item in items if counted]


def _said(item: int, results: Sequence[Result], words: Words, lowest: int) -> list[tuple[str, str]]:
    asked = ((one.fill.answered_on, one.answers[item]) for one in results if item in one.answers)
    return [(f"{on.day} {on:%B %Y}", words.item(item).answers[value - lowest]) for on, value in asked]


def _picture(measure: Measure, over: OverTime) -> Picture:
    results = [one.value(over.scale) for one in over.results]
    lowest, highest = span(measure.of, over.scale)
    drawn = chart(measure.of, over.scale, results, boundary=over.boundary)
    return Picture(over, drawn, lowest, highest, said(over, pair_days=measure.of.pair_days), band_words(over))


def said(over: OverTime, *, pair_days: int) -> str:
    """What the two results say, in words: how far apart they are, and whether that can be chance."""
    if over.pair is None:
        return f"To compare, we need two, at least {pair_days} days apart."
    pair, size = over.pair, number_words(abs(over.pair.difference))
    if pair.difference == 0:
        return "The first and the latest are the same."
    way = "higher" if (pair.latest.value or 0) > (pair.first.value or 0) else "lower"
    moved = f"The latest is {size} {way} than the first."
    return moved + _meaning(over, pair.change)


def _meaning(over: OverTime, change: Change) -> str:
    least = over.scale.reliable_change
    if change == Change.NO_RULE:
        return " Nobody has agreed how much of a difference is more than chance, so we do not say."
    if change == Change.BETTER:
        return f" That is {least} or more towards better: more than chance is likely to do."
    if change == Change.WORSE:
        return f" That is {least} or more the other way: more than chance is likely to do."
    return f" That is less than {least}, and can be chance: days differ."


def band_words(over: OverTime) -> str:
    """What the band around the first result means; empty where there is none."""
    if over.scale.reliable_change is None:
        return ""
    return f"Inside the band, less than {over.scale.reliable_change} from the first, a difference can be chance."
