"""What may be read of an entry, in SQL: the reader's level, nothing sealed against them, nothing withheld."""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import nothing_seals

NOT_SEALED = nothing_seals("record_entry.person_id", "z.entry_id = record_entry.root_id")

NOT_WITHHELD = """(record_entry.withheld_until IS NULL OR record_entry.withheld_until <= (SELECT hearth_now())
    OR (SELECT hearth_kind()) <> 'person')"""

ENTRY_IS_SEEN = f"""({sees("record_entry.person_id", "record_entry.min_level", listed=True)}
    AND {NOT_WITHHELD} AND {NOT_SEALED})"""

# A health fact's kinds are also the names of the sections that a person can seal.
FACT_OPEN = nothing_seals("record_healthfact.person_id", "z.section = record_healthfact.kind")
FACT_IS_SEEN = f"({sees('record_healthfact.person_id', str(int(Level.FULL)))} AND {FACT_OPEN})"

NOTE_OPEN = nothing_seals("record_safetynote.person_id", "z.section = 'safety-note'")
NOTE_IS_SEEN = f"({sees('record_safetynote.person_id', str(int(Level.FULL)))} AND {NOTE_OPEN})"
