import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("outcomes", "0003_measured_together"),
        ("people", "0009_names_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("thanks", "Thank you"), ("idea", "An idea"), ("complaint", "A complaint")],
                        max_length=9,
                    ),
                ),
                ("words", models.TextField()),
                ("called", models.CharField(blank=True, max_length=120)),
                ("reach", models.CharField(blank=True, max_length=200)),
                ("beyond_hub", models.BooleanField(default=False)),
                ("may_be_told", models.BooleanField(default=False)),
                ("secret_hash", models.CharField(max_length=64, null=True, unique=True)),
                ("said_at", models.DateTimeField()),
                (
                    "hub",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.hub"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["said_at"], name="feedback_said")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="feedback_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("secret_hash", None), ("written_by", None)),
                            models.Q(("person", None), ("secret_hash__isnull", False)),
                            _connector="OR",
                        ),
                        name="feedback_of_somebody_or_by_secret",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackStep",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("taken", "Sees to it"),
                            ("acknowledged", "Said that it has arrived"),
                            ("news", "Still on it"),
                            ("answered", "Answered"),
                            ("came-back", "That does not answer it"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "feedback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="outcomes.feedback"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("feedback", "place"), name="feedbackstep_one_after_another"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "acknowledged")),
                        fields=("feedback",),
                        name="feedbackstep_acknowledged_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "taken"), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="feedbackstep_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", None), ("kind", "came-back"), ("person__isnull", False)),
                            models.Q(
                                models.Q(("kind", "came-back"), _negated=True),
                                ("by__isnull", False),
                                models.Q(("by_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="feedbackstep_by_somebody_by_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YouSaid",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("said", models.TextField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("did", "We did"),
                            ("trying", "We are trying"),
                            ("could-not", "We could not, because"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", models.TextField()),
                ("told_at", models.DateTimeField()),
                (
                    "feedback",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="you_said",
                        to="outcomes.feedback",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.hub"
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-told_at"], name="yousaid_told")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("said", ""), _negated=True), models.Q(("words", ""), _negated=True)
                        ),
                        name="yousaid_says_both",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="YouSaidEnd",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "you_said",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="outcomes.yousaid"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="yousaidend_says_why")
                ],
            },
        ),
    ]
