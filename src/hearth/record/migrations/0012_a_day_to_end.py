"""What is held back has a day, unless it was told in confidence: no day is refused too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0005_relation_until_on"),
        ("record", "0011_picture_agreement"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="withholding",
            name="withholding_ends_unless_told_in_confidence",
        ),
        migrations.AddConstraint(
            model_name="withholding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", "in-confidence"), ("until_at", None)),
                    models.Q(
                        models.Q(("reason", "in-confidence"), _negated=True),
                        ("until_at__gt", models.F("held_at")),
                        ("until_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="withholding_ends_unless_told_in_confidence",
            ),
        ),
    ]
