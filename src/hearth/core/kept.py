"""Statements built once and kept (ADR 0014).

Django builds a statement anew for every request; for a page of many short lists that costs more than asking the
database does. What is kept still says in Django's words what is wanted, but is built once for each kind of asker, with
stand-ins for all that differs from one request to the next: who asks, whose record, which day. A statement that holds
an identifier or a moment that is no stand-in is refused, for it would answer the next asker with this one's.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import wraps
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from psycopg.sql import Literal

from hearth.core.actor import Actor
from hearth.core.rows import maker_of
from hearth.core.scope import Scope, as_if, current_scope

T = TypeVar("T")
Q = TypeVar("Q")
M = TypeVar("M", bound=Model)
R = TypeVar("R")
Values = Mapping[str, Any]
# Its stubs are those of a later Django.
_related: Any = get_related_populators

MARK = "\0stands for "
LONG_AGO = datetime(1801, 1, 1, tzinfo=UTC)
NEVER_CONSTANT = (UUID, date, list, tuple)
PLAIN = (str, int, float)


@dataclass(frozen=True, slots=True)
class Slot:
    """A parameter that each request gives anew."""

    name: str


class Statement:
    """The SQL of a queryset, and for each of its parameters a constant or a slot.

    Raises RuntimeError for a parameter that could be neither.
    """

    def __init__(self, queryset: QuerySet[Any], slots: Mapping[Any, Slot]) -> None:
        if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]  # Django's own, not in its stubs
            raise RuntimeError("a kept statement is one statement: it cannot fetch more afterwards")
        self.whole = queryset._fields is None  # type: ignore[attr-defined]  # the same: no values_list
        self.compiler = queryset.query.get_compiler(queryset.db)
        try:
            sql, params = self.compiler.as_sql()
        except EmptyResultSet:
            sql, params = "", ()
        self.sql, self.params = _with_constants(sql, [_constant_or_slot(param, slots) for param in params])
        if self.whole and self.sql:
            self._learn_shape()

    def rows(self, values: Values) -> list[Any]:
        """The rows as the queryset would have them. A statement that can find nothing is not asked."""
        if not self.sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [values[p.name] if isinstance(p, Slot) else p for p in self.params])
            return list(self.compiler.results_iter([cursor.fetchall()]))

    def objects(self, values: Values) -> list[Any]:
        """The rows as objects, with what the queryset relates and annotates them with; as they are for values_list."""
        rows = self.rows(values)
        return [self._object(row) for row in rows] if self.whole else rows

    def _learn_shape(self) -> None:
        """Once for every row to come: where the object's own columns stand, and whatever is related to it."""
        of = self.compiler.klass_info
        self.own = slice(of["select_fields"][0], of["select_fields"][-1] + 1)
        self.make = maker_of(of["model"], [column.target.attname for column, _, _ in self.compiler.select[self.own]])
        self.related = _related(of, self.compiler.select, connection.alias)
        self.added = list(self.compiler.annotation_col_map.items())

    def _object(self, row: Any) -> Model:
        found: Model = self.make(row[self.own])
        for related in self.related:
            related.populate(row, found)
        for name, column in self.added:
            setattr(found, name, row[column])
        return found


def kept(build: Callable[..., QuerySet[M, R]]) -> Callable[..., list[R]]:
    """Make a function that builds a queryset one that answers with its rows.

    It takes the actor and then named values. It may ask what the actor may do and whether a value is None; it must not
    look at the values, which are stand-ins. Raises RuntimeError for a statement that cannot be kept.
    """

    @wraps(build)
    def answer(actor: Actor, **values: Any) -> list[R]:
        statement, given = once(build, actor, values, into=Statement)
        return statement.objects(given)

    return answer


_KEPT: dict[Any, Any] = {}


def once(
    build: Callable[..., Q], actor: Actor, values: Values, *, into: Callable[[Q, Mapping[Any, Slot]], T]
) -> tuple[T, Values]:
    """What `into` makes of what `build` says, made once a kind of asker, and the values for its slots this time."""
    asks = _asker(actor)
    given = {**values, **{f"actor.{name}": getattr(actor, name) for name in asks}, "at": current_scope().at}
    shape = tuple((name, type(value) if _differs(value) else value) for name, value in values.items())
    key = (build, into, actor.kind, actor.role, actor.permissions, asks, shape)
    if key not in _KEPT:
        standing = {name: _stand_in(value, n, name) for n, (name, value) in enumerate(given.items())}
        somebody = replace(actor, **{name: standing[f"actor.{name}"] for name in asks})
        slots = {value: Slot(name) for name, value in standing.items() if _differs(value)}
        with as_if(Scope(somebody, standing["at"])):
            _KEPT[key] = into(build(somebody, **{name: standing[name] for name in values}), slots)
    return _KEPT[key], given


def _asker(actor: Actor) -> tuple[str, ...]:
    """The names of all that tells one actor from another in the same role."""
    return tuple(field.name for field in fields(actor) if field.name != "role" and _differs(getattr(actor, field.name)))


def _differs(value: Any) -> bool:
    """Whether a value may differ between two requests that ask with the same statement."""
    return isinstance(value, UUID | date | str) and not isinstance(value, Enum) and value != ""


def _stand_in(value: Any, n: int, name: str) -> Any:
    """A value of the same type that nobody has."""
    if not _differs(value):
        return value
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, str):
        return MARK + name
    moment = LONG_AGO + timedelta(days=n)
    return moment if isinstance(value, datetime) else moment.date()


def _with_constants(sql: str, params: list[Any]) -> tuple[str, list[Any]]:
    """The statement with its plain constants written into it, and the parameters that are left.

    PostgreSQL plans a statement once for all only if it need not guess: of a constant it knows how rare it is, and
    that an index for just this value will do.
    """
    waiting, left, pieces = iter(params), [], []
    for piece in re.split("(%[s%])", sql):
        if piece == "%s" and isinstance(param := next(waiting), PLAIN):
            pieces.append(Literal(param).as_string(None).replace("%", "%%"))
        else:
            pieces.append(piece)
            left += [param] if piece == "%s" else []
    return "".join(pieces), left


def _constant_or_slot(param: Any, slots: Mapping[Any, Slot]) -> Any:
    if isinstance(param, NEVER_CONSTANT) or (isinstance(param, str) and MARK in param):
        if isinstance(param, list | tuple) or param not in slots:
            raise RuntimeError("a kept statement may hold no identifier, moment or list of its own")
        return slots[param]
    return param
