"""Records are searched piece by piece, backwards from now, and who may read is asked last."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.record.search import policies


class Migration(migrations.Migration):
    dependencies = [("record", "0008_writing_together")]

    operations = [
        definer(
            policies.SIGNATURE,
            policies.SEARCH,
            returns="TABLE (entry_id uuid, occurred_at timestamptz)",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        migrations.RunSQL(policies.ITS_OWN, migrations.RunSQL.noop),
    ]
