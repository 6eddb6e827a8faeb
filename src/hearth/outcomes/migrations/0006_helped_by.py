"""Whoever sat beside somebody and typed for them is named on what they wrote."""

from django.db import migrations, models

from hearth.core.helping import nobody_helps
from hearth.core.scope import who_helps


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0005_feedback_policies"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        migrations.AddField(
            model_name="feedbackstep",
            name="helped_by",
            field=models.CharField(blank=True, default=who_helps, max_length=60),
        ),
        nobody_helps("outcomes_feedback", "outcomes_feedbackstep"),
    ]
