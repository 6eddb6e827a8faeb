import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0005_good_until"),
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0009_names_before"),
        ("record", "0016_fewer_pieces"),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("about", models.CharField(max_length=120)),
                ("begun_by", models.CharField(max_length=120)),
                ("begun_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("waits_for_id", models.UUIDField(null=True)),
                ("waits_since_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-last_at"], name="thread_person_last"),
                    models.Index(
                        condition=models.Q(("waits_since_at__isnull", False)),
                        fields=["waits_since_at"],
                        name="thread_waits",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about", ""), _negated=True), name="thread_is_about_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("waits_for_id", None), ("waits_since_at", None)),
                            models.Q(("waits_for_id__isnull", False), ("waits_since_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="thread_waits_for_one_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadGuest",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("let_in_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "guest",
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
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="messaging.thread",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("thread", "guest"),
                        name="threadguest_let_in_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("guest", models.F("person")), _negated=True),
                        name="threadguest_is_somebody_else",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadMessage",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("team", "Those alongside"),
                            ("hearth", "Hearth itself, as nobody was reading"),
                        ],
                        max_length=6,
                    ),
                ),
                ("author_name", models.CharField(max_length=120)),
                ("acting_as", models.CharField(blank=True, max_length=180)),
                ("words", models.TextField(blank=True)),
                ("said_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="record.document",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="messaging.thread",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["thread", "said_at"], name="threadmessage_thread_said")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), ("document__isnull", False), _connector="OR"
                        ),
                        name="threadmessage_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("author__isnull", False), ("side", "team")),
                            models.Q(models.Q(("side", "team"), _negated=True), ("author", None)),
                            _connector="OR",
                        ),
                        name="threadmessage_of_the_team_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("side", "hearth"), _negated=True), ("document", None), _connector="OR"
                        ),
                        name="threadmessage_hearth_sends_no_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadReading",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("read", "Read"), ("no-answer", "Read, and needs no answer")], max_length=9
                    ),
                ),
                ("reader_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="messaging.thread",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["thread", "at"], name="threadreading_thread_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "read"), ("reader__isnull", False), _connector="OR"),
                        name="threadreading_team_says_no_answer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ThreadTranslation",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=60)),
                ("words", models.TextField()),
                ("translated_by", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="messaging.threadmessage",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="messaging.thread",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True),
                            models.Q(("language", ""), _negated=True),
                            models.Q(("translated_by", ""), _negated=True),
                        ),
                        name="threadtranslation_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.hub"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("from_at"))), name="watch_ends_after_it_begins"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("membership",), name="watch_one_at_a_time"
                    ),
                ],
            },
        ),
    ]
