"""What is refused, and in what words or by which rule, so that a test can say so."""

from collections.abc import Callable
from datetime import datetime

import psycopg
from django.db import IntegrityError

from hearth.core.actor import SYSTEM, Actor
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as


def refusal(do: Callable[[], object]) -> str:
    """The sentence with which this is refused; empty if it is not."""
    try:
        do()
    except NotPossible as problem:
        return str(problem)
    return ""


def broken_rule(write: Callable[[], object], *, at: datetime, by: Actor = SYSTEM) -> str:
    """The name of the rule with which the database refuses what is written; empty if it takes it."""
    try:
        with acting_as(by, at=at):
            write()
    except IntegrityError as problem:
        cause = problem.__cause__
        return cause.diag.constraint_name or "" if isinstance(cause, psycopg.Error) else str(problem)
    return ""
