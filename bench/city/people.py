"""Everybody in the city, as rows: who they are, how they are found, who holds them."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from bench.city.partners import Partners, Table
from bench.names import Invented, make_people
from bench.progress import bar
from bench.sizes import Size
from hearth.core.ids import new_id
from hearth.people.codes import NHS_NUMBER, ContactKind
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.keys import key_year, keys_of_names, keys_of_numbers
from hearth.people.names import learnt_keys

HELD_BY_ONE = 200
LONG_JOURNEYS = 40
LONG = 650
SHARE_OF_OPEN = 0.6
SHOWN_EVERY = 5_000


@dataclass(frozen=True, slots=True)
class Life:
    """One person of the city and where they stand. `status` is empty for somebody known and never held."""

    n: int
    person_id: UUID
    who: Invented
    hub_id: UUID
    holder_id: UUID | None
    status: str
    opened_at: datetime
    entries: int

    @property
    def known_as(self) -> str:
        return self.who.known_as or self.who.given

    @property
    def contact(self) -> ContactDetails:
        return ContactDetails(ContactKind.PHONE, self.who.phone)

    @property
    def number(self) -> list[IdentifierDetails]:
        return [IdentifierDetails(NHS_NUMBER, self.who.nhs_number)] if self.who.nhs_number else []


def invent(size: Size, hands: Partners, now: datetime) -> list[Life]:
    """Everybody, the open ones first: the first 200 are one worker's list, 40 of them with very long journeys."""
    chance = random.Random(3)
    held = min(HELD_BY_ONE, size.open // 2)
    holders = [[hands.memberships[w] for w in hands.holders_at(hub)] for hub in range(size.hubs)]
    of_open = size.entries * SHARE_OF_OPEN / size.open
    of_others = size.entries * (1 - SHARE_OF_OPEN) / (size.people - size.open)
    lives = []
    for n, who in enumerate(make_people(size.people)):
        is_open = n < size.open
        hub = 0 if n < held else n % size.hubs
        entries = 1 + int(chance.expovariate(1 / (of_open if is_open else of_others)))
        opened_at = now - timedelta(days=chance.uniform(0.1, 900 if is_open else 1800))
        status = _open_status(chance, now - opened_at) if is_open else ("handed-on" if chance.random() < 0.7 else "")
        holder = hands.memberships[0] if n < held else chance.choice(holders[hub])
        if n < held:
            entries = LONG if n < LONG_JOURNEYS else max(entries, 60)
        lives.append(Life(n, new_id(), who, hands.hubs[hub], holder if is_open else None, status, opened_at, entries))
    return lives


def _open_status(chance: random.Random, since: timedelta) -> str:
    if since < timedelta(days=14):
        return "welcoming"
    return "resting" if chance.random() < 0.15 else "supported"


def tables(lives: list[Life], now: datetime) -> Iterator[Table]:
    """Every table with its columns and rows."""
    life = ["n", "person_id", "hub_id", "holder_id", "status", "opened_at", "entries"]
    rows = ((v.n, v.person_id, v.hub_id, v.holder_id, v.status, v.opened_at, v.entries) for v in lives)
    yield "bench.life", life, rows
    person = ["id", "status", "known_as", "pronouns", "birth_on", "birth_precision", "area", "how_to_talk", "made_at"]
    yield "people_person", [*person, "version"], _people(lives)
    circumstances = ["person_id", "living_situation", "household", "gp", "nhs_number_status", "nhs_number_reason"]
    yield "people_circumstances", circumstances, _circumstances(lives)
    yield "people_personname", ["id", "person_id", "use", "given", "family", "restricted"], _names(lives)
    yield "people_identifier", ["id", "person_id", "system", "value", "restricted"], _identifiers(lives)
    contact = ["id", "person_id", "kind", "value", "safe_to_use", "safe_to_leave_message", "shared_with", "best_times"]
    yield "people_contact", contact, _contacts(lives)
    yield "people_namekey", ["person_id", "key", "birth_year"], _keys(lives)
    yield "people_wordkey", ["key", "word", "kind"], _words(lives)


def _people(lives: Iterable[Life]) -> Iterator[Sequence[Any]]:
    for life in lives:
        talk = "Slowly, and please say who you are first." if life.n % 3 == 0 else ""
        status = "confirmed" if life.who.nhs_number else "provisional"
        birth = life.who.birth_on, "day", life.who.area
        yield life.person_id, status, life.known_as, "", *birth, talk, life.opened_at, 1


def _circumstances(lives: Iterable[Life]) -> Iterator[Sequence[Any]]:
    for life in lives:
        status = "verified" if life.who.nhs_number else "not-known"
        yield life.person_id, "rented" if life.n % 4 else "sofa", "", "Priory Surgery", status, ""


def _names(lives: Iterable[Life]) -> Iterator[Sequence[Any]]:
    for life in lives:
        yield new_id(), life.person_id, "official", life.who.given, life.who.family, False
        if life.who.former:
            yield new_id(), life.person_id, "old", life.who.given, life.who.former, False


def _identifiers(lives: Iterable[Life]) -> Iterator[Sequence[Any]]:
    for life in lives:
        for code in life.number:
            yield new_id(), life.person_id, code.system, code.value, False


def _contacts(lives: Iterable[Life]) -> Iterator[Sequence[Any]]:
    for life in lives:
        yield new_id(), life.person_id, life.contact.kind, life.contact.value, True, False, "", ""


def _name_keys(life: Life) -> set[str]:
    parts = (life.known_as, life.who.given, life.who.family, life.who.former)
    return set().union(*map(_keys_of_part, parts))


@cache
def _keys_of_part(part: str) -> frozenset[str]:
    return frozenset(keys_of_names([part]))


def _keys(lives: list[Life]) -> Iterator[Sequence[Any]]:
    """The very keys Hearth itself would write."""
    for done, life in enumerate(lives):
        if done % SHOWN_EVERY == 0:
            bar("People: the keys they are found by", done, len(lives))
        year = key_year(life.who.birth_on, "day")
        for key in _name_keys(life) | keys_of_numbers([life.contact], life.number):
            yield life.person_id, key, year


def _words(lives: list[Life]) -> Iterator[Sequence[Any]]:
    words = {word for life in lives for word in _name_keys(life)}
    for key, word, kind in learnt_keys(sorted(words)):
        yield key, word, int(kind)
