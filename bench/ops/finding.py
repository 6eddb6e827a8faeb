"""Making somebody known, and finding them again however they are spelt."""

import random
from collections.abc import Callable
from urllib.parse import urlencode

from bench.operation import Operation
from bench.spelling import Asked, hard_ways, misspelt
from bench.visitor import Answer
from bench.world import World
from hearth.people.names import name_words

BY_KEY = """
    SELECT p.id, p.known_as, p.birth_on, p.area FROM people_namekey k JOIN people_person p ON p.id = k.person_id
     WHERE k.key = %s AND k.birth_year = %s LIMIT 20
"""
BY_NUMBER = """
    SELECT p.id, p.known_as, p.birth_on, p.area FROM people_identifier i JOIN people_person p ON p.id = i.person_id
     WHERE i.system = 'nhs-number' AND i.value = %s
"""
CREATED = """
    WITH who AS (
      INSERT INTO people_person (id, status, known_as, pronouns, birth_precision, area, how_to_talk, made_at, version)
      VALUES (gen_random_uuid(), 'provisional', %s, '', 'unknown', '', '', now(), 1) RETURNING id),
    named AS (
      INSERT INTO people_personname (id, person_id, use, given, family, restricted)
      SELECT gen_random_uuid(), id, 'usual', %s, %s, false FROM who),
    reached AS (
      INSERT INTO people_contact (id, person_id, kind, value, safe_to_use, safe_to_leave_message, shared_with,
                                  best_times)
      SELECT gen_random_uuid(), id, 'phone', %s, true, false, '', '' FROM who)
    INSERT INTO people_namekey (person_id, key, birth_year) SELECT id, k, 0 FROM who, unnest(%s::text[]) AS k
"""
ASKED = 300


def find_misspelt(world: World) -> Operation:
    return _finding(
        world,
        "find by misspelt name and birth year",
        [misspelt(one, random.Random(n)) for n, one in enumerate(world.people[:ASKED])],
        most_queries=2,
        p50_ms=4,
        p99_ms=12,
        most_times_bare=2,
    )


def second_pass(world: World) -> Operation:
    return _finding(
        world,
        "second pass: wrong birth date, swapped, nickname, former name",
        hard_ways(world.people, ASKED),
        most_queries=4,
        p50_ms=15,
        p99_ms=40,
        most_times_bare=9,
    )


def find_by_identifier(world: World) -> Operation:
    numbers = [one.nhs_number for one in world.people if one.nhs_number][:ASKED]
    return Operation(
        "find by identifier",
        ours=_page(world, numbers),
        floor=lambda place: world.ask(BY_NUMBER, numbers[place % len(numbers)]),
        bare=lambda place: world.bare.get(f"/identifier?number={numbers[place % len(numbers)]}"),
        most_queries=2,
        p50_ms=4,
        p99_ms=12,
        most_times_bare=1.4,
    )


def create_person(world: World) -> Operation:
    def told(place: int) -> dict[str, str]:
        who = world.people[place % len(world.people)]
        return {"given": who.given, "family": f"{who.family}son", "phone": f"07700 9{place % 100_000:05}"}

    def floor(place: int) -> None:
        given, family, phone = told(place).values()
        world.ask(BY_KEY, family.lower(), 0)
        world.ask(CREATED, given, given, family, phone, [given.lower(), family.lower()])

    return Operation(
        "create a person, already-known check included",
        ours=lambda place: world.worker.post("/bench/people", told(place)),
        floor=floor,
        bare=lambda place: world.bare.post("/people", told(place)),
        most_queries=8,
        p50_ms=10,
        p99_ms=25,
        most_times_bare=1.8,
    )


def _finding(world: World, name: str, asked: list[Asked], **budget: float) -> Operation:
    keys = [(name_words(one.who.family)[0], one.who.birth_on.year) for one in asked]
    return Operation(
        name,
        ours=_page(world, [one.words for one in asked]),
        floor=lambda place: world.ask(BY_KEY, *keys[place % len(keys)]),
        bare=lambda place: world.bare.get(
            f"/find?{urlencode(dict(zip(('key', 'year'), keys[place % len(keys)], strict=True)))}"
        ),
        **budget,  # type: ignore[arg-type]  # numbers by name
    )


def _page(world: World, words: list[str]) -> Callable[[int], Answer]:
    return lambda place: world.worker.get(f"/bench/find?{urlencode({'words': words[place % len(words)]})}")
