"""A file that the scanner holds back wrongly is let through by two people."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import person_table
from hearth.core.sight import Level
from hearth.record.documents.policies import CHECK_TO_ADD, RELEASE_LOCKS, RELEASE_TO_ADD, TO_ADD


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0007_custodians"),
        ("record", "0013_words_in_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="documentcheck",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waits to be checked for viruses"),
                    ("clean", "checked for viruses, nothing found"),
                    ("unchecked", "not checked for viruses"),
                    ("held", "held back: the check found something harmful"),
                    ("released", "held back by the check for viruses, and let through by two people since"),
                ],
                max_length=9,
            ),
        ),
        migrations.CreateModel(
            name="DocumentRelease",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="record.document"
                    ),
                ),
                (
                    "of_check",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.documentcheck"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="documentrelease_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentReleaseAnswer",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("opens", models.BooleanField()),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.document"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "release",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="record.documentrelease"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answered_by", models.F("proposed_by")), _negated=True),
                        name="documentreleaseanswer_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opens", True), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="documentreleaseanswer_left_says_why",
                    ),
                ],
            },
        ),
        *(
            person_table(table, Level.FULL, also=RELEASE_LOCKS[table], to_add=RELEASE_TO_ADD[table])
            for table in RELEASE_LOCKS
        ),
        migrations.RunSQL(
            f"ALTER POLICY adding ON record_documentcheck WITH CHECK ({CHECK_TO_ADD})",
            f"ALTER POLICY adding ON record_documentcheck WITH CHECK ({TO_ADD['record_documentcheck']})",
        ),
    ]
