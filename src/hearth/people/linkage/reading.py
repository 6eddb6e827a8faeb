"""Everybody known, as the linkage sees them: folded words and whole numbers, read in pieces and never kept on disk.

What somebody hides is left out, or the reason why two records look alike would tell it.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from hearth.people.keys import phone_digits
from hearth.people.names import name_words, short_for

if TYPE_CHECKING:
    import pyarrow

AT_ONCE = 20_000
POSTCODE = re.compile(r"\b([A-Za-z]{1,2}\d[A-Za-z\d]?)\s*(\d[A-Za-z]{2})\b")
# Read as the keeper, person by person in the order of their ids, so that memory does not grow with the city.
EVERYBODY = """
    SELECT p.id, p.known_as, CASE WHEN p.birth_precision = 'day' THEN to_char(p.birth_on, 'YYYYMMDD') END,
           coalesce(n.given, '{}'), coalesce(n.family, '{}'), i.number, coalesce(c.phones, '{}'),
           coalesce(c.homes, '{}')
      FROM people_person p
      LEFT JOIN LATERAL (SELECT array_agg(given ORDER BY use = 'old', id) AS given,
                                array_agg(family ORDER BY use = 'old', id) AS family
                           FROM people_personname WHERE person_id = p.id AND NOT restricted) n ON true
      LEFT JOIN LATERAL (SELECT min(value) AS number FROM people_identifier
                          WHERE person_id = p.id AND system = 'nhs-number' AND NOT restricted) i ON true
      LEFT JOIN LATERAL (SELECT array_agg(value) FILTER (WHERE kind = 'phone') AS phones,
                                array_agg(value) FILTER (WHERE kind = 'address') AS homes
                           FROM people_contact WHERE person_id = p.id AND until_on IS NULL) c ON true
     WHERE p.id > %s AND p.status IN ('provisional', 'confirmed')
     ORDER BY p.id LIMIT %s
"""
FIRST = UUID(int=0)
SEVERAL = ("given", "short", "family", "phone", "postcode")
# What two records must share for anybody to weigh them at all.
SHARED = ("given_1", "family_1", "phone_1", "postcode_1", "birth_year", "birth_day")
COLUMNS = (*SEVERAL, *SHARED, "unique_id", "birth", "nhs_number", "facts")


def everybody() -> "Iterator[pyarrow.Table]":
    """Tables of at most 20,000 people. Must run inside a scope of Hearth itself."""
    import pyarrow

    after = FIRST
    while rows := _some(after):
        after = rows[-1][0]
        yield pyarrow.Table.from_pylist([_record(row) for row in rows], schema=_schema())


def how_many() -> int:
    """How many people there are to look at, for whoever waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person WHERE status IN ('provisional', 'confirmed')")
        (count,) = cursor.fetchone()
    return int(count)


def postcodes(addresses: list[str]) -> list[str]:
    """The postcodes that stand in these addresses, without spaces."""
    return sorted({"".join(found).upper() for address in addresses for found in POSTCODE.findall(address)})


def _some(after: UUID) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(EVERYBODY, [after, AT_ONCE])
        return list(islice(cursor, AT_ONCE))


def _record(row: tuple[Any, ...]) -> dict[str, Any]:
    person_id, known_as, birth, given, family, number, phones, homes = row
    first = _words([*given, *([known_as] if not any(given) else [])])
    last = _words(family)
    told: dict[str, Any] = {
        "given": first,
        "short": sorted({name for word in first for name in short_for(word)} | set(first)),
        "family": last,
        "birth": birth,
        "nhs_number": number,
        "phone": sorted({phone_digits(phone) for phone in phones} - {""}),
        "postcode": postcodes(homes),
    }
    facts = hashlib.blake2b(repr(sorted(told.items())).encode(), digest_size=16).hexdigest()
    first_ones = {f"{name}_1": next(iter(told[name]), None) for name in ("given", "family", "phone", "postcode")}
    days = {"birth_year": birth and birth[:4], "birth_day": birth and birth[4:]}
    return {"unique_id": str(person_id), **told, **first_ones, **days, "facts": facts}


def _words(parts: list[str]) -> list[str]:
    return list(dict.fromkeys(word for part in parts if part for word in name_words(part)))


def _schema() -> "pyarrow.Schema":
    import pyarrow

    kinds = {name: pyarrow.list_(pyarrow.string()) if name in SEVERAL else pyarrow.string() for name in COLUMNS}
    return pyarrow.schema(list(kinds.items()))
