"""Several short lists that belong to one row, asked for in one statement."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, JSONField, Model, QuerySet
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler

from hearth.core.actor import Actor
from hearth.core.kept import Slot, Statement, Values, once
from hearth.core.rows import maker_of


class WholeRow(Func):
    """All columns of a row at once. Naming each would cost more time here than reading them does there."""

    output_field = JSONField()

    def __init__(self) -> None:
        super().__init__(F("pk"))

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_args: Any, **_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """The row as JSON, under whatever alias its table has in this query. It takes no parameters."""
        (key,) = self.get_source_expressions()
        return f"to_jsonb({compiler.quote_name_unless_alias(key.alias)})", ()


@dataclass(frozen=True, slots=True)
class Lists:
    """Several lists by their names, and `whose` they are: a query that finds the one row they belong to.

    Each part begins with its own `visible_to`.
    """

    whose: QuerySet[Any]
    parts: Mapping[str, QuerySet[Any]]


def together(build: Callable[..., Lists]) -> Callable[..., dict[str, list[Any]]]:
    """Make a function that says what lists are wanted one that answers with them, asking once.

    The rows of every part stand by its name, in the part's own order, with what the part annotates them with; if the
    row they belong to is not found, every list is empty. The statement is kept: see `core.kept` for what that asks.
    """

    @wraps(build)
    def answer(actor: Actor, **values: Any) -> dict[str, list[Any]]:
        kept, given = once(build, actor, values, into=_Kept)
        return kept.lists(given)

    return answer


class _Kept:
    """The one statement of several lists, and how to read each of them."""

    def __init__(self, wanted: Lists, slots: Mapping[Any, Slot]) -> None:
        # Numbered, because a person has relations of some of these names.
        lists = {f"part_{n}": ArraySubquery(_as_json(part)) for n, part in enumerate(wanted.parts.values())}
        self.statement = Statement(wanted.whose.annotate(**lists).values_list(*lists)[:1], slots)
        self.readers = {name: Reader(part) for name, part in wanted.parts.items()}

    def lists(self, values: Values) -> dict[str, list[Any]]:
        rows = self.statement.rows(values)
        # A part that can find nothing, like `none()`, is not asked at all and answers null.
        found = rows[0] if rows else [()] * len(self.readers)
        return {name: read(row or ()) for (name, read), row in zip(self.readers.items(), found, strict=True)}


def _as_json(part: QuerySet[Any]) -> QuerySet[Any]:
    added = JSONObject(**{name: name for name in part.query.annotations})
    return part.values(row=Func(WholeRow(), added, template="%(expressions)s", arg_joiner=" || "))


class Reader:
    """Makes rows of one part, as JSON, into what the part is a list of."""

    def __init__(self, part: QuerySet[Any]) -> None:
        fields = part.model._meta.concrete_fields
        self.make = maker_of(part.model, [field.attname for field in fields])
        self.columns = [(field.column, field.to_python) for field in fields]
        self.added = [(name, added.output_field.to_python) for name, added in part.query.annotations.items()]

    def __call__(self, rows: Iterable[dict[str, Any]]) -> list[Any]:
        return [self._object(row) for row in rows]

    def _object(self, row: dict[str, Any]) -> Model:
        found: Model = self.make(read(row[column]) for column, read in self.columns)
        for name, read in self.added:
            setattr(found, name, read(row[name]))
        return found
