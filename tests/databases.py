"""Test databases: migrated once as a template, copied in a twentieth of a second for every worker.

A test that commits for real leaves a used copy behind; it is replaced by a fresh one, so what migrations put in
(definitions, word lists) is there for the next test.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.testcases import TransactionTestCase
from psycopg import sql

from hearth.core import database

SOURCE = Path(__file__).resolve().parent.parent / "src" / "hearth"


class TestDatabase:
    """The copy one worker uses, named after the configured database."""

    __test__ = False

    def __init__(self, worker: str) -> None:
        self.configured = settings.DATABASES["default"]["NAME"]
        self.name = f"test_{self.configured}_{worker}"
        self.template = f"test_{self.configured}_template_{_schema_digest()}"

    def open(self) -> None:
        self._make_template()
        self._copy()
        _point_django_at(self.name)
        TransactionTestCase._fixture_teardown = lambda case: self._replace()

    def close(self) -> None:
        connection.close()
        with administration() as server:
            drop(server, self.name)

    def _replace(self) -> None:
        connection.close()
        self._copy()

    def _copy(self) -> None:
        names = sql.Identifier(self.name), sql.Identifier(self.template)
        with administration() as server:
            drop(server, self.name)
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))

    def _make_template(self) -> None:
        """The first worker migrates; the others wait for it. Templates of older schemas are dropped."""
        with administration() as server:
            server.execute("SELECT pg_advisory_lock(hashtext(%s))", [self.configured])
            known = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            names = [name for (name,) in server.execute(known, [f"test_{self.configured}_template_"])]
            if self.template in names:
                return
            unfinished = f"test_{self.configured}_unfinished"
            for name in [*names, unfinished]:
                drop(server, name)
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            _point_django_at(unfinished)
            call_command("migrate", verbosity=0)
            connection.close()
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(self.template)))


@contextmanager
def administration() -> Iterator[psycopg.Connection]:
    """A connection that may make and drop databases."""
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        yield server


def address(name: str) -> str:
    """The postgresql:// address of a database beside the configured one."""
    where = settings.DATABASES["default"]
    login = f"{quote(where['USER'])}:{quote(where['PASSWORD'], safe='')}"
    place = {"host": where["HOST"], "port": where["PORT"]}
    return f"postgresql://{login}@/{quote(name)}?{urlencode({key: value for key, value in place.items() if value})}"


def _point_django_at(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    database.ensure_roles(address(name))


def drop(server: psycopg.Connection, name: str) -> None:
    """Drop a database whoever still uses it."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _schema_digest() -> str:
    """Changes when anything does that decides what a migrated database looks like."""
    files = [*SOURCE.glob("*/migrations/**/*.py"), *SOURCE.glob("*/models*/**/*.py"), *SOURCE.glob("*/*models.py")]
    files += [*SOURCE.glob("core/*.py"), *SOURCE.glob("*/migrations/**/*.sql")]
    digest = hashlib.sha256()
    for file in sorted(set(files)):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
