"""The indexes of search, built over what is there already: in a large record this takes minutes."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0006_entry_words")]

    operations = [
        migrations.AddIndex(
            model_name="entrywords",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="entrywords_words"),
        ),
        migrations.AddIndex(
            model_name="entrywords",
            index=models.Index(fields=["person_id", "-occurred_at", "-entry_id"], name="entrywords_person"),
        ),
        migrations.AddIndex(
            model_name="entrywords",
            index=models.Index(fields=["-occurred_at", "-entry_id"], name="entrywords_lately"),
        ),
    ]
