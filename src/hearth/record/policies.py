"""What may be read of an entry, in SQL: the reader's level, nothing sealed against them, nothing withheld."""

from hearth.core.policies import LIVE, sees

NOT_SEALED = f"""NOT EXISTS (
    SELECT 1 FROM sharing_sealing z
    WHERE z.person_id = record_entry.person_id AND z.lifted_at IS NULL
      AND (z.entry_id IS NULL OR z.entry_id = record_entry.root_id)
      AND NOT z.opens_for && (SELECT hearth_viewers())::uuid[]
      AND NOT EXISTS (
        SELECT 1 FROM core_sight s
        WHERE s.person_id = z.person_id AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[])
          AND s.clearance > z.hidden::int AND {LIVE}))"""

NOT_WITHHELD = """(record_entry.withheld_until IS NULL OR record_entry.withheld_until <= (SELECT hearth_now())
    OR (SELECT hearth_kind()) <> 'person')"""

ENTRY_IS_SEEN = f"""({sees("record_entry.person_id", "record_entry.min_level")}
    AND {NOT_WITHHELD} AND {NOT_SEALED})"""
