"""The locks on what people told for forms, and the three narrow questions."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level

TABLES = ("toldfact", "filling", "filledanswer", "confirmation", "sentform")

# What leaves is what was confirmed, word for word: the same filling, the same hash.
CONFIRMED = """
ALTER TABLE telling_sentform ADD CONSTRAINT sentform_is_what_was_confirmed
  FOREIGN KEY (confirmation_id, filling_id, digest) REFERENCES telling_confirmation (id, filling_id, digest)
"""

# What is closed, or held back from the person, of what the asker sees anyway. Nobody learns here of an entry they did
# not know.
SEALED = """
WITH z AS (SELECT * FROM sharing_sealing s WHERE s.person_id = $1 AND s.lifted_at IS NULL)
SELECT EXISTS (SELECT 1 FROM z WHERE z.entry_id IS NULL AND z.section = ''),
       ARRAY(SELECT DISTINCT z.section::text FROM z WHERE z.section <> ''),
       ARRAY(SELECT r FROM unnest($2) r
              WHERE r IN (SELECT z.entry_id FROM z) OR record_is_withheld($1, r))
"""

# Sums of a hub, of which nobody can be read.
SAVED = """
SELECT COALESCE(sum(s.saved), 0)::bigint, COALESCE(sum(s.asked), 0)::bigint, count(*)
  FROM telling_sentform s WHERE s.hub_id = $1
"""


class Migration(migrations.Migration):
    dependencies = [
        ("telling", "0001_initial"),
        ("sharing", "0003_sealing_section"),
        ("record", "0004_saying_and_withholding"),
    ]

    operations = [
        *(person_table(f"telling_{table}", Level.FULL) for table in TABLES),
        migrations.RunSQL(CONFIRMED, "ALTER TABLE telling_sentform DROP CONSTRAINT sentform_is_what_was_confirmed"),
        definer(
            "telling_sealed(p uuid, roots uuid[])",
            SEALED,
            returns="TABLE (whole boolean, sections text[], entries uuid[])",
        ),
        definer("telling_saved_at(h uuid)", SAVED, returns="TABLE (saved bigint, asked bigint, forms bigint)"),
    ]
