"""What is told about somebody beside their name, as plain values, before it becomes rows."""

from dataclasses import dataclass
from datetime import date

from hearth.core.values import NhsNumber
from hearth.people.codes import Answer, BirthPrecision, LivingSituation


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """A way to reach or find somebody. `kind` is a ContactKind; leaving a message is safe only if they said so."""

    kind: str
    value: str
    safe_to_use: bool = True
    safe_to_leave_message: bool = False
    shared_with: str = ""
    best_times: str = ""


@dataclass(frozen=True, slots=True)
class NeedDetails:
    """A language, a communication need or an adjustment. `kind` is language, communication or adjustment."""

    kind: str
    words: str
    interpreter: bool = False
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class IdentifierDetails:
    """A number or code by which another system knows somebody. `system` says whose it is."""

    system: str
    value: str


@dataclass(frozen=True, slots=True)
class RelationDetails:
    """Somebody in the person's life."""

    name: str
    relation: str
    how_to_reach: str = ""
    informal_carer: bool = False
    emergency: bool = False
    do_not_contact: bool = False


@dataclass(frozen=True, slots=True)
class EqualityAnswer:
    """Told us, in their own words; or one of the three kinds of unknown, without words."""

    characteristic: str
    answer: Answer
    words: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What everyone alongside a person may know of who they are."""

    known_as: str
    pronouns: str = ""
    birth_on: date | None = None
    birth_precision: str = BirthPrecision.UNKNOWN
    area: str = ""
    how_to_talk: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """How life stands: where they live, with whom, which surgery is theirs. `living_situation` is a LivingSituation."""

    living_situation: str = LivingSituation.NOT_KNOWN
    household: str = ""
    gp: str = ""


@dataclass(frozen=True, slots=True)
class NewName:
    """What somebody goes by from a day on. Names, gender and number that are not told stay as they are.

    `on_papers` says that letters and papers carry the new name too.
    """

    known_as: str
    holds_from: date
    pronouns: str = ""
    given: str = ""
    family: str = ""
    on_papers: bool = True
    gender: str = ""
    number: NhsNumber | None = None

    @property
    def has_names(self) -> bool:
        """Whether more is told than what they are called."""
        return bool(self.given or self.family)
