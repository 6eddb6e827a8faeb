"""Whoever acts for somebody says what they think of us for them, by name, and reads the answer while they act."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from hearth.outcomes.feedback import policies

READING = "ALTER POLICY reading ON outcomes_feedback USING ({})"
ADDING = "ALTER POLICY adding ON outcomes_feedback WITH CHECK ({})"


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0009_pulse_policies"),
        ("people", "0009_names_before"),
        ("sharing", "0013_acts_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="acting",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="feedback",
            name="acted_by",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=Q(acting=None, acted_by="")
                | (Q(acting__isnull=False, person__isnull=False) & ~Q(acted_by="") & ~Q(acting=F("person"))),
                name="feedback_said_for_somebody_by_name",
            ),
        ),
        migrations.RunSQL(READING.format(policies.FEEDBACK_IS_READ), READING.format(policies.FEEDBACK_IS_SEEN)),
        migrations.RunSQL(ADDING.format(policies.ACTING_TO_ADD), ADDING.format(policies.FEEDBACK_TO_ADD)),
    ]
