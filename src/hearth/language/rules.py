"""What an entry of the word list must say, and what is shown of a text beside its writer. Pure."""

from dataclasses import dataclass
from datetime import date

from hearth.core.errors import NotPossible
from hearth.language.finding import Hit
from hearth.language.quoting import without_quotations
from hearth.language.readability import Reading, reading_of

AROUND = 32
MOST_SHOWN = 12
LEAST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What the list says of one phrase: what stands for it too, what to say instead, why, where, and who answers."""

    phrase: str
    suggestion: str
    why: str
    audiences: tuple[str, ...]
    review_on: date
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion with the words around it."""

    before: str
    words: str
    after: str
    suggestion: str
    why: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What is said beside a text while it is written: what to say otherwise, and how it reads.

    `reading` is None for a text too short to say that of.
    """

    suggestions: list[Shown]
    reading: Reading | None

    @property
    def is_hard(self) -> bool:
        """Whether somebody of eleven would stumble over it."""
        return self.reading is not None and not self.reading.is_easy


def reading_beside(text: str) -> Reading | None:
    """How the writer's own words read. What somebody is quoted with is theirs, however it reads, and does not count.

    None for fewer than twelve words: of a line or two nothing is to be said.
    """
    reading = reading_of(without_quotations(text))
    return reading if reading.words >= LEAST_WORDS else None


def check_entry(entry: Entry, *, on: date) -> None:
    """Raises NotPossible for an entry that is not whole: a phrase, what to say instead, why, where, and until when."""
    if not entry.phrase.strip() or not entry.suggestion.strip():
        raise NotPossible("Write the phrase, and what to say instead.")
    if not entry.why.strip():
        raise NotPossible("Say why. Nobody changes a word because a list says so.")
    if not entry.audiences:
        raise NotPossible("Choose at least one place where it counts.")
    if entry.review_on <= on:
        raise NotPossible("Choose a day after today on which somebody looks at it again.")


def shown(text: str, hits: list[Hit]) -> list[Shown]:
    """Each suggestion with the words around it, every term once, at most twelve."""
    first = {hit.term: hit for hit in reversed(hits)}
    found = sorted(first.values(), key=lambda hit: hit.start)[:MOST_SHOWN]
    return [_shown(text, hit) for hit in found]


def _shown(text: str, hit: Hit) -> Shown:
    before = text[max(hit.start - AROUND, 0) : hit.start]
    after = text[hit.end : hit.end + AROUND]
    # Whole words only: half a word reads like a mistake.
    before = before.partition(" ")[2] if hit.start > AROUND else before
    after = after.rpartition(" ")[0] if hit.end + AROUND < len(text) else after
    return Shown(before.replace("\n", " "), hit.words, after.replace("\n", " "), hit.term.suggestion, hit.term.why)
