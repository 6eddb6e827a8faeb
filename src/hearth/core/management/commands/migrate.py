"""Django's `migrate`, run as the owner of the tables, after which the application's rights are granted anew."""

from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from hearth.core import database


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(database.SCHEMA_GRANTS)
        try:
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                call_command("createcachetable", database.CACHE_TABLE, database=options["database"], verbosity=0)
                _grant(connection)
        finally:
            connection.set_autocommit(True)
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(database.APPLICATION)).as_string(None))


def _grant(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in database.grant_statements(apps.get_models()):
            cursor.execute(statement.as_string(None))
