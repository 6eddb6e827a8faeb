"""What can be true of somebody, on plain values."""

from dataclasses import replace
from datetime import date, timedelta

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.people.codes import Answer, BirthPrecision, ContactKind, NhsNumberStatus, PersonStatus
from hearth.people.details import ContactDetails, EqualityAnswer, Identity, NewName, RelationDetails
from hearth.people.keys import SHORTEST_NUMBER, phone_digits

LONGEST_NAME = 120
OLDEST_YEARS = 125
NAME_MISSING = "Tell us what to call them. A first name is enough."
NAME_TOO_LONG = f"A name can have at most {LONGEST_NAME} letters."
BIRTH_TO_COME = "This birth date has not come yet."
BIRTH_TOO_OLD = f"This birth date is more than {OLDEST_YEARS} years ago."
BIRTH_NOT_WHOLE = "Give a birth date and say how exactly you know it, or neither."
NOTHING_SAID = "Write a few words first. There is nothing to keep yet."
NOT_A_PHONE = "This is not a phone number, like 07700 900123."
NOT_AN_EMAIL = "This is not an e-mail address, like name@example.org."
NOWHERE_SAFE_TO_SPEAK = "A way that is not safe to use is not safe for messages either."
RING_AND_NEVER_RING = "They cannot be both somebody to ring in an emergency and somebody never to contact."
NAME_OF_RELATION = "Tell us their name, or what they are called."
WORDS_WITH_UNKNOWN = "Words go only with what they told us. Choose “Told us”, or leave the words empty."
STATED_WITHOUT_WORDS = "Write down what they told us, in their words."
NUMBER_MISSING = "Write the number, or say why there is none."
NUMBER_BESIDE_NONE = "Leave the number empty, or say that there is one."
REASON_MISSING = "Say why they do not want it used, in a few words."
NAME_TO_COME = "That day has not come yet. Change it on the day itself, so that nobody uses the name too soon."
NOT_PROVISIONAL = "Only somebody who is here for the time being, with a name, can be confirmed."
NUMBER_NOT_ISSUED = "This NHS number is from the range kept for tests. Nobody has it."
WITH_NUMBER = {NhsNumberStatus.VERIFIED, NhsNumberStatus.UNVERIFIED}

AT_REST = (
    "They have died, and their record is at rest: it can be read, and nothing in it is changed. If that is a mistake, "
    "two of you can put it right on the page that says so."
)

STATUS_MOVES = {
    PersonStatus.GUEST: {PersonStatus.PROVISIONAL},
    PersonStatus.PROVISIONAL: {PersonStatus.CONFIRMED},
}


class AtRest(NotPossible):
    """Somebody has died. Whoever would write, send, ask or arrange is told so in one sentence."""

    def __init__(self) -> None:
        super().__init__(AT_REST)


def birthday_known(birth_on: date | None, precision: str) -> date | None:
    """The day somebody was born, if it is known to the day."""
    return birth_on if precision == BirthPrecision.DAY else None


def checked_name(name: str) -> str:
    """The name with its spaces put right. Raises NotPossible if nothing is left, or too much."""
    tidy = " ".join(name.replace("\x00", " ").split())
    if not tidy:
        raise NotPossible(NAME_MISSING)
    if len(tidy) > LONGEST_NAME:
        raise NotPossible(NAME_TOO_LONG)
    return tidy


def check_birth(birth_on: date | None, precision: str, *, on: date) -> None:
    """A birth date and how exactly it is known come together, and lie in a life. Raises NotPossible."""
    if (birth_on is None) != (precision == BirthPrecision.UNKNOWN):
        raise NotPossible(BIRTH_NOT_WHOLE)
    if birth_on is None:
        return
    if birth_on > on:
        raise NotPossible(BIRTH_TO_COME)
    if birth_on < on - timedelta(days=OLDEST_YEARS * 365.25):
        raise NotPossible(BIRTH_TOO_OLD)


def check_number_is_issued(number: NhsNumber, *, invented_people: bool) -> None:
    """Numbers kept for tests belong to invented people only. Raises NotPossible. Source: NHS Data Dictionary."""
    if number.is_never_issued and not invented_people:
        raise NotPossible(NUMBER_NOT_ISSUED)


