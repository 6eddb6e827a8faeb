"""What must be true of measures: answers that they have, of one person, and a word owed for each worry told."""

from django.db import connection

from hearth.core.checks import Check
from hearth.outcomes import instruments, scoring

ANSWERED = """
    SELECT f.instrument, f.version, a.item, a.value FROM outcomes_answer a JOIN outcomes_fill f ON f.id = a.fill_id
     GROUP BY f.instrument, f.version, a.item, a.value
"""
OF_ANOTHER = """
    SELECT a.fill_id FROM outcomes_answer a JOIN outcomes_fill f ON f.id = a.fill_id WHERE a.person_id <> f.person_id
     UNION
    SELECT f.id FROM outcomes_fill f JOIN record_entry e ON e.id = f.entry_id WHERE e.person_id <> f.person_id
"""
NOT_PROMISED = """
    SELECT w.id FROM outcomes_worry w
     WHERE (w.desk_told_id IS NOT NULL OR w.holder_told_id IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM core_clock c WHERE c.subject_type = 'Worry' AND c.subject_id = w.id)
"""


def checks() -> list[Check]:
    """What must be true of measures."""
    return [
        Check("Every answer is one that its measure has", answers_astray),
        Check(
            "A measure, its answers and its entry are of one person", lambda: _named(OF_ANOTHER, "sitting", "is split")
        ),
        Check(
            "Whoever was told of a worrying answer owes a word",
            lambda: _named(NOT_PROMISED, "worry", "is not promised"),
        ),
    ]


def answers_astray() -> list[str]:
    """Answers out of the range of their measure, or of a measure in a version we do not have."""
    with connection.cursor() as cursor:
        cursor.execute(ANSWERED)
        found = cursor.fetchall()
    return [
        f"{code} {version}: item {item} has the answer {value}"
        for code, version, item, value in found
        if _astray(code, version, item, value)
    ]


def _astray(code: str, version: int, item: int, value: int) -> bool:
    try:
        of = instruments.instrument(code, version)
    except LookupError:
        return True
    return bool(scoring.out_of_range({item: value}, of=of))


def _named(query: str, kind: str, what: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [f"{kind} {key} {what}" for (key,) in cursor.fetchall()]
