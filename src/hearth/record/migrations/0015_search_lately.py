"""Everybody's records are searched piece by piece, too, unless the word is very rare or met in every page."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.record.search import policies


class Migration(migrations.Migration):
    dependencies = [("record", "0014_let_through")]

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
