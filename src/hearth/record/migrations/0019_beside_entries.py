"""What stands beside entries can be found with them, by whoever may read it."""

from django.db import migrations, models

from hearth.core.policies import definer
from hearth.record.search import policies


class Migration(migrations.Migration):
    dependencies = [("record", "0018_helped_by")]

    operations = [
        migrations.AddField("entrywords", "beside", models.BooleanField(db_default=False)),
        definer(policies.BESIDE, policies.NOTHING_BESIDE, returns="boolean"),
        definer(
            policies.SIGNATURE,
            policies.SEARCH,
            returns="TABLE (entry_id uuid, occurred_at timestamptz)",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        migrations.RunSQL(policies.ITS_OWN, migrations.RunSQL.noop),
    ]
