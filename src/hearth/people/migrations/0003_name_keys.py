"""What somebody can be found by."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_policies")]

    operations = [
        migrations.CreateModel(
            name="WordKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_collation="C", max_length=42)),
                ("word", models.CharField(db_collation="C", max_length=40)),
                (
                    "kind",
                    models.SmallIntegerField(
                        choices=[
                            (0, "The word itself"),
                            (1, "The word with one letter left out"),
                            (2, "How the word sounds"),
                        ]
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["key"], include=("word", "kind"), name="wordkey_key"),
                    models.Index(condition=models.Q(("kind", 0)), fields=["word"], name="wordkey_word"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_collation="C", max_length=130)),
                ("birth_year", models.SmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["key", "birth_year"], include=("person",), name="namekey_key")],
            },
        ),
    ]
