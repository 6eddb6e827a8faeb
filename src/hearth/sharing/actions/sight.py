"""The one function that turns causes into sight."""

from datetime import datetime
from uuid import UUID

from django.db import connection


def rewrite_sight(*, person_id: UUID, at: datetime) -> None:
    """Work out anew who may know what of this person, from every cause, and keep the answer as rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_rewrite_sight(%s, %s)", [person_id, at])
