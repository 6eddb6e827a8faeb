"""The invariant of the house, asked of the data once more by hand-written SQL."""

from django.db import connection

from hearth.core.checks import Check

UNHELD = """
    SELECT h.person_id FROM holding_holding h
    LEFT JOIN organisations_membership m ON m.id = h.holder_id AND m.is_active
    WHERE h.status IN ('welcoming', 'supported', 'resting') AND m.id IS NULL
"""
ASTRAY = """
    SELECT h.person_id FROM holding_holding h
    LEFT JOIN LATERAL (
        SELECT c.holder_id, c.status FROM holding_holderchange c
        WHERE c.person_id = h.person_id ORDER BY c.id DESC LIMIT 1) last ON true
    WHERE (last.holder_id, last.status) IS DISTINCT FROM (h.holder_id, h.status)
"""
HOLDER_CANNOT_SEE = """
    SELECT h.person_id FROM holding_holding h WHERE h.holder_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM core_sight s WHERE s.person_id = h.person_id AND s.viewer_id = h.holder_id AND s.level > 0)
"""


def checks() -> list[Check]:
    """What must be true of holding."""
    return [
        Check("Every open person has one holder who is here", lambda: _named(UNHELD, "is open and held by nobody")),
        Check("The history of hands ends with the holder", lambda: _named(ASTRAY, "has a history that ends elsewhere")),
        Check("Every holder sees whom they hold", lambda: _named(HOLDER_CANNOT_SEE, "is not seen by their holder")),
    ]


def _named(query: str, what: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [f"person {person_id} {what}" for (person_id,) in cursor.fetchall()]
