"""Several short lists that belong to one row, asked for in one statement."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, JSONField, Model, QuerySet
from django.db.models.functions import JSONObject
from django.db.models.sql.compiler import SQLCompiler


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


def together(whose: QuerySet[Any], **parts: QuerySet[Any]) -> dict[str, list[Any]]:
    """The rows of every part by its name, in the part's own order, with what the part annotates them with.

    `whose` finds the one row they belong to; if it finds none, every list is empty. Each part begins with its own
    `visible_to`.
    """
    # Numbered, because a person has relations of some of these names.
    lists = {f"part_{n}": ArraySubquery(_as_json(part)) for n, part in enumerate(parts.values())}
    rows = whose.annotate(**lists).values_list(*lists).first() or ([] for _ in parts)
    # A part that can find nothing, like `none()`, is not asked at all and answers null.
    return {
        name: [_from_json(part, row) for row in found or ()]
        for (name, part), found in zip(parts.items(), rows, strict=True)
    }


def _as_json(part: QuerySet[Any]) -> QuerySet[Any]:
    added = JSONObject(**{name: name for name in part.query.annotations})
    return part.values(row=Func(WholeRow(), added, template="%(expressions)s", arg_joiner=" || "))


def _from_json(part: QuerySet[Any], row: dict[str, Any]) -> Model:
    fields = part.model._meta.concrete_fields
    found: Model = part.model.from_db(None, [f.attname for f in fields], [f.to_python(row[f.column]) for f in fields])
    for name, annotation in part.query.annotations.items():
        setattr(found, name, annotation.output_field.to_python(row[name]))
    return found
