"""What may be read of an entry, in SQL: the reader's level, nothing sealed against them, nothing held back."""

from hearth.core.policies import IS_ABOUT, sees
from hearth.core.sight import Level
from hearth.sharing.policies import AUDITS, nothing_seals, own_and_workers

IS_A_PERSON = "(SELECT hearth_kind()) = 'person'"
OF_THE_ENTRY = "z.entry_id = record_entry.root_id"
NOT_SEALED = nothing_seals("record_entry.person_id", OF_THE_ENTRY, to_all="z.closed_to_all")

# Held back is an entry as a whole: whichever version somebody asks for. That nothing at all is held back from the one
# person a page is about is asked once.
NOT_WITHHELD = f"""(NOT ({IS_A_PERSON}) OR {IS_ABOUT.format(person="record_entry.person_id")}
    AND (SELECT record_nothing_is_withheld(hearth_about()))
    OR NOT record_is_withheld(record_entry.person_id, record_entry.root_id))"""

ENOUGH_SIGHT = sees("record_entry.person_id", "record_entry.min_level", listed=True)
ENTRY_IS_SEEN = f"({ENOUGH_SIGHT} AND {NOT_WITHHELD} AND {NOT_SEALED})"

# As the second migration wrote it, before the columns it names went and the functions above came.
WAS_NOT_WITHHELD = """(record_entry.withheld_until IS NULL OR record_entry.withheld_until <= (SELECT hearth_now())
    OR (SELECT hearth_kind()) <> 'person')"""
ENTRY_WAS_SEEN = f"""({ENOUGH_SIGHT} AND {WAS_NOT_WITHHELD}
    AND {nothing_seals("record_entry.person_id", OF_THE_ENTRY)})"""

# What somebody says of an entry is read by whoever may read the entry. The policy asks the entry's own.
SAYING_OF_A_SEEN_ENTRY = """EXISTS (SELECT 1 FROM record_entry e
    WHERE e.id = record_myview.root_id AND e.person_id = record_myview.person_id)"""
SAYING_IS_SEEN = f"""EXISTS (SELECT 1 FROM record_entry e
    WHERE e.id = record_myview.root_id AND e.person_id = record_myview.person_id
      AND {ENTRY_IS_SEEN.replace("record_entry.", "e.")})"""

# That something is held back is never known to the person, nor to anybody they let in.
WITHHOLDING_IS_SEEN = f"""({AUDITS} OR ((SELECT hearth_kind()) = 'worker'
    AND {sees("record_withholding.person_id", str(int(Level.FULL)))}))"""
REVIEW_IS_SEEN = WITHHOLDING_IS_SEEN.replace("record_withholding.", "record_withholdingreview.")

# A health fact's kinds are also the names of the sections that a person can seal.
FACT_OPEN = nothing_seals("record_healthfact.person_id", "z.section = record_healthfact.kind")
FACT_IS_SEEN = f"({sees('record_healthfact.person_id', str(int(Level.FULL)))} AND {FACT_OPEN})"

NOTE_OPEN = nothing_seals("record_safetynote.person_id", "z.section = 'safety-note'")
NOTE_IS_SEEN = f"({sees('record_safetynote.person_id', str(int(Level.FULL)))} AND {NOTE_OPEN})"

FACT_WORD_IS_SEEN = """EXISTS (SELECT 1 FROM record_healthfact f
    WHERE f.id = record_factword.fact_id AND f.person_id = record_factword.person_id)"""
NOTE_WORD_IS_SEEN = """EXISTS (SELECT 1 FROM record_safetynote n
    WHERE n.id = record_noteword.note_id AND n.person_id = record_noteword.person_id)"""


def with_its_entry(table: str) -> str:
    """SQL: whoever sees the entry sees this too. The entry's own lock answers, so nothing sealed or withheld shows."""
    return f"""EXISTS (SELECT 1 FROM record_entry e
        WHERE e.id = {table}.entry_id AND e.person_id = {table}.person_id)"""


# What may go out of the house, whoever carries it: more narrow than what a reader with a key to it may see.
ENTRY_MAY_LEAVE = """(NOT record_is_withheld(record_entry.person_id, record_entry.root_id)
    AND NOT EXISTS (SELECT 1 FROM sharing_sealing z WHERE z.person_id = record_entry.person_id AND z.lifted_at IS NULL
        AND ((z.entry_id IS NULL AND z.section = '') OR z.entry_id = record_entry.root_id)))"""

AGREEMENT_IS_SEEN = own_and_workers("record_pictureagreement")
