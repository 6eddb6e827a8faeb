"""Makes the invented city: people and partners by COPY, their lives by set-based SQL, what follows from both at last.

Everything is written as the superuser of a throw-away server, past policies and triggers; so what triggers would have
kept is written here as well, and a sample of the sight is compared with the rule at the end.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.core.management import call_command
from django.db import connection as django_connection
from psycopg import sql

from bench.city import partners, people
from bench.progress import bar, say, step
from bench.sizes import Size

HERE = Path(__file__).parent
REWRITTEN_AT_ONCE = 1_000
SAMPLE = 200
CREATED_LATE = [
    "record_entry",
    "record_entrywords",
    "people_namekey",
    "people_wordkey",
    "people_contact",
    "people_personname",
    "people_identifier",
]

PLAIN_INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
     WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""
SIGHT_OF = "SELECT viewer_id, level, clearance, basis, from_at, until_at FROM core_sight WHERE person_id = %s"


class CityIsWrong(Exception):
    """The city just made is not what Hearth itself would have kept."""


def make(size: Size, owner_url: str) -> None:
    """Fill an empty, reachable database with a whole city. Raises CityIsWrong if a sample is not as it should be."""
    say(f"Making the city ({size.name}): {size.people:,} people, {size.entries:,} entries. It is kept for next time.")
    with step("Tables"):
        call_command("migrate", verbosity=0)
        django_connection.close()
    now = datetime.now(UTC)
    with psycopg.connect(owner_url) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET timezone = 'UTC'")
        # What is emptied in the same transaction need not be written to the log of changes as well.
        connection.execute("TRUNCATE record_entry, record_entrywords, people_namekey, people_wordkey CASCADE")
        with indexes_afterwards(connection, CREATED_LATE):
            _write_people(connection, size, now)
            _write_entries(connection, size)
        with step("What was chosen, noted and promised"):
            connection.execute(_script("lives.sql"))
    _write_sight(owner_url, now)
    with step("Statistics"), psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
        connection.execute("CHECKPOINT")


@contextmanager
def indexes_afterwards(connection: psycopg.Connection, tables: Sequence[str]) -> Iterator[None]:
    """Without the indexes of these tables that no constraint needs; they are built when the rows are there."""
    made = [row for table in tables for row in connection.execute(PLAIN_INDEXES, [table]).fetchall()]
    for name, _ in made:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    for place, (name, definition) in enumerate(made):
        bar(f"Indexes: {name}", place, len(made))
        connection.execute(definition)
    bar("Indexes", len(made), len(made))


def copy(connection: psycopg.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table; a column not named keeps its default."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    command = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(*table.split(".")), names)
    with connection.cursor() as cursor, cursor.copy(command) as copying:
        for row in rows:
            copying.write_row(row)


def _write_people(connection: psycopg.Connection, size: Size, now: datetime) -> None:
    with step("Partners, hubs and workers"):
        hands = partners.Partners(size, now)
        for table, columns, rows in hands.tables():
            copy(connection, table, columns, rows)
        connection.execute(_script("places.sql"))
        copy(connection, "bench.author", partners.AUTHOR, hands.authors())
    everyone = people.invent(size, hands, now)
    for table, columns, rows in people.tables(everyone, now):
        with step(f"People: {table}"):
            copy(connection, table, columns, rows)
    connection.execute("ANALYZE bench.life; ANALYZE bench.author")


def _write_entries(connection: psycopg.Connection, size: Size) -> None:
    script = _script("entries.sql").replace("%", "%%").replace("{slice}", "%(slice)s").replace("{slices}", "%(slices)s")
    for slice_ in range(size.slices):
        bar("Entries, oldest first", size.entries * slice_ // size.slices, size.entries)
        connection.execute(script, {"slice": slice_, "slices": size.slices})
    bar("Entries, oldest first", size.entries, size.entries)
    with step("Amendments"):
        connection.execute(_script("amendments.sql"))
    with step("Words to search"):
        connection.execute(_script("found.sql"))


def _write_sight(owner_url: str, now: datetime) -> None:
    """By the one rule for whoever has a cause of sight; everyone else sees only themselves."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(_script("own_sight.sql"))
        causes = "SELECT DISTINCT person_id FROM sharing_relationship WHERE until_at IS NULL ORDER BY 1"
        ids = [person for (person,) in connection.execute(causes)]
        for first in range(0, len(ids), REWRITTEN_AT_ONCE):
            bar("Who may know what of whom", first, len(ids))
            some = ids[first : first + REWRITTEN_AT_ONCE]
            connection.execute("SELECT sharing_rewrite_sight(p, %s) FROM unnest(%s::uuid[]) AS p", [now, some])
        bar("Who may know what of whom", len(ids), len(ids))
        _check_sample(connection, now)


def _check_sample(connection: psycopg.Connection, now: datetime) -> None:
    others = "SELECT person_id FROM bench.life WHERE status NOT IN ('welcoming', 'supported', 'resting') LIMIT %s"
    for (person,) in connection.execute(others, [SAMPLE]).fetchall():
        written = _sight(connection, person)
        connection.execute("SELECT sharing_rewrite_sight(%s, %s)", [person, now])
        if written != _sight(connection, person):
            raise CityIsWrong(f"the sight of {person} is not what the rule says")


def _sight(connection: psycopg.Connection, person: UUID) -> set[tuple[Any, ...]]:
    with psycopg.ClientCursor(connection) as cursor:
        texts = SIGHT_OF.replace("from_at, until_at", "from_at::text, until_at::text")
        return set(cursor.execute(texts, [person]).fetchall())


def _script(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
