"""What a referral must carry: three answers, and no more (DOMAIN 4.2)."""

from dataclasses import dataclass, fields

from hearth.core.errors import NotPossible
from hearth.front_door.codes import PersonKnows, Route
from hearth.record.codes import EntryKind

HEARD = frozenset({"first-contact", "urgent-response", "feeling-unsafe"})
TALKED = HEARD | {"welcoming-conversation"}


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told us when they asked, in their own words. Only the first two texts must say something."""

    route: Route
    known_as: str
    who_and_how_to_find: str
    what_is_happening: str
    person_knows: PersonKnows = PersonKnows.YES
    knows_not_because: str = ""
    referrer_name: str = ""
    referrer_reach: str = ""
    referrer_organisation: str = ""
    safe_contact: str = ""
    would_help: str = ""
    good_at: str = ""
    adjustments: str = ""
    others_affected: str = ""
    who_else: str = ""
    keep_doing: str = ""
    feels_unsafe: bool | None = None


def check_told(told: Told) -> None:
    """Raises NotPossible, in words for whoever asked, if one of the three answers is missing."""
    if not told.who_and_how_to_find.strip():
        raise NotPossible("Tell us who this is about and how to find them. A first name and a place is enough.")
    if not told.what_is_happening.strip():
        raise NotPossible("Tell us a little of what is going on. A few words are enough.")
    if told.person_knows == PersonKnows.NO and not told.knows_not_because.strip():
        raise NotPossible("Tell us why they do not know that you are writing.")


def answers(told: Told) -> dict[str, object]:
    """Every answer by its name, as the referral keeps it."""
    return {field.name: getattr(told, field.name) for field in fields(told)}


def promises_kept_by(kind: str) -> frozenset[str]:
    """Which promises of a referral are kept once something of this kind has happened.

    A call counts as hearing from us, not yet as a talk; trying to reach somebody keeps nothing (DOMAIN 4.3).
    """
    if kind in {EntryKind.CONVERSATION, EntryKind.VISIT}:
        return TALKED
    return HEARD if kind == EntryKind.CALL else frozenset()
