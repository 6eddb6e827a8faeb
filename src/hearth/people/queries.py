"""Reading who somebody is, and finding them."""

from collections.abc import Sequence

from django.db import connection

from hearth.people.details import IdentifierDetails


def is_anybodys(codes: Sequence[IdentifierDetails]) -> bool:
    """Whether one of these numbers or codes belongs to somebody here already, seen or not."""
    if not codes:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT people_code_taken(%s, %s)", [[code.system for code in codes], [code.value for code in codes]]
        )
        (taken,) = cursor.fetchone()
    return bool(taken)
