"""New rows of several tables in one statement."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.sql import InsertQuery


def insert_all(*rows: Iterable[Model]) -> None:
    """Write new rows of different tables in one statement; they may refer to one another.

    Each has its key already. What the database refuses of one it refuses of all.
    """
    of_tables = [list(group) for _, group in groupby((row for part in rows for row in part), key=type)]
    statements = [_insert(group) for group in of_tables]
    if not statements:
        return
    *first, (last, last_parameters) = statements
    named = ", ".join(f"rows_{n} AS ({statement})" for n, (statement, _) in enumerate(first))
    parameters = [value for _, values in first for value in values] + list(last_parameters)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} {last}" if first else last, parameters)
    for row in (row for group in of_tables for row in group):
        row._state.adding, row._state.db = False, connection.alias


def _insert(rows: list[Model]) -> tuple[str, tuple[Any, ...]]:
    model = type(rows[0])
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows)
    ((statement, parameters),) = query.get_compiler(connection=connection).as_sql()
    return statement, tuple(parameters)
