"""How a package says what must be true of its data: `hearth check` asks every package's `checks.checks()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection

from hearth.core import audit, clocks
from hearth.core.models import Clock
from hearth.core.scope import current_scope

# A table that names a person and is not forced to ask who looks. The audit has policies of its own kind.
UNLOCKED = """
    SELECT DISTINCT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1
"""
# Rows the keeper cannot read would be missing from a backup made with its eyes.
HIDDEN_FROM_KEEPER = """
    SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND c.relnamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = '*'
        AND 'hearth_keeper'::regrole = ANY(p.polroles) AND pg_get_expr(p.polqual, p.polrelid) = 'true') ORDER BY 1
"""


@dataclass(frozen=True)
class Check:
    """One thing that must be true. `problems` returns a sentence for each place where it is not; empty is clean.

    Sentences carry identifiers, never names or words: they are printed and kept. They run as Hearth itself, inside a
    scope, and see everything.
    """

    name: str
    problems: Callable[[], list[str]]


def checks() -> list[Check]:
    """What must be true of the mechanism's own tables."""
    return [
        Check("Nobody touched the audit", lambda: audit.chain_problems(at=current_scope().at)),
        Check("Every table about a person is locked", unlocked_tables),
        Check("Every promise is due when its events say", clocks_astray),
        Check("A backup sees every row", tables_hidden_from_keeper),
    ]


def unlocked_tables() -> list[str]:
    """Tables with a `person_id` that do not force row-level security."""
    return [f"table {name} is not locked" for name in _names(UNLOCKED)]


def clocks_astray() -> list[str]:
    """Clocks whose projection is not what their events amount to."""
    happened = {name: ArrayAgg(f"events__{name}", order_by="events__id") for name in ("kind", "occurred_at")}
    every = Clock.objects.annotate(kinds=happened["kind"], moments=happened["occurred_at"])
    columns = ("id", "definition", "version", "kinds", "moments", *clocks.PROJECTED)
    return [
        f"clock {clock_id} is not what its events say"
        for clock_id, code, version, kinds, moments, *projected in every.values_list(*columns).iterator(5000)
        if projected != _projected(clocks.in_version(code, version), kinds, moments)
    ]


def _projected(of: clocks.Definition, kinds: list[str], moments: list[datetime]) -> list[datetime | None]:
    reading = clocks.read(map(_Happened, kinds, moments), of)
    return [getattr(reading, name) for name in clocks.PROJECTED]


class _Happened(NamedTuple):
    kind: str
    occurred_at: datetime


def tables_hidden_from_keeper() -> list[str]:
    """Tables whose policies do not let the keeper read every row."""
    return [f"table {name} hides rows from the keeper" for name in _names(HIDDEN_FROM_KEEPER)]


def _names(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [name for (name,) in cursor.fetchall()]
