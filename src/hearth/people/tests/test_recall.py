"""How often the right person is among the first twenty, among 2,000 invented people whose truth is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from bench import spelling
from bench.names import NICKNAMES, make_people
from django.utils.timezone import now

from hearth.core.actor import SYSTEM
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.people.codes import BirthPrecision, KeyKind, PersonStatus
from hearth.people.keys import code_key, keys_of_names, number_keys
from hearth.people.models import NameKey, Person, WordKey
from hearth.people.names import learnt_keys
from hearth.people.queries import MOST_FOUND, find_people

PEOPLE = 2_000
ASKED = 120


@dataclass(frozen=True)
class Somebody:
    """One of them, as `bench.spelling` mistypes them."""

    person_id: UUID
    given: str
    family: str
    former: str
    known_as: str
    birth_on: date
    phone: str
    nhs_number: str


@pytest.fixture(scope="module")
def everybody(django_db_setup, django_db_blocker):
    """Two thousand people with names spread as a census finds them, written once for all of these tests."""
    people = [
        Somebody(new_id(), one.given, one.family, one.former, one.known_as, one.birth_on, one.phone, one.nhs_number)
        for one in make_people(PEOPLE, seed=7)
    ]
    with django_db_blocker.unblock():
        with acting_as(SYSTEM, at=now()):
            write(people)
        yield people
        with acting_as(SYSTEM, at=now()):
            for model in (NameKey, WordKey, Person):
                model.objects.all().delete()


def write(people):
    at = now()
    Person.objects.bulk_create(
        Person(
            id=one.person_id,
            status=PersonStatus.CONFIRMED,
            known_as=one.known_as or one.given,
            birth_on=one.birth_on,
            birth_precision=BirthPrecision.DAY,
            made_at=at,
        )
        for one in people
    )
    words = {one.person_id: keys_of_names([one.known_as, one.given, one.family, one.former]) for one in people}
    numbers = {one.person_id: number_keys(one.phone) | {code_key(one.nhs_number)} for one in people}
    NameKey.objects.bulk_create(
        NameKey(person_id=one.person_id, key=key, birth_year=one.birth_on.year)
        for one in people
        for key in words[one.person_id] | numbers[one.person_id]
        if key != "#"
    )
    learnt = learnt_keys(sorted(set().union(*words.values())))
    WordKey.objects.bulk_create(WordKey(key=key, word=word, kind=KeyKind(kind)) for key, word, kind in learnt)


def recall(asked):
    """The share of questions whose answer is among the first twenty, and those that were not, to read."""
    at, missed = now(), []
    with acting_as(SYSTEM, at=at):
        for one in asked:
            found = [other.person_id for other in find_people(SYSTEM, words=one.words, at=at)]
            if one.who.person_id not in found[:MOST_FOUND]:
                missed.append(f"{one.words} for {one.who.given} {one.who.family} {one.who.birth_on}")
    return 1 - len(missed) / len(asked), missed


class TestRecall:
    def test_of_one_slip_and_the_birth_year(self, everybody):
        share, missed = recall(spelling.slips(everybody[: 3 * ASKED]))

        assert share >= 0.99, missed

    def test_of_a_wrong_birth_date(self, everybody):
        share, missed = recall([spelling.wrong_birth_date(one) for one in everybody[:ASKED]])

        assert share >= 0.99, missed

    def test_of_day_and_month_changed_about(self, everybody):
        both = [one for one in everybody if one.birth_on.day <= 12][:ASKED]
        share, missed = recall(
            [spelling.Asked(f"{one.given} {one.family} {one.birth_on:%m/%d/%Y}", one, "american") for one in both]
        )

        assert share >= 0.99, missed

    def test_of_swapped_names(self, everybody):
        share, missed = recall([spelling.swapped(one) for one in everybody[:ASKED]])

        assert share >= 0.99, missed

    def test_of_a_nickname(self, everybody):
        named = [one for one in everybody if one.given in NICKNAMES][:ASKED]
        share, missed = recall([spelling.by_nickname(one) for one in named])

        assert share >= 0.99, missed

    def test_of_a_former_name(self, everybody):
        renamed = [one for one in everybody if one.former][:ASKED]
        share, missed = recall([spelling.by_former_name(one) for one in renamed])

        assert share >= 0.99, missed

    def test_of_a_slip_and_a_birth_date_a_day_off(self, everybody):
        chance = Random(3)
        asked = [spelling.misspelt(one, chance) for one in everybody[:ASKED]]
        share, missed = recall(
            [
                spelling.Asked(f"{one.words[:-5]} {one.who.birth_on + timedelta(days=1):%d/%m/%Y}", one.who, "both")
                for one in asked
            ]
        )

        assert share >= 0.97, missed

    def test_of_a_number(self, everybody):
        numbers = [number for one in everybody[:60] for number in ((one.phone, one), (one.nhs_number, one))]
        share, missed = recall([spelling.Asked(number, one, "number") for number, one in numbers if number])

        assert share == 1, missed
