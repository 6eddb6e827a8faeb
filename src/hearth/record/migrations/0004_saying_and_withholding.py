"""The person's own words beside an entry, and entries held back from them: as rows with who, why and until when."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.record.policies import (
    ENTRY_IS_SEEN,
    ENTRY_WAS_SEEN,
    REVIEW_IS_SEEN,
    SAYING_OF_A_SEEN_ENTRY,
    WITHHOLDING_IS_SEEN,
)

# In view now: it has begun, it has not run out, and nobody has let the person read it since.
IN_VIEW = """w.held_at <= hearth_now() AND (w.until_at IS NULL OR w.until_at > hearth_now())
   AND NOT EXISTS (SELECT 1 FROM record_withholdingreview r WHERE r.withholding_id = w.id AND r.opens
                      AND r.reviewed_at <= hearth_now())"""
IS_WITHHELD = f"""
BEGIN
  RETURN EXISTS (SELECT 1 FROM record_withholding w WHERE w.person_id = p AND w.root_id = root AND {IN_VIEW});
END
"""
NOTHING_IS_WITHHELD = f"""
BEGIN
  RETURN NOT EXISTS (SELECT 1 FROM record_withholding w WHERE w.person_id = p AND {IN_VIEW});
END
"""
# The list of the guardian, who has no sight of these people: what they are called, and no more.
NAMES = f"""
  SELECT DISTINCT q.id, q.known_as FROM people_person q JOIN record_withholding w ON w.person_id = q.id
   WHERE (SELECT hearth_has_power('audit.read')) AND {IN_VIEW}
"""


def reading(table: str, condition: str, before: str = "") -> migrations.RunSQL:
    """Another condition for reading, and so for changing where it can be changed."""
    return migrations.RunSQL(
        f"ALTER POLICY reading ON {table} USING ({condition})",
        f"ALTER POLICY reading ON {table} USING ({before})" if before else migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0005_invited_worker"),
        ("people", "0005_relation_until_on"),
        ("record", "0003_at_the_door"),
        ("sharing", "0005_closed_to_all"),
    ]

    operations = [
        migrations.CreateModel(
            name="MyView",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                ("words", models.TextField(blank=True)),
                ("said_at", models.DateTimeField()),
                ("said_by", models.CharField(max_length=120)),
                ("written_by_name", models.CharField(blank=True, max_length=120)),
                ("together", models.CharField(blank=True, max_length=200)),
                ("answers_id", models.UUIDField(null=True)),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers_id", None), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="myview_statement_says_something",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answers_id__isnull", False)),
                        fields=("answers_id",),
                        name="myview_one_statement_an_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("together", ""), ("written_by", None)),
                            models.Q(("written_by__isnull", False), models.Q(("together", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="myview_written_down_together",
                    ),
                ],
                "indexes": [models.Index(fields=["person", "root_id", "-said_at"], name="myview_person_root")],
            },
        ),
        migrations.CreateModel(
            name="Withholding",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("third-party", "Words of or about somebody else"),
                            ("safeguarding", "Somebody could be put in danger"),
                            ("serious-harm", "Reading it now could do serious harm"),
                            ("in-confidence", "Told us in confidence"),
                        ],
                        max_length=16,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("held_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(null=True)),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", "in-confidence"), ("until_at", None)),
                            models.Q(
                                models.Q(("reason", "in-confidence"), _negated=True),
                                ("until_at__gt", models.F("held_at")),
                            ),
                            _connector="OR",
                        ),
                        name="withholding_ends_unless_told_in_confidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewer", None),
                            ("held_by", None),
                            models.Q(("reviewer", models.F("held_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="withholding_reviewed_by_another",
                    ),
                ],
                "indexes": [models.Index(fields=["person", "root_id"], name="withholding_person_root")],
            },
        ),
        migrations.CreateModel(
            name="WithholdingReview",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("reviewed_at", models.DateTimeField()),
                ("opens", models.BooleanField()),
                ("words", models.TextField()),
                (
                    "held_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="people.person"),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "withholding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="record.withholding"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="withholdingreview_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens", True),
                            ("held_by", None),
                            models.Q(("reviewed_by", models.F("held_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="withholdingreview_goes_on_by_another",
                    ),
                ],
            },
        ),
        person_table("record_myview", Level.MINIMUM),
        person_table("record_withholding", Level.FULL),
        person_table("record_withholdingreview", Level.FULL),
        reading("record_myview", SAYING_OF_A_SEEN_ENTRY),
        reading("record_withholding", WITHHOLDING_IS_SEEN),
        reading("record_withholdingreview", REVIEW_IS_SEEN),
        definer("record_is_withheld(p uuid, root uuid)", IS_WITHHELD, returns="boolean", language="plpgsql"),
        definer("record_nothing_is_withheld(p uuid)", NOTHING_IS_WITHHELD, returns="boolean", language="plpgsql"),
        definer("record_names_withheld()", NAMES, returns="TABLE (person_id uuid, known_as varchar)"),
        reading("record_entry", ENTRY_IS_SEEN, ENTRY_WAS_SEEN),
    ]
