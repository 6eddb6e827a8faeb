"""A word that is rare is known to be rare, and several that stand everywhere are looked for in the newest days first."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.record.search import policies

# The database guesses from the words it knows of. Knowing ten times as many takes it seconds for six million entries,
# and a word in one of two thousand of them is no longer taken for one in two hundred.
KNOW_MORE = "ALTER TABLE record_entrywords ALTER COLUMN words SET STATISTICS 1000"
KNOW_AS_MUCH = "ALTER TABLE record_entrywords ALTER COLUMN words SET STATISTICS -1"


class Migration(migrations.Migration):
    dependencies = [("record", "0016_fewer_pieces")]

    operations = [
        migrations.RunSQL(KNOW_MORE, KNOW_AS_MUCH),
        migrations.RunSQL("ANALYZE record_entrywords (words)", migrations.RunSQL.noop),
        definer(
            policies.SIGNATURE,
            policies.SEARCH,
            returns="TABLE (entry_id uuid, occurred_at timestamptz)",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        migrations.RunSQL(policies.ITS_OWN, migrations.RunSQL.noop),
    ]
