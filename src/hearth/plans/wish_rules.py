"""Wishes for a time when somebody cannot say them: what each kind asks, and what is known. Facts, never a verdict."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hearth.core.errors import NotPossible
from hearth.plans.rules import check_words


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for a time when somebody cannot say it, with the facts others will ask about. None is “not said”."""

    kind: str
    words: str
    written_on: date | None = None
    adult: bool | None = None
    signed_on: date | None = None
    witness: str = ""
    witnessed_on: date | None = None
    life: bool | None = None
    even_if: bool | None = None
    able: str = ""
    where_kept: str = ""
    withdrawn_on: date | None = None


def check_wish(wish: Wish, *, today: date) -> None:
    """Raises NotPossible without words, with a day that has not come, or a witness without a day (or a day without)."""
    check_words(wish.words)
    days = [wish.written_on, wish.signed_on, wish.witnessed_on, wish.withdrawn_on]
    if any(day is not None and day > today for day in days):
        raise NotPossible("That day has not come yet. When was it?")
    if bool(wish.witness.strip()) != (wish.witnessed_on is not None):
        raise NotPossible("A witness needs a name and a day.")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of wish asks, since when the law knows it, and what it weighs."""

    code: str
    words: str
    law: str
    weight: str
    asks: tuple[str, ...]
    source: str
    from_on: date | None = None
    until_on: date | None = None

    def is_in_law(self, on: date) -> bool:
        """Whether the law knows this kind on a day. A kind without a first day is not in force."""
        return self.from_on is not None and self.from_on <= on and (self.until_on is None or on < self.until_on)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that others will ask of a wish. `known` is false where nobody has said."""

    asks: str
    words: str
    known: bool = field(default=True)


def facts_of(wish: Any, kind: Kind) -> list[Fact]:
    """What is known of a wish, and what is not: facts, in the order the law asks for them, and never a verdict."""
    told = {
        "written_on": ("Written down", _on(wish.written_on)),
        "adult": ("Made at 18 or older", _yes(wish.adult)),
        "signed": ("Signed", _on(wish.signed_on)),
        "witness": ("Witnessed", f"by {wish.witness}, {_day(wish.witnessed_on)}" if wish.witness else ""),
        "life": ("About treatment that keeps alive", _yes(wish.life)),
        "even_if": ("Says “even if my life is at risk”", _yes(wish.even_if)),
    }
    asked = [told[name] for name in kind.asks if name != "even_if" or wish.life is not False]
    always = [("Able to decide then", wish.able), ("Where the paper is", wish.where_kept)]
    taken_back = [("Taken back", _on(wish.withdrawn_on))] if wish.withdrawn_on else []
    return [Fact(asks, words or "Nobody has said", bool(words)) for asks, words in [*asked, *always, *taken_back]]


def _on(day: date | None) -> str:
    return f"Yes, {_day(day)}" if day else ""


def _yes(said: bool | None) -> str:
    return "" if said is None else "Yes" if said else "No"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
