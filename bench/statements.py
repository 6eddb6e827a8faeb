"""Counting what is asked of the database, as the budget counts it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

# Beginning and ending, saying who acts, and the one trace of who looked (DESIGN 8).
LEFT_OUT = re.compile(
    r"^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET LOCAL|SELECT hearth_act_as|INSERT INTO \"sharing_look\")", re.I
)
AUDIT = re.compile(r"^INSERT INTO \"core_auditevent\"", re.I)
OF_LOOKING = "sharing.record_opened"


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect every statement of Django's default connection that counts, inside the block."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        of_looking = AUDIT.match(sql) and OF_LOOKING in map(str, params or ())
        if not (LEFT_OUT.match(sql) or of_looking):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen
