"""Whoever sat beside somebody and typed for them is named on what they wrote."""

from django.db import migrations, models

from hearth.core.helping import nobody_helps
from hearth.core.scope import who_helps


class Migration(migrations.Migration):
    dependencies = [
        ("correcting", "0002_recipients"),
    ]

    operations = [
        migrations.AddField(
            model_name="correctionrequest",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        nobody_helps("correcting_correctionrequest"),
    ]
