"""What is told of allergies, medicines and of what to know before a visit; and what must be said with it."""

from dataclasses import dataclass
from datetime import date

from hearth.record.codes import FactKind

WHO_SAID = "Say who told us: the person, their doctor, or where you read it."
WHY_NO_LONGER = "Say in a few words why it is no longer so."
FACT_FIRST = "Write what happened, as somebody would have seen it."
SOURCE_FIRST = "Say how we know: who saw it, or who told us."
WHY_STILL = "Say in a few words what you looked at, and why it still holds."
WHY_NOT_NEEDED = "Say in a few words why it is no longer needed."


@dataclass(frozen=True, slots=True)
class ToldFact:
    """An allergy or a medicine as somebody told it. `what` is empty for "none known", which is a fact of its own."""

    kind: FactKind
    said_by: str
    said_on: date
    what: str = ""
    detail: str = ""

    @property
    def none_known(self) -> bool:
        return not self.what.strip()


@dataclass(frozen=True, slots=True)
class ToldNote:
    """A fact to know before a visit: what, when, how we know, what helps, and until when it holds at most."""

    fact: str
    happened_on: date
    source: str
    review_on: date
    what_helps: str = ""
