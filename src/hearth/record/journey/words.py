"""What the picture says: to whoever points at a mark, reads the table, or hears it read out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from hearth.core.clocks import LONDON, day_of
from hearth.record.codes import EntryKind, Source
from hearth.record.journey.facts import SHAPE_WORDS, Happening, Shape, When, precision, told_in
from hearth.record.journey.figures import Ricochet

MOST_HOVER, MOST_ROW, MOST_QUOTE = 90, 150, 44
MANY = {
    Shape.CONTACT: "contacts",
    Shape.MISSED: "did not make it",
    Shape.TRIED: "tries to reach",
    Shape.CRISIS: "crises",
    Shape.STEPPED_IN: "times somebody stepped in",
    Shape.STAY: "stays",
    Shape.PASSED: "times passed on",
    Shape.NOTED: "things written down",
}
A_FORTNIGHT = 14
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def when_words(on: date, when: When = When.DAY) -> str:
    """A day as people say it; a month or a year alone where no more is known."""
    if when is When.YEAR:
        return f"{on.year}"
    return f"{on:%B} {on.year}" if when is When.MONTH else f"{on.day} {on:%B} {on.year}"


def day_words(one: Happening) -> str:
    """The day as it was told, or as exactly as it is known."""
    return one.said or when_words(one.on, one.when)


def rough_words(at: datetime, coded: Mapping[str, Any]) -> str:
    """When an entry was, where no more is known of it than that; empty where the moment is known."""
    when, said = precision(coded), told_in(coded).get("said", "")
    if when is When.UNKNOWN:
        return "not known when"
    if said or when is When.DAY:
        return str(said)
    return when_words(day_of(at), when)


def moment_words(one: Happening) -> str:
    """The day; the hour as well for a crisis, where it matters, and the end of what lasted."""
    day = day_words(one)
    if one.until and one.until_said:
        return f"{day} to {one.until_said}"
    if one.until and day_of(one.until) != one.on:
        return f"{day} to {when_words(day_of(one.until))}"
    if one.shape in {Shape.CRISIS, Shape.STEPPED_IN} and one.when is When.DAY:
        return f"{day}, {one.at.astimezone(LONDON):%H:%M}"
    return day


def what(one: Happening) -> str:
    """What it was, in as few words as were given."""
    return one.title or EntryKind(one.kind).label


def stretch_words(some: Sequence[Happening]) -> str:
    """From the first day to the last."""
    first, last = some[0], some[-1]
    days = day_words(first), day_words(last)
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def counted(some: Sequence[Happening]) -> str:
    """How many of what: "5 contacts, 2 did not make it"."""
    each = Counter(one.shape for one in some)
    return ", ".join(f"{number} {MANY[shape] if number > 1 else SHAPE_WORDS[shape]}" for shape, number in each.items())


def beside(one: Happening, tried: str) -> str:
    """What belongs beside it: what was tried, what helped, how it is known."""
    parts = [
        sentence(f"What was tried: {tried}") if tried else "",
        sentence(f"What helped: {one.helped}") if one.helped and one.helped not in one.body else "",
        "The story was told again." if one.told_again else "",
        sentence(source_words(one.source, one.told_by)) if one.source and one.source != Source.SEEN else "",
    ]
    return " ".join(part for part in parts if part)


def source_words(source: str, told_by: str) -> str:
    """How something is known: who told it, where that is written."""
    return f"Told by {told_by}" if told_by else str(Source(source).label)


def passing_words(one: Happening) -> str:
    """From whom to whom, and whether anybody said yes."""
    to = f"to {one.passed_to}" if one.passed_to else "it does not say to whom"
    yes = {True: "Somebody said yes.", False: "Nobody said yes.", None: "Whether anybody said yes is not known."}
    return f"From {one.lane} {to}. {yes[one.yes]}"


def gap_words(days: int, *, goes_on: bool) -> str:
    """How long nobody held them."""
    return f"{_days(days)}, nobody holding{', and it goes on' if goes_on else ''}"


def wait_words(days: int, *, goes_on: bool) -> str:
    """How long they waited for us."""
    return f"{'has waited' if goes_on else 'waited'} {_days(days)}"


def held_words(names: Sequence[str], since: datetime, until: datetime | None) -> str:
    """Who holds them, and since when; or from when to when somebody of us did."""
    day = when_words(day_of(since))
    if until:
        return f"held here, {day} to {when_words(day_of(until))}"
    return f"held by {names[-1]}, since {day}" if len(set(names)) == 1 else f"held since {day}, now by {names[-1]}"


def sentence(words: str) -> str:
    """Words with an end."""
    return words if words.endswith((".", "…", "?", "!", "”")) else f"{words}."


def begins(words: str) -> str:
    """Words at the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def from_to(begins: datetime, ends: datetime) -> str:
    """Two days, the first and the last."""
    first, last = (day_of(moment) for moment in (begins, ends))
    return f"{when_words(first)} to {when_words(last)}"


def stay_words(begins: datetime, ends: datetime) -> str:
    """How long a stay was: in weeks from a fortnight on."""
    days = (day_of(ends) - day_of(begins)).days
    return _days(days) if days < A_FORTNIGHT else f"{round(days / 7)} weeks"


def short(words: str, most: int) -> str:
    """As much of the words as there is room for."""
    said = " ".join(words.split())
    return said if len(said) <= most else said[: most - 1].rstrip(" ,.;") + "…"


def plainly(told: Ricochet, name: str) -> str:
    """The picture in a few sentences. `name` is what they are called, or "you"."""
    you = name == "you"
    before, since = told.before, told.since
    sentences = [_before(before.passed_on.number, before.days_unheld.number, name, year_before=since is not None)]
    if since:
        whom = "you" if you else name
        sentences.append(f"Since then somebody by name has held {whom} all the time.")
        if not since.passed_on.number:
            verb = "have" if you else "has"
            sentences.append(f"{whom.capitalize() if you else whom} {verb} not been passed on without a yes.")
    return " ".join(sentences)


def _before(passed: int, days: int, name: str, *, year_before: bool) -> str:
    when = "In the year before" if year_before else "In the last year"
    were = "were" if name == "you" else "was"
    if not passed:
        return f"{when}, nobody is known to have passed {name} on without a yes."
    said = f"{when}, {name} {were} passed on {times(passed)} without a yes"
    return f"{said}, and for {_days(days)} nobody held {'you' if name == 'you' else 'them'}." if days else f"{said}."


def times(number: int) -> str:
    """How often, in words."""
    if number in (1, 2):
        return "once" if number == 1 else "twice"
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} times"


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
