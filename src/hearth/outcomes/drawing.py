"""The pictures of a measure, each with what its results amount to in words."""

from dataclasses import dataclass

from hearth.outcomes import queries
from hearth.outcomes.charts import Chart, chart, span
from hearth.outcomes.codes import Change, Kind
from hearth.outcomes.queries import Measure, OverTime
from hearth.outcomes.scoring import number_words


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
    """One for each scale that has a result."""
    found = (_picture(measure, queries.over_time(measure, scale)) for scale in measure.of.scales)
    return [picture for picture in found if picture.chart is not None]


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
        return " Nobody has agreed how much of a difference is more than chance, so we do not say." * (
            over.scale.kind != Kind.ALONE
        )
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
