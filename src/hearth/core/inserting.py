"""New rows: of several tables in one statement, and of whoever comes first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.sql import InsertQuery
from psycopg.errors import UniqueViolation

from hearth.core.errors import NotPossible


@contextmanager
def first_come(otherwise: str) -> Iterator[None]:
    """What is written inside can be there once: whoever comes second is refused in these words, and nothing is kept.

    Raises NotPossible. Whatever else the database refuses stays the error that it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        if isinstance(problem.__cause__, UniqueViolation):
            raise NotPossible(otherwise) from problem
        raise


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
