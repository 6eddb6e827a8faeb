"""What may be proposed, decided and extended; what is left of a text when words are left out. Pure.

Sources, none of which was at hand as a text (check each before use): UK GDPR articles 12(3) and 15, one month, two more
with reasons told within the first; Data Protection Act 2018, schedule 2 part 3 (others' information) and schedule 3
parts 2 and 3 (serious harm, decided by the appropriate health professional); Access to Health Records Act 1990, section
3 (who may ask after a death).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hearth.core.errors import NotPossible
from hearth.subject_access.codes import MARKS, RUNNING, UNSAID, AskedBy, Concern, Outcome, Reason, Route, Status

Span = tuple[int, int]
"""From a letter to a letter it does not include."""

MOVES = {
    Status.ASKED: {Status.GATHERING, Status.WITHDRAWN},
    Status.GATHERING: {Status.REVIEWING, Status.WITHDRAWN},
    Status.REVIEWING: {Status.READY, Status.WITHDRAWN},
    Status.READY: {Status.DELIVERED, Status.WITHDRAWN},
}
OVER = "This is over already."
WHICH_WORDS = "Write which words to leave out, as they stand there, one piece a line."


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that are given, or a mark where words are left out."""

    text: str
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an item before anybody reads it."""

    held_back: bool = False
    in_confidence: bool = False
    about_others: bool = False
    by_others: bool = False
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided of one item; `said` is whether the person is told why, and of a whole item that it is."""

    outcome: Outcome
    reason: Reason | str = ""
    why: str = ""
    said: bool = True
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for: how, in which words, and how they would like to have it."""

    how: Route
    words: str
    asked_by: AskedBy = AskedBy.PERSON
    asker_name: str = ""
    authority: str = ""
    wants_paper: bool = False
    wants_company: bool = False
    entitled: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody says of one item; `phrases` are the words to leave out, as they stand there."""

    outcome: Outcome
    reason: str = ""
    why: str = ""
    said: bool = True
    phrases: Sequence[str] = ()


def check_move(status: str, to: Status) -> None:
    """Raises NotPossible for a move that the life of a request does not know."""
    if to not in MOVES.get(Status(status), set()):
        raise NotPossible(OVER if status not in RUNNING else "This has to wait for the step before it.")


def concern(facts: Facts) -> Concern:
    """The gravest reason why a human must look before this is given."""
    found = (
        (facts.held_back, Concern.HELD_BACK),
        (facts.in_confidence, Concern.IN_CONFIDENCE),
        (facts.safety, Concern.SAFETY),
        (facts.about_others, Concern.ABOUT_OTHERS),
        (facts.by_others, Concern.BY_OTHERS),
    )
    return next((code for holds, code in found if holds), Concern.NONE)


def spans(text: str, phrases: Iterable[str]) -> tuple[Span, ...]:
    """Every place where one of the phrases stands, joined where they touch, in order. Case and spacing do not matter.

    Raises NotPossible for a phrase that does not stand there, or if there is none: nothing is left out by mistake.
    """
    wanted = [phrase.strip() for phrase in phrases if phrase.strip()]
    if not wanted:
        raise NotPossible(WHICH_WORDS)
    places: list[Span] = []
    for phrase in wanted:
        found = [match.span() for match in _pattern(phrase).finditer(text)]
        if not found:
            raise NotPossible(f"“{phrase[:60]}” does not stand there. Write it letter for letter.")
        places += found
    return joined(places)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in phrase.split())
    before = r"(?<!\w)" if phrase[0].isalnum() else ""
    after = r"(?!\w)" if phrase[-1].isalnum() else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)


def joined(places: Iterable[Span]) -> tuple[Span, ...]:
    """The same places in order, those that touch or overlap as one."""
    ordered: list[Span] = []
    for begins, ends in sorted(places):
        if ordered and begins <= ordered[-1][1]:
            ordered[-1] = (ordered[-1][0], max(ends, ordered[-1][1]))
        else:
            ordered.append((begins, ends))
    return tuple(ordered)


def segments(text: str, decided: Decided) -> list[Segment]:
    """What the person gets of a text, in order. Empty if it is left out without a word."""
    mark = Segment(MARKS[Reason(decided.reason)] if decided.said and decided.reason else UNSAID, left_out=True)
    if decided.outcome == Outcome.WITHHOLD:
        return [mark] if decided.said else []
    pieces, last = [], 0
    for begins, ends in decided.spans if decided.outcome == Outcome.REDACT else ():
        pieces += [Segment(text[last:begins])] if begins > last else []
        pieces.append(mark)
        last = ends
    return [*pieces, Segment(text[last:])] if last < len(text) else pieces


def check_decided(decided: Decided) -> None:
    """Raises NotPossible for leaving something out without a reason and a sentence why."""
    if decided.outcome == Outcome.GIVE:
        return
    if not decided.reason:
        raise NotPossible("Choose why it is left out.")
    if not decided.why.strip():
        raise NotPossible("Say in a sentence what you thought about. Whoever looks at it later has to understand it.")


def check_all_looked_at(undecided: Sequence[object]) -> None:
    """Raises NotPossible while something that a human must look at waits."""
    if undecided:
        many = len(undecided)
        raise NotPossible(f"{many} {'thing waits' if many == 1 else 'things wait'} to be looked at first.")


def check_handing(*, asked_by: str, on_their_page: bool) -> None:
    """Raises NotPossible for what somebody else asked for: it is never put on the person's own page."""
    if asked_by == "authority" and on_their_page:
        raise NotPossible(
            "Somebody else asked for this, so it does not go on the person’s own page. Choose another way."
        )


def check_extension(*, status: str, extended: bool, reason: str, told_how: str, due_at: datetime, at: datetime) -> None:
    """Raises NotPossible a second time, without a reason and word to the person, or once the month is over."""
    if status not in RUNNING:
        raise NotPossible(OVER)
    if extended:
        raise NotPossible("It takes longer already. There is no second time.")
    if at > due_at:
        raise NotPossible("The month is over, so it cannot be made longer. Give what is ready, and say sorry.")
    if not reason.strip() or not told_how.strip():
        raise NotPossible("Say why it takes longer, and how you told them.")


def check_asked(*, words: str, asked_by: str, asker_name: str, authority: str) -> None:
    """Raises NotPossible without words, or for somebody else without who they are and what lets them ask."""
    if not words.strip():
        raise NotPossible("Write what they asked for, in their words. Any words will do.")
    if asked_by == "authority" and not (asker_name.strip() and authority.strip()):
        raise NotPossible("Say who asks, and what you saw that lets them ask.")
