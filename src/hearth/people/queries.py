"""Finding somebody, and reading who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.people import permissions
from hearth.people.asked import MOST_WORDS, Asked, asked_keys, understand
from hearth.people.codes import NHS_NUMBER, Answer, BirthPrecision, Characteristic, ContactKind, NameUse
from hearth.people.details import EqualityAnswer, IdentifierDetails, Identity, Life
from hearth.people.keys import ENDING_DIGITS, address_key, code_key, keys_of_names, number_keys
from hearth.people.models import Circumstances, Contact, Equality, Identifier, Person, PersonName
from hearth.people.names import name_words

MOST_FOUND = 20
MOST_KNOWN = 6
LIKELY_WORD = 65
UNKNOWN_BIRTH = 5
LIKELY_BIRTH = 15
MATCHED = ((300, "number"), (100, "name"), (75, "spelling"), (65, "nickname"), (55, "part"), (0, "sound"))
FIND = """
    SELECT t.too_many, f.* FROM (SELECT people_asks_too_much() AS too_many) t
      LEFT JOIN people_find(%s, %s, %s, %s, %s) f ON true
"""
FIND_WIDELY = FIND.replace("people_find(", "people_find_widely(")
TWINS = "SELECT * FROM people_twins(%s, %s)"
TOO_MANY = "You have searched very often in the last minute. Please wait a moment and search again."


class TooManySearches(NotPossible):
    """More searches in a minute than anyone needs."""


@dataclass(frozen=True, slots=True)
class Minimum:
    """What may be known of somebody before there is a relationship. `seen` says whether the asking worker has one."""

    person_id: UUID
    known_as: str
    age_band: str
    area: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Found(Minimum):
    """Somebody a search found. `matched` is a code: number, name, spelling, nickname, part, sound.

    `score` is the sum of how well each word fits and of `nearness`, how near the birth date is to the one asked for: 40
    the same, 5 if it is not known, 0 if it is another or none was asked for. `is_sure` says that every word and the
    birth year fit; `shares_birthday` that another one found has the same birth date, so that a second thing must be
    checked.
    """

    score: int
    nearness: int
    matched: str
    is_sure: bool
    shares_birthday: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of somebody who may be new here. Everything may be empty."""

    known_as: str = ""
    given: str = ""
    family: str = ""
    birth_on: date | None = None
    phone: str = ""
    nhs_number: NhsNumber | None = None


def find_people(actor: Actor, *, words: str, at: datetime, widely: bool = False) -> list[Found]:
    """At most 20 people whom these words may mean, likeliest first: any names, numbers and birth dates in any order.

    Looks further where the first look finds nobody for sure, or when asked to. `actions.search` leaves the trace.
    Raises NotPermitted, or TooManySearches.
    """
    permissions.check_find_people(actor)
    asked = understand(words, today=at.date())
    if asked.is_empty:
        return []
    found = _ask(FIND, asked)
    if asked.words and (widely or not _is_enough(found, asked)):
        found = _merged(found, _ask(FIND_WIDELY, asked))
    return found


def already_known(actor: Actor, *, told: Told, at: datetime) -> list[Found]:
    """Who somebody new may already be here: the same number, or names that fit and no other birth date.

    Asked before anyone is made known; `actions.ask_already_known` leaves the trace. Raises NotPermitted, or
    TooManySearches.
    """
    permissions.check_create_person(actor)
    asked = _asked_of(told)
    if actor.kind is not ActorKind.WORKER or asked.is_empty:
        return []
    likely = _likely(_ask(FIND, asked), asked)
    if asked.words and not likely:
        likely = _likely(_ask(FIND_WIDELY, asked), asked)
    return likely[:MOST_KNOWN]


def near_twins(actor: Actor, *, person: Person, families: Iterable[str], addresses: Iterable[str]) -> list[Minimum]:
    """Others with the same birth date who share one of the family names or addresses of somebody the actor sees.

    Their pages, and everything printed of them, ask for a second thing to be checked.
    """
    keys = keys_of_names(families) | {address_key(address) for address in addresses}
    if not keys or person.birth_precision != BirthPrecision.DAY:
        return []
    return [Minimum(*row) for row in doors.rows(TWINS, person.id, sorted(keys))]


def identity_of(person: Person) -> Identity:
    """What everyone alongside may know, as one value to compare with another."""
    return Identity(**{field.name: getattr(person, field.name) for field in fields(Identity)})


def called_now(actor: Actor, *, person: Person) -> dict[str, Any]:
    """What they go by now, as a change of name begins with it. Nothing of what they went by before."""
    names = PersonName.objects.visible_to(actor).filter(person=person, until_on=None, use=NameUse.USUAL)
    name = names.filter(restricted=False).order_by("id").last()
    gender = Equality.objects.visible_to(actor).filter(person=person, characteristic=Characteristic.GENDER).first()
    return {
        "known_as": person.known_as,
        "pronouns": person.pronouns,
        "given": name.given if name else "",
        "family": name.family if name else "",
        "gender": gender.words if gender else "",
    }


