"""Keys made of numbers and addresses, so that one index finds somebody by whatever is known of them."""

import re
from collections.abc import Iterable
from datetime import date

from hearth.people.codes import BirthPrecision, ContactKind
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.names import folded, spellings

NOT_DIGITS = re.compile(r"\D+")
ABROAD = re.compile(r"^(?:0044|44(?=0?\d{10}$))0?")
NOT_IN_A_CODE = re.compile(r"[\W_]+")
ENDING_DIGITS = 6
SHORTEST_NUMBER = 5
LONGEST_KEY = 120
GUESSED = {BirthPrecision.ESTIMATED, BirthPrecision.UNKNOWN}


def phone_digits(typed: str) -> str:
    """The digits of a phone number as dialled in the UK: "+44 (0)7700 900 123" is 07700900123."""
    digits = NOT_DIGITS.sub("", typed)
    return ABROAD.sub("0", digits)


def number_keys(typed: str) -> set[str]:
    """Keys of a phone number or other number: the whole, and its last six digits, which people remember."""
    digits = phone_digits(typed)
    if len(digits) < SHORTEST_NUMBER:
        return set()
    whole = f"#{digits[:LONGEST_KEY]}"
    return {whole, f"#{digits[-ENDING_DIGITS:]}"} if len(digits) > ENDING_DIGITS else {whole}


def code_key(value: str) -> str:
    """The key of an e-mail address or an identifier: its letters and digits."""
    return f"#{NOT_IN_A_CODE.sub('', folded(value))[:LONGEST_KEY]}"


def address_key(value: str) -> str:
    """The key of an address, the same however it is spaced and spelt in capitals."""
    return f"@{NOT_IN_A_CODE.sub('', folded(value))[:LONGEST_KEY]}"


def keys_of_contact(contact: ContactDetails) -> set[str]:
    """How a contact finds its person. Where somebody may be found on a given day is no key."""
    if contact.kind == ContactKind.PHONE:
        return number_keys(contact.value)
    if contact.kind == ContactKind.EMAIL:
        return {code_key(contact.value)}
    return {address_key(contact.value)} if contact.kind == ContactKind.ADDRESS else set()


def keys_of_names(names: Iterable[str]) -> set[str]:
    """The words somebody is found by, of all the parts of their names."""
    return {word for part in names for word in spellings(part)}


def keys_of_numbers(contacts: Iterable[ContactDetails], codes: Iterable[IdentifierDetails]) -> set[str]:
    """The numbers and addresses somebody is found by. They begin with a sign, so that none is taken for a name."""
    return {key for contact in contacts for key in keys_of_contact(contact)} | {code_key(code.value) for code in codes}


def key_year(birth_on: date | None, precision: str) -> int:
    """The birth year a search may rely on; 0 if it is not known or a guess."""
    return 0 if birth_on is None or precision in GUESSED else birth_on.year
