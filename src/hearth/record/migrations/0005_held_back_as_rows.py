"""What was held back by a column of the entry becomes a row; what was told in confidence by others is one too."""

from django.db import migrations

# The owner reads past the policies for these two statements, in this transaction.
AS_ROWS = """
ALTER TABLE record_entry NO FORCE ROW LEVEL SECURITY;
ALTER TABLE record_withholding NO FORCE ROW LEVEL SECURITY;
INSERT INTO record_withholding (id, person_id, root_id, reason, why, held_by_id, held_at, until_at)
SELECT gen_random_uuid(), e.person_id, e.root_id, e.withheld_reason, '', e.author_id, e.recorded_at, e.withheld_until
  FROM record_entry e WHERE e.replaces_id IS NULL AND e.withheld_until > e.recorded_at;
INSERT INTO record_withholding (id, person_id, root_id, reason, why, held_by_id, held_at, until_at)
SELECT gen_random_uuid(), e.person_id, e.root_id, 'in-confidence', '', e.author_id, e.recorded_at, NULL
  FROM record_entry e WHERE e.replaces_id IS NULL AND e.told_in_confidence AND e.source <> 'told-by-person';
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE record_entry FORCE ROW LEVEL SECURITY;
ALTER TABLE record_withholding FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0004_saying_and_withholding")]

    operations = [
        migrations.RunSQL(AS_ROWS, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="entry",
            name="entry_withheld_with_reason_and_end",
        ),
        migrations.RemoveField(
            model_name="entry",
            name="withheld_reason",
        ),
        migrations.RemoveField(
            model_name="entry",
            name="withheld_until",
        ),
    ]
