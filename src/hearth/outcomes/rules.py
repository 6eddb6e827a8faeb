"""What the state of affairs allows: beginning, answering, finishing and taking back a measure. Pure."""

from collections.abc import Mapping
from datetime import date

from hearth.core.errors import NotPossible
from hearth.outcomes.codes import FilledBy, FillStatus, Mode, Offered
from hearth.outcomes.instruments import Instrument
from hearth.outcomes.terms import Comparison

FINISHED = "This was finished already. Nothing in it changes any more."
NOTHING_YET = "There is no answer yet. Answer one, or let it go; both are all right."


def check_open(status: str) -> None:
    """Raises NotPossible for a measure that was finished or let go."""
    if status != FillStatus.OPEN:
        raise NotPossible(FINISHED)


def check_answer(item: int, answer: int | None, *, of: Instrument) -> None:
    """An answer the measure has, or none. Raises NotPossible."""
    if item not in of.numbers:
        raise NotPossible(f"{of.name} has no item {item}.")
    if answer is not None and answer not in of.answers:
        raise NotPossible(f"Item {item} has answers from {of.lowest} to {of.highest}. Choose one of them.")


def check_begin(*, mode: Mode, filled_by: FilledBy, has_words: bool, by_worker: bool, of: Instrument) -> None:
    """Raises NotPossible for what cannot be: asking aloud or on a screen without the licensed words."""
    if mode != Mode.PAPER and not has_words:
        raise NotPossible(
            f"The words of {of.name} are not here yet. Fill it in on the licensed paper, and enter it by the numbers."
        )
    if mode == Mode.OWN and by_worker:
        raise NotPossible("On their own means on a page of their own. Choose how you did it together.")
    if filled_by == FilledBy.FOR_THEM and not by_worker:
        raise NotPossible("On your own page you answer for yourself.")


def check_day(day: date, *, today: date) -> None:
    """Raises NotPossible for a day that has not come yet."""
    if day > today:
        raise NotPossible("That day has not come yet. When was it?")


def check_about(goal: str, *, of: Instrument) -> None:
    """`goal` is what somebody hopes for, in their words. Raises NotPossible without, or where nothing asks about it."""
    if not goal or not of.about_reason:
        raise NotPossible("This does not look back on what they hope for. Begin it from the page of the measure.")


def check_finish(answers: Mapping[int, int]) -> None:
    """Raises NotPossible where nothing at all was answered."""
    if not answers:
        raise NotPossible(NOTHING_YET)


def check_reason(outcome: Offered, words: str) -> None:
    """Raises NotPossible where it was never offered and nobody says why."""
    if outcome == Offered.NOT_OFFERED and not words.strip():
        raise NotPossible("Say in a few words why it was not offered.")


def check_area(item: int, chosen: frozenset[int], *, answered: Mapping[int, int], of: Instrument) -> None:
    """One more area to talk through. Raises NotPossible for one that was not answered, or beyond the most."""
    if not of.talked_through:
        raise NotPossible(f"{of.name} has no areas to talk through.")
    if item not in answered:
        raise NotPossible("Choose among what was answered.")
    if item not in chosen and len(chosen) >= of.talked_through:
        raise NotPossible(f"Up to {of.talked_through} areas at a time, so that there is time for each.")


def check_boundary(value: int, *, allowed: tuple[int, ...]) -> None:
    """One of the lines that a source draws. Raises NotPossible."""
    if value not in allowed:
        raise NotPossible("Choose one of the lines that a source draws.")


def check_compared(comparison: Comparison, *, of: Instrument, today: date) -> None:
    """A rule the measure has, or all of them, on a day that has come. Raises NotPossible."""
    if comparison.rule and comparison.rule not in of.sources:
        raise NotPossible(f"{of.name} has no such rule.")
    check_day(comparison.compared_on, today=today)


def check_words(words: str, *, missing: str) -> None:
    """Raises NotPossible, with this sentence, unless something is said."""
    if not words.strip():
        raise NotPossible(missing)
