"""What must be true of the record: the search knows every entry as it stands; files are whole and looked after."""

from django.db import connection

from hearth.core.checks import Check
from hearth.record.documents import checks as documents

ASTRAY = """
    SELECT e.id FROM record_entry e LEFT JOIN record_entrywords w ON w.entry_id = e.id
     WHERE (w.entry_id IS NULL) <> EXISTS (SELECT 1 FROM record_entry n WHERE n.replaces_id = e.id)
        OR (w.person_id, w.occurred_at) <> (e.person_id, e.occurred_at)
     UNION ALL
    SELECT w.entry_id FROM record_entrywords w
     WHERE NOT w.beside AND NOT EXISTS (SELECT 1 FROM record_entry e WHERE e.id = w.entry_id)
"""


def checks() -> list[Check]:
    """What must be true of the record."""
    return [Check("Every entry is found as it stands now", words_astray), *documents.checks()]


def words_astray() -> list[str]:
    """Entries that a search would miss, or find as they stood before."""
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY)
        return [f"entry {entry_id} is not found as it stands" for (entry_id,) in cursor.fetchall()]
