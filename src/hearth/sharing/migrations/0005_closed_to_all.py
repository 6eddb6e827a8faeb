"""Closing what stood in a record by mistake: it opens for nobody (ADR 0018)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_invited_worker"),
        ("people", "0005_relation_until_on"),
        ("sharing", "0004_own_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="sealing",
            name="closed_to_all",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="sealing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_to_all", False),
                    models.Q(("entry_id__isnull", False), ("hidden", True), ("lifted_at", None), ("opens_for", [])),
                    _connector="OR",
                ),
                name="sealing_closed_to_all_for_ever",
            ),
        ),
    ]
