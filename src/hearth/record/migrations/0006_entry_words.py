"""The words of entries, ready to be searched: filled by a trigger, read by one function that asks who looks."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from hearth.core.policies import definer
from hearth.record.search import policies as statements


class Migration(migrations.Migration):
    dependencies = [("record", "0005_held_back_as_rows"), ("sharing", "0005_closed_to_all")]

    operations = [
        migrations.CreateModel(
            name="EntryWords",
            fields=[
                ("entry_id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("occurred_at", models.DateTimeField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.RunSQL(statements.FOLD + statements.WORDS, statements.AWAY),
        migrations.RunSQL(statements.LOCK, statements.UNLOCK),
        migrations.RunSQL(statements.FILL_AS_KEEPER, migrations.RunSQL.noop),
        definer("record_keep_words()", statements.KEEP, returns="trigger", language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(statements.ON, statements.OFF),
        definer(
            statements.SIGNATURE,
            statements.SEARCH,
            returns="TABLE (entry_id uuid, occurred_at timestamptz)",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        migrations.RunSQL(statements.ITS_OWN, migrations.RunSQL.noop),
    ]
