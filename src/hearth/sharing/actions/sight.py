"""The one function that turns causes into sight."""

from datetime import datetime
from uuid import UUID

from django.db import connection

# What begins at `at` is seen from now on in this very transaction, whose own moment may lie an instant before.
REWRITE = """
    SELECT sharing_rewrite_sight(%(person)s, %(at)s),
           set_config('hearth.now', greatest(hearth_now(), %(at)s)::text, true)
"""


def rewrite_sight(*, person_id: UUID, at: datetime) -> None:
    """Work out anew who may know what of this person, from every cause, and keep the answer as rows."""
    with connection.cursor() as cursor:
        cursor.execute(REWRITE, {"person": person_id, "at": at})
