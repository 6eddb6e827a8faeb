"""What lets somebody ask for another, as a code."""

from django.db import migrations, models

ENTITLED = [
    ("signed", "The person signed that they may"),
    ("attorney", "A registered lasting power of attorney"),
    ("deputy", "A deputy whom the court appointed"),
    ("parent", "Parent of a child who cannot decide this alone yet"),
    ("after-death", "The person has died: executor, or somebody with a claim"),
]


class Migration(migrations.Migration):
    dependencies = [("subject_access", "0003_called_as_now")]

    operations = [
        migrations.AddField(
            model_name="accessrequest",
            name="entitled",
            field=models.CharField(blank=True, choices=ENTITLED, db_default="", max_length=11),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", "authority"), ("entitled", ""), _connector="OR"),
                name="accessrequest_entitled_for_another",
            ),
        ),
    ]
