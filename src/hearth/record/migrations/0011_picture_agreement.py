"""Somebody's yes to a picture of their journey leaving the house, behind its lock."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import person_table
from hearth.core.sight import Level
from hearth.sharing.policies import NOT_A_SUPPORTER


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_invited_worker"),
        ("people", "0005_relation_until_on"),
        ("record", "0010_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="PictureAgreement",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("legal-decision-maker", "Someone with the legal right to decide"),
                            ("best-interests", "A best-interests decision"),
                        ],
                        max_length=20,
                    ),
                ),
                ("how_asked", models.CharField(max_length=300)),
                ("what_for", models.CharField(max_length=300)),
                ("agreed_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-agreed_at"], name="pictureagreement_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("how_asked", ""), _negated=True), models.Q(("what_for", ""), _negated=True)
                        ),
                        name="pictureagreement_says_how_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("agreed_at"))), name="pictureagreement_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said_by__in", ["person", "legal-decision-maker"])),
                        name="pictureagreement_own_yes",
                    ),
                ],
            },
        ),
        person_table(
            "record_pictureagreement",
            Level.FULL,
            also=NOT_A_SUPPORTER.format(table="record_pictureagreement"),
            to_add="(recorded_by_id = (SELECT hearth_membership()))",
        ),
    ]
