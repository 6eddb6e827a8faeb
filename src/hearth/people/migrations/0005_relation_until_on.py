"""Somebody may have been in a person's life until a day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_finding")]

    operations = [migrations.AddField("relation", "until_on", models.DateField(null=True))]
