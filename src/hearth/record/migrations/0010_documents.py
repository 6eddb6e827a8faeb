"""Files in a record: seen by whoever sees their entry."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import person_table
from hearth.core.sight import Level
from hearth.record.documents.policies import LOCKS, TO_ADD


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_relation_until_on"),
        ("record", "0009_search_in_pieces"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("jpeg", "photo"),
                            ("png", "picture"),
                            ("webp", "WebP picture"),
                            ("docx", "Word document"),
                            ("xlsx", "Excel sheet"),
                            ("pptx", "PowerPoint slides"),
                            ("odt", "OpenDocument text"),
                            ("ods", "OpenDocument sheet"),
                            ("odp", "OpenDocument slides"),
                            ("eml", "e-mail"),
                        ],
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size_bytes", models.PositiveBigIntegerField()),
                ("is_locked", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="document", to="record.entry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="document_named_by_its_hash"
                    ),
                    models.CheckConstraint(condition=models.Q(("size_bytes__gt", 0)), name="document_holds_something"),
                    models.CheckConstraint(
                        condition=models.Q(("file_name", ""), _negated=True), name="document_has_a_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentCheck",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits to be checked for viruses"),
                            ("clean", "checked for viruses, nothing found"),
                            ("unchecked", "not checked for viruses"),
                            ("held", "held back: the check found something harmful"),
                        ],
                        max_length=9,
                    ),
                ),
                ("found", models.CharField(blank=True, max_length=200)),
                ("why", models.CharField(blank=True, max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="record.document"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "held"), models.Q(("found", ""), _negated=True)),
                            models.Q(models.Q(("state", "held"), _negated=True), ("found", "")),
                            _connector="OR",
                        ),
                        name="documentcheck_held_says_what_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "unchecked"), models.Q(("why", ""), _negated=True)),
                            models.Q(models.Q(("state", "unchecked"), _negated=True), ("why", "")),
                            _connector="OR",
                        ),
                        name="documentcheck_unchecked_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentReading",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("pages", models.PositiveIntegerField(default=0)),
                ("pages_shown", models.PositiveIntegerField(default=0)),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                "locked",
                                "It is locked with a password, so it cannot be shown or searched here. Download it to open it.",
                            ),
                            ("unreadable", "It could not be shown here. Download it to open it."),
                            (
                                "long",
                                "It is long. Only its beginning is shown and searched here; download it to read the rest.",
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("read_at", models.DateTimeField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reading", to="record.document"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pages_shown__lte", models.F("pages"))),
                        name="documentreading_shows_no_more_than_there_is",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentText",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("page", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("text", config="english"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="record.document",
                    ),
                ),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.person")),
            ],
            options={
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["words"], name="documenttext_words")],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "page"), name="documenttext_page_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="documenttext_says_something"
                    ),
                ],
            },
        ),
        *(person_table(table, Level.FULL, also=LOCKS[table], to_add=TO_ADD[table]) for table in LOCKS),
    ]
