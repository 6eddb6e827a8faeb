"""Going by another name, as a row; and a closed record is looked at again by a day."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids

NOBODY_HERE = {
    "db_index": False,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "organisations.membership",
}
PERSON = {
    "db_index": False,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "people.person",
}
BEFORE = [
    ("finds", "They can still be found by it"),
    ("hidden", "Nobody sees it or finds them by it any more"),
    ("mistake", "It was never theirs, we wrote it wrongly"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0007_custodians"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameChange",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("known_as", models.CharField(max_length=120)),
                ("pronouns", models.CharField(blank=True, max_length=40)),
                ("holds_from", models.DateField()),
                ("before", models.CharField(choices=BEFORE, max_length=8)),
                ("changed_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("changed_by", models.ForeignKey(**NOBODY_HERE)),
                ("person", models.ForeignKey(**PERSON)),
                ("undone_by", models.ForeignKey(**NOBODY_HERE)),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-changed_at"], name="namechange_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("known_as", ""), _negated=True), name="namechange_is_called_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", "mistake"), _negated=True),
                        name="namechange_keeps_the_former_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("undone_by", None), ("undone_at__isnull", False), _connector="OR"),
                        name="namechange_undone_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameBefore",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "change",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.namechange",
                    ),
                ),
                ("words", models.JSONField()),
                ("person", models.ForeignKey(**PERSON)),
            ],
        ),
        migrations.AddField(
            model_name="restriction",
            name="ended_because",
            field=models.CharField(blank=True, db_default="", max_length=300),
        ),
        migrations.AddField(model_name="restriction", name="review_on", field=models.DateField(null=True)),
        # Nobody could close a record until now; were there one, somebody looks at it soon.
        migrations.RunSQL(
            """
            ALTER TABLE people_restriction NO FORCE ROW LEVEL SECURITY;
            UPDATE people_restriction SET review_on = from_at::date + 30;
            UPDATE people_restriction SET ended_because = because WHERE ended_at IS NOT NULL;
            ALTER TABLE people_restriction FORCE ROW LEVEL SECURITY;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(model_name="restriction", name="review_on", field=models.DateField()),
        migrations.AddConstraint(
            model_name="restriction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_because", "")),
                    models.Q(("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="restriction_ended_says_why",
            ),
        ),
    ]