def status_of_number(number: NhsNumber | None) -> NhsNumberStatus:
    """What we know of a number nobody has said anything about."""
    return NhsNumberStatus.UNVERIFIED if number else NhsNumberStatus.NOT_KNOWN


def tidy_name(name: str) -> str:
    """A part of a name with its spaces put right; empty stays empty. Raises NotPossible if it is too long."""
    return checked_name(name) if name.strip() else ""


def check_has_words(*texts: str) -> None:
    """Raises NotPossible if nothing was written at all."""
    if not any(text.strip() for text in texts):
        raise NotPossible(NOTHING_SAID)


def tidy_identity(identity: Identity) -> Identity:
    """The same, with its spaces put right. Raises NotPossible if they would be called nothing."""
    return replace(
        identity,
        known_as=checked_name(identity.known_as),
        pronouns=identity.pronouns.strip(),
        area=identity.area.strip(),
        how_to_talk=identity.how_to_talk.strip(),
    )


def tidy_new_name(told: NewName, *, on: date) -> NewName:
    """The same, with its spaces put right.

    Raises NotPossible if they would be called nothing, or from a day that has not come.
    """
    if told.holds_from > on:
        raise NotPossible(NAME_TO_COME)
    return replace(
        told,
        known_as=checked_name(told.known_as),
        pronouns=told.pronouns.strip(),
        given=tidy_name(told.given),
        family=tidy_name(told.family),
        gender=told.gender.strip(),
    )


def status_when_called(status: str, known_as: str) -> str:
    """A guest who is called something becomes provisional; nobody else changes."""
    named = known_as.casefold() != PersonStatus.GUEST.label.casefold()
    return PersonStatus.PROVISIONAL if status == PersonStatus.GUEST and named else status


def check_status_move(now: str, then: PersonStatus) -> None:
    """How an identity settles. Raises NotPossible for any other move.

    | from        | to          | when                                        |
    |-------------|-------------|---------------------------------------------|
    | guest       | provisional | they are called something                   |
    | provisional | confirmed   | they said so, and a second thing was checked |
    """
    if then not in STATUS_MOVES.get(PersonStatus(now), set()):
        raise NotPossible(NOT_PROVISIONAL)


def check_contact(contact: ContactDetails) -> None:
    """A number has digits, an address an @, and no message is left where it is not safe. Raises NotPossible."""
    check_has_words(contact.value)
    if contact.kind == ContactKind.PHONE and len(phone_digits(contact.value)) < SHORTEST_NUMBER:
        raise NotPossible(NOT_A_PHONE)
    if contact.kind == ContactKind.EMAIL and not _looks_like_email(contact.value):
        raise NotPossible(NOT_AN_EMAIL)
    if contact.safe_to_leave_message and not contact.safe_to_use:
        raise NotPossible(NOWHERE_SAFE_TO_SPEAK)


def check_relation(relation: RelationDetails) -> None:
    """Somebody with a name, to be rung in an emergency or never to be contacted, not both. Raises NotPossible."""
    if not relation.name.strip():
        raise NotPossible(NAME_OF_RELATION)
    if relation.emergency and relation.do_not_contact:
        raise NotPossible(RING_AND_NEVER_RING)


def check_equality(answer: EqualityAnswer) -> None:
    """Words if they told us, and none with any kind of unknown. Raises NotPossible."""
    if answer.answer == Answer.STATED and not answer.words.strip():
        raise NotPossible(STATED_WITHOUT_WORDS)
    if answer.answer != Answer.STATED and (answer.words or answer.code):
        raise NotPossible(WORDS_WITH_UNKNOWN)


def check_number_and_status(number: NhsNumber | None, status: NhsNumberStatus, reason: str) -> None:
    """A number is verified or not; without one it was looked for, is not known, or not wanted, and why.

    Raises NotPossible.
    """
    if (number is None) == (status in WITH_NUMBER):
        raise NotPossible(NUMBER_MISSING if number is None else NUMBER_BESIDE_NONE)
    if status == NhsNumberStatus.NOT_WANTED and not reason.strip():
        raise NotPossible(REASON_MISSING)


def _looks_like_email(value: str) -> bool:
    name, _, place = value.strip().partition("@")
    return bool(name) and "." in place and not set(value.strip()) & set(" \t\n<>,;")
