"""The first administrator is invited by Hearth itself, before anybody works here."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_session_stamp")]

    operations = [
        migrations.AlterField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="organisations.membership"
            ),
        ),
    ]
