"""What may be read of a file, in SQL: whoever sees its entry sees the file, and what was read out of it."""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.record.policies import ENTRY_IS_SEEN

ITS_ENTRY = "record_entry.id = record_document.entry_id"


def _with_its_document(table: str, seen: str) -> str:
    return f"""EXISTS (SELECT 1 FROM record_document JOIN record_entry ON {ITS_ENTRY}
        WHERE record_document.id = {table}.document_id AND {seen})"""


DOCUMENT_IS_SEEN = f"EXISTS (SELECT 1 FROM record_entry WHERE {ITS_ENTRY} AND {ENTRY_IS_SEEN})"
CHECK_IS_SEEN = _with_its_document("record_documentcheck", ENTRY_IS_SEEN)
READING_IS_SEEN = _with_its_document("record_documentreading", ENTRY_IS_SEEN)
TEXT_IS_SEEN = _with_its_document("record_documenttext", ENTRY_IS_SEEN)
RELEASE_IS_SEEN = _with_its_document("record_documentrelease", ENTRY_IS_SEEN)
ANSWER_IS_SEEN = _with_its_document("record_documentreleaseanswer", ENTRY_IS_SEEN)

# The policy of a row of these asks the policies of the entries and files it leads to, whatever those come to say.
LOCKS = {
    "record_document": f"EXISTS (SELECT 1 FROM record_entry WHERE {ITS_ENTRY})",
    "record_documentcheck": _with_its_document("record_documentcheck", "true"),
    "record_documentreading": _with_its_document("record_documentreading", "true"),
    "record_documenttext": _with_its_document("record_documenttext", "true"),
}
# Whoever adds a file says that it waits; what the check and the reading found is written by Hearth alone.
TO_ADD = {
    "record_document": sees("record_document.person_id", str(int(Level.MINIMUM))),
    "record_documentcheck": f"""(record_documentcheck.state IN ('waiting', 'unchecked')
        AND {sees("record_documentcheck.person_id", str(int(Level.MINIMUM)))})""",
    "record_documentreading": "false",
    "record_documenttext": "false",
}

RELEASES = ("record_documentrelease", "record_documentreleaseanswer")
RELEASE_LOCKS = {table: _with_its_document(table, "true") for table in RELEASES}
RELEASE_TO_ADD = {table: sees(f"{table}.person_id", str(int(Level.FULL))) for table in RELEASES}
# Nobody lets a file through but by the answer of a second worker, in the same moment.
LET_THROUGH = """(record_documentcheck.state = 'released' AND EXISTS (SELECT 1 FROM record_documentreleaseanswer a
    WHERE a.document_id = record_documentcheck.document_id AND a.opens AND a.answered_at = record_documentcheck.at))"""
CHECK_TO_ADD = f"({TO_ADD['record_documentcheck']} OR {LET_THROUGH})"
