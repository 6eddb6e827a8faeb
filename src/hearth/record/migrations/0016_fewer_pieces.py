"""Everybody's records are searched in fewer pieces."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.record.search import policies


class Migration(migrations.Migration):
    dependencies = [("record", "0015_search_lately")]

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
