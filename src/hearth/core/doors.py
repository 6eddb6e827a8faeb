"""Narrow doors: functions of the database that policies do not bind, and that answer one question each.

They are defined with `core.policies.definer` and asked here. What each answers stands in the migration that defines it.
"""

from typing import Any, LiteralString

from django.db import connection


def answer(question: LiteralString, *given: Any) -> Any:
    """The one value that a door answers with; None if it answers nothing."""
    row = first(question, *given)
    return row[0] if row else None


def first(question: LiteralString, *given: Any) -> tuple[Any, ...] | None:
    """The first row, with as many columns as the function returns; None if there is none."""
    return next(iter(rows(question, *given)), None)


def rows(question: LiteralString, *given: Any) -> list[tuple[Any, ...]]:
    """Every row that a door answers with."""
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return list(cursor.fetchall())
