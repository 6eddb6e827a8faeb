"""What a referral must carry: three answers, and no more (DOMAIN 4.2)."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.front_door.codes import MayHear, PersonKnows, Route, UpdateKind, WordKind
from hearth.people.keys import ENDING_DIGITS, address_key, code_key, number_keys
from hearth.people.names import name_words
from hearth.record.codes import EntryKind

HEARD = frozenset({"first-contact", "urgent-response", "feeling-unsafe", "worrying-answer"})
TALKED = HEARD | {"welcoming-conversation"}
# What a promise of the door may begin with.
PROMISED_TO = ("Referral", "SafetyAnswer", "UrgencyJudgement", "ContactAttempt", "Booking", "WelcomeOutcome", "Worry")
FOR_ANOTHER = frozenset({Route.SOMEONE_WHO_CARES, Route.PROFESSIONAL})
KEEP_DOING = "Say what you will keep doing. “Nothing” is an answer, and it is shown."
MOST_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Hints:
    """What was told of who somebody is, beside what to call them. Everything may be empty."""

    given: str = ""
    family: str = ""
    birth_on: date | None = None
    nhs_number: NhsNumber | None = None
    phone: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Hints()


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
    referrer_job: str = ""
    referrer_email: str = ""
    referrer_ods_code: str = ""
    hints: Hints = Hints()
    # Proved before anything was told, by the key of a machine; never what somebody typed.
    organisation_id: UUID | None = None

    @property
    def is_for_another(self) -> bool:
        """Whether somebody else asked, who is told how it goes on."""
        return self.route in FOR_ANOTHER or bool(self.referrer_email or self.organisation_id)


def check_told(told: Told) -> None:
    """Raises NotPossible, in words for whoever asked, if one of the three answers is missing."""
    if not told.who_and_how_to_find.strip():
        raise NotPossible("Tell us who this is about and how to find them. A first name and a place is enough.")
    if not told.what_is_happening.strip():
        raise NotPossible("Tell us a little of what is going on. A few words are enough.")
    check_keeps_doing(told)
    if told.person_knows == PersonKnows.NO and not told.knows_not_because.strip():
        raise NotPossible("Tell us why they do not know that you are writing.")


BESIDE_THE_ANSWERS = frozenset({"referrer_job", "referrer_email", "referrer_ods_code", "hints", "organisation_id"})


def answers(told: Told) -> dict[str, object]:
    """Every answer by its name, as the referral keeps it, and what was told of who they are, as it was told."""
    kept = {field.name: getattr(told, field.name) for field in fields(told) if field.name not in BESIDE_THE_ANSWERS}
    hints = told.hints
    return {
        **kept,
        "told_given": hints.given,
        "told_family": hints.family,
        "told_birth_on": hints.birth_on,
        "told_nhs_number": hints.nhs_number.digits if hints.nhs_number else "",
        "told_phone": hints.phone,
    }


@dataclass(frozen=True, slots=True)
class Recognisable:
    """What may make somebody surely one whom we know: a number, or every word of a name and a way to reach them."""

    number: str
    born: date
    words: tuple[str, ...]
    ways: tuple[str, ...]


def recognisable(hints: Hints) -> Recognisable | None:
    """What to ask for; None without a birth date, or with neither a number nor a whole name and a way to reach them."""
    if hints.birth_on is None:
        return None
    whole = bool(hints.given.strip() and hints.family.strip())
    words = tuple(sorted({*name_words(hints.given), *name_words(hints.family)})) if whole else ()
    ways = tuple(sorted(ways_of(hints.phone))) if words else ()
    if hints.nhs_number is None and not ways:
        return None
    number = hints.nhs_number.digits if hints.nhs_number else ""
    return Recognisable(number, hints.birth_on, words[:MOST_NAME_WORDS], ways)


def ways_of(typed: str) -> set[str]:
    """The keys of a phone number, an e-mail or an address, whole; never of the last digits alone."""
    if "@" in typed:
        return {code_key(typed)}
    numbers = number_keys(typed)
    if numbers:
        return {key for key in numbers if len(key) > ENDING_DIGITS + 1}
    return {address_key(typed)} if typed.strip() else set()


def check_keeps_doing(told: Told) -> None:
    """Raises NotPossible for a professional who does not say what they will keep doing."""
    if told.route == Route.PROFESSIONAL and not told.keep_doing.strip():
        raise NotPossible(KEEP_DOING)


def may_be_told(kind: UpdateKind, may_hear: str) -> bool:
    """Whether whoever asked may hear this, by what the person agreed to; that we have it, they always may."""
    if kind == UpdateKind.CONTACT_MADE:
        return may_hear in {MayHear.CONTACT, MayHear.OUTCOME}
    return kind != UpdateKind.OUTCOME or may_hear == MayHear.OUTCOME


def update_words(kind: UpdateKind, *, holder: str, hub: str, outcome: str = "") -> str:
    """One line for whoever asked. It never says who it is about; an outcome they may not hear says nothing of one."""
    with_us = f"We have what you told us, and {holder} at {hub} is holding it."
    return {
        UpdateKind.RECEIPT: with_us,
        UpdateKind.STILL_HERE: f"We still have it, and {holder} at {hub} is holding it.",
        UpdateKind.CONTACT_MADE: f"We have met. {holder} at {hub} goes on holding it.",
        UpdateKind.OUTCOME: outcome.strip()
        or f"{with_us} From here on we write only if you ask; you can tell us more at any time.",
    }[kind]


def check_words(kind: WordKind, words: str) -> None:
    """Raises NotPossible for an addition or an answer that says nothing, or something taken back without a reason."""
    if kind in {WordKind.ADDITION, WordKind.ANSWER, WordKind.WITHDRAW} and not words.strip():
        raise NotPossible("Write a few words first. There is nothing to send yet.")


def check_decision(*, goes_ahead: bool, how: str, why: str) -> None:
    """Raises NotPossible unless it says why, and how if we get in touch."""
    if not why.strip():
        raise NotPossible("Say why. They read this one day, and so does whoever comes after you.")
    if goes_ahead and not how.strip():
        raise NotPossible("Say how we get in touch: who, where, and with what words.")


def promises_kept_by(kind: str) -> frozenset[str]:
    """Which promises of a referral are kept once something of this kind has happened.

    A call counts as hearing from us, not yet as a talk; trying to reach somebody keeps nothing (DOMAIN 4.3).
    """
    if kind in {EntryKind.CONVERSATION, EntryKind.VISIT}:
        return TALKED
    return HEARD if kind == EntryKind.CALL else frozenset()


def check_said_how(said_how: str) -> None:
    """Raises NotPossible unless it says how the person told us."""
    if not said_how.strip():
        raise NotPossible("Say how they told you, in a few words.")


def check_because(because: str) -> None:
    """Raises NotPossible unless it says why."""
    if not because.strip():
        raise NotPossible("Say why, in a few words.")
