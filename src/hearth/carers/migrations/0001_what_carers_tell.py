"""What people close to somebody tell, keep and ask for."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("front_door", "0011_resting"),
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0009_names_before"),
    ]

    operations = [
        migrations.CreateModel(
            name="AssessmentAsk",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessment_asks", to="people.person"
                    ),
                ),
                (
                    "referral",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment_ask",
                        to="front_door.referral",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seeing",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("told_by", models.CharField(max_length=120)),
                ("relation", models.CharField(blank=True, max_length=60)),
                ("words", models.TextField()),
                ("unsafe", models.BooleanField(default=False)),
                ("may_read", models.BooleanField(default=False)),
                ("sent_at", models.DateTimeField()),
                (
                    "carer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seeings", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeeingRead",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("read_at", models.DateTimeField()),
                ("words_back", models.TextField(blank=True)),
                ("entry_id", models.UUIDField()),
                (
                    "carer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.membership"),
                ),
                (
                    "seeing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reading", to="carers.seeing"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("meets", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=160)),
                ("next_step", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="organisations.hub"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("meets", ""), _negated=True),
                            models.Q(("next_step", ""), _negated=True),
                        ),
                        name="group_says_how_to_come",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_by", None), ("ended_at__isnull", False), _connector="OR"),
                        name="group_ended_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("words", models.TextField()),
                ("kept_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="private_notes", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="note_says_something")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="seeing",
            index=models.Index(fields=["carer", "-sent_at"], name="seeing_carer_sent"),
        ),
        migrations.AddConstraint(
            model_name="seeing",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="seeing_says_something"
            ),
        ),
    ]