def told_of(actor: Actor, *, person: Person) -> Told:
    """What this actor may know of who they are and how to reach them. A restricted name goes nowhere from here."""
    names = PersonName.objects.visible_to(actor).filter(person=person, until_on=None, restricted=False)
    # The legal name before the one they use.
    name = names.filter(use__in=[NameUse.OFFICIAL, NameUse.USUAL]).order_by("use", "id").first()
    ways = Contact.objects.visible_to(actor).filter(person=person, kind=ContactKind.PHONE, until_on=None)
    phone = ways.filter(safe_to_use=True).order_by("id").first()
    number = Identifier.objects.visible_to(actor).filter(person=person, system=NHS_NUMBER).first()
    return Told(
        known_as=person.known_as,
        given=name.given if name else "",
        family=name.family if name else "",
        birth_on=person.birth_on if person.birth_precision == BirthPrecision.DAY else None,
        phone=phone.value if phone else "",
        nhs_number=NhsNumber(number.value) if number else None,
    )


def life_of(actor: Actor, *, person: Person) -> Life:
    """How life stands, for an actor who may see everything."""
    known = Circumstances.objects.visible_to(actor).get(person=person)
    return Life(**{field.name: getattr(known, field.name) for field in fields(Life)})


def safe_ways(actor: Actor, *, person_id: UUID) -> list[str]:
    """How somebody may safely be reached, each with when it is good."""
    ways = Contact.objects.visible_to(actor).filter(person_id=person_id, until_on=None, safe_to_use=True)
    return [", ".join(part for part in (way.value, way.best_times) if part) for way in ways.order_by("kind", "id")]


def equality_of(actor: Actor, *, person: Person) -> list[EqualityAnswer]:
    """One answer to each characteristic, in their order; what has no row was not asked."""
    rows = Equality.objects.visible_to(actor).filter(person=person)
    told = {
        row.characteristic: EqualityAnswer(row.characteristic, Answer(row.answer), row.words, row.code) for row in rows
    }
    return [told.get(c, EqualityAnswer(c, Answer.NOT_ASKED)) for c in Characteristic.values]


def is_anybodys(codes: Sequence[IdentifierDetails]) -> bool:
    """Whether one of these numbers or codes belongs to somebody here already, seen or not."""
    if not codes:
        return False
    systems, values = [code.system for code in codes], [code.value for code in codes]
    return bool(doors.answer("SELECT people_code_taken(%s, %s)", systems, values))


def _ask(statement: str, asked: Asked) -> list[Found]:
    keys, places, kinds = (list(column) for column in zip(*asked_keys(asked), strict=True))
    rows = doors.rows(statement, keys, places, kinds, list(asked.years), asked.born)
    if rows[0][0]:
        raise TooManySearches(TOO_MANY)
    return [
        Found(person_id, known_as, age_band, area, seen, score, nearness, _matched(strongest), sure, shares)
        for _, person_id, known_as, age_band, area, seen, score, nearness, strongest, sure, shares in rows
        if person_id
    ]


def _likely(found: list[Found], asked: Asked) -> list[Found]:
    """Those with the same number, or with names that fit and a birth date that is not another."""
    return [one for one in found if one.matched == "number" or (_names_fit(one, asked) and _birth_fits(one, asked))]


def _names_fit(one: Found, asked: Asked) -> bool:
    return bool(asked.words) and one.score - one.nearness >= LIKELY_WORD * len(asked.words)


def _birth_fits(one: Found, asked: Asked) -> bool:
    return asked.born is None or one.nearness == UNKNOWN_BIRTH or one.nearness >= LIKELY_BIRTH


def _asked_of(told: Told) -> Asked:
    names = dict.fromkeys(word for part in (told.given, told.family, told.known_as) for word in name_words(part))
    numbers = number_keys(told.phone) | ({code_key(told.nhs_number.digits)} if told.nhs_number else set())
    whole = {key for key in numbers if len(key) > ENDING_DIGITS + 1}
    years = (told.birth_on.year,) if told.birth_on else ()
    return Asked(tuple(names)[:MOST_WORDS], tuple(sorted(whole)), told.birth_on, years, whole=True)


def _matched(strongest: int) -> str:
    return next(code for least, code in MATCHED if strongest >= least)


def _is_enough(found: list[Found], asked: Asked) -> bool:
    """With a birth year one sure answer will do; by name alone there may be as many as fit."""
    sure = sum(person.is_sure for person in found)
    return sure >= (1 if asked.years else MOST_FOUND)


def _merged(first: list[Found], then: list[Found]) -> list[Found]:
    best: dict[UUID, Found] = {}
    for person in [*first, *then]:
        if person.person_id not in best or best[person.person_id].score < person.score:
            best[person.person_id] = person
    return sorted(best.values(), key=lambda person: -person.score)[:MOST_FOUND]
