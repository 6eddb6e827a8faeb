"""Whoever sat beside somebody and typed for them is named on what they wrote."""

from django.db import migrations, models

from hearth.core.helping import nobody_helps
from hearth.core.scope import who_helps


class Migration(migrations.Migration):
    dependencies = [
        ("record", "0017_words_that_are_rare"),
    ]

    operations = [
        migrations.AddField(
            model_name="myview", name="helped_by", field=models.CharField(blank=True, default=who_helps, max_length=60)
        ),
        nobody_helps("record_myview"),
    ]
