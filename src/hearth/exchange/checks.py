"""What must be true of what was brought in: `hearth check` asks."""

from django.db import connection

from hearth.core.checks import Check

FORGOTTEN = """
    SELECT e.id FROM record_entry e
    WHERE e.source = 'imported' AND e.source_key IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM exchange_arrival a WHERE a.source_system = e.source_system AND a.source_key = e.source_key
        AND a.person_id = e.person_id)
    ORDER BY e.id
"""
UNKNOWN_CANDIDATES = """
    SELECT h.id FROM exchange_heldrow h
    WHERE h.settled_at IS NULL AND NOT EXISTS (SELECT 1 FROM people_person p WHERE p.id = ANY(h.candidates))
    ORDER BY h.id
"""


def checks() -> list[Check]:
    """Each thing brought in is remembered, so that it comes once; whoever waits, waits for somebody who is here."""
    return [
        Check("Everything brought in is remembered", lambda: _each(FORGOTTEN, "entry {} has no arrival")),
        Check("Whoever is held may be somebody here", lambda: _each(UNKNOWN_CANDIDATES, "held row {} names nobody")),
    ]


def _each(query: str, sentence: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [sentence.format(row[0]) for row in cursor.fetchall()]
