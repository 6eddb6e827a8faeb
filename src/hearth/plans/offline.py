"""What of a card goes along: the same words as on the page, in the same order, and nothing else about anybody."""

from datetime import datetime
from typing import Any

from hearth.core.clocks import LONDON
from hearth.core.helping import helped
from hearth.plans.codes import How, Mark
from hearth.plans.queries.packs import CardOf

# As a card is read: the name of the field and its heading. What comes first is said above, without one.
HEADINGS = (
    ("calms", "What calms me"),
    ("please_dont", "Please don’t"),
    ("where_to_be", "Where I want to be"),
    ("medicines", "Medicines"),
    ("may_be_told", "Who may be told"),
    ("home", "Home"),
    ("safer", "What makes it safer"),
)


def told(card: CardOf) -> dict[str, Any]:
    """A card as plain words for a device or a sheet of paper."""
    stands = card.thread.stands
    born = f"born {card.person.birth_on.year}" if card.person.birth_on else ""
    return {
        "name": card.person.known_as,
        "second": " · ".join(filter(None, [card.person.pronouns, born, card.person.area])),
        "state": state_words(card),
        "do_first": stands.do_first,
        "calls": stands.calls,
        "not_to_ring": stands.not_to_ring,
        "said": [[heading, getattr(stands, name)] for name, heading in HEADINGS if getattr(stands, name)],
    }


def lines_of(card: Any) -> list[str]:
    """Everything on a card, one thing after the other."""
    calls = [", ".join(filter(None, (call["name"], call["who"], call["number"], call["hours"]))) for call in card.calls]
    ring = [f"Ring, in this order: {'; '.join(calls)}."] if calls else []
    never = [f"Do not ring: {card.not_to_ring}"] if card.not_to_ring else []
    said = [f"{heading}: {getattr(card, name)}" for name, heading in HEADINGS if getattr(card, name)]
    return [card.do_first, *ring, *never, *said]


def on_one_line(card: Any) -> str:
    """The same, as one line."""
    return " ".join(lines_of(card))


def state_words(card: CardOf) -> str:
    """Whose card it is and since when, in a sentence; said the same everywhere a card is shown."""
    return whose(card.person.known_as, card.thread.stands, more=bool(card.thread.waiting))


def whose(known_as: str, stands: Any, *, more: bool = False) -> str:
    """Whether the person signed it, or who wrote it and for whom; and that newer words wait, if they do."""
    newer = " Newer words wait for a yes." if more else ""
    if stands.signed_at is not None:
        said = "said yes to it" if stands.mark == Mark.SPOKEN else "signed"
        return f"{known_as}’s own, {said} {day(stands.signed_at)}.{newer}"
    hand = {How.THEMSELVES: known_as, How.WITH: f"{stands.author_name} with {known_as}"}
    by = hand.get(stands.how, f"{stands.author_name} for {known_as}")
    return f"Written by {by} {day(stands.written_at)}{helped(stands)}. Not signed yet.{newer}"


def day(moment: datetime) -> str:
    """A day in full: paper and devices say neither today nor yesterday."""
    local = moment.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"
