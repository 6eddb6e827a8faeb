"""Whoever acts for somebody asks for a correction for them, and it says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correcting", "0003_helped_by"), ("sharing", "0013_acts_for")]

    operations = [
        migrations.AddField(
            model_name="correctionrequest",
            name="acted_by",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
    ]
