"""Whoever sat beside somebody and typed for them is named on what they wrote."""

from django.db import migrations, models

from hearth.core.helping import nobody_helps
from hearth.core.scope import who_helps


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_signed"),
    ]

    operations = [
        migrations.AddField(
            model_name="cardversion",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        migrations.AddField(
            model_name="goalversion",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        migrations.AddField(
            model_name="partversion",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        migrations.AddField(
            model_name="voice", name="helped_by", field=models.CharField(blank=True, default=who_helps, max_length=60)
        ),
        migrations.AddField(
            model_name="wishversion",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        nobody_helps("plans_cardversion", "plans_goalversion", "plans_partversion", "plans_voice", "plans_wishversion"),
    ]
