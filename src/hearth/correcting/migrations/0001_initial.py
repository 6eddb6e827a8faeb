"""Corrections asked for, and what stood in the wrong person's record (ADR 0018)."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.correcting import policies

FULL = int(Level.FULL)
OF_BOTH = f"""(SELECT hearth_kind()) = 'worker' AND hearth_sight(m.person_id) >= {FULL}
   AND hearth_sight(m.right_person_id) >= {FULL}"""
# What both people of a move are called, for a guardian, who has no sight of them, and for whoever may know both.
NAMES = f"""
  SELECT DISTINCT q.id, q.known_as FROM correcting_move m JOIN people_person q ON q.id IN (m.person_id, m.right_person_id)
   WHERE m.id = ANY(moves) AND ((SELECT hearth_has_power('audit.read')) OR ({OF_BOTH}))
"""
# Looks are read by the person, by whoever looked and by guardians. Whoever moves an entry writes down for the guardian
# who had opened the record meanwhile, the person's own reading too, of which there is only the trail.
WHO_SAW = f"""
  SELECT false, l.name, l.role_words, l.organisation_name, count(*)::int, min(l.at), max(l.at)
    FROM sharing_look l
   WHERE l.person_id = p AND l.at >= since AND l.at <= before
     AND (SELECT hearth_kind()) = 'worker' AND hearth_sight(p) >= {FULL}
   GROUP BY l.name, l.role_words, l.organisation_name
  UNION ALL
  SELECT true, '', '', '', count(*)::int, min(a.at), max(a.at)
    FROM core_auditevent a
   WHERE a.person_id = p AND a.at >= since AND a.at <= before AND a.event = 'sharing.record_opened'
     AND a.actor_kind = 'person' AND a.detail->>'what' = 'my journey'
     AND (SELECT hearth_kind()) = 'worker' AND hearth_sight(p) >= {FULL}
  HAVING count(*) > 0
"""
READING = {
    "correcting_correctionrequest": policies.REQUEST_IS_SEEN,
    "correcting_correctionanswer": policies.ANSWER_IS_SEEN,
    "correcting_move": policies.MOVE_IS_SEEN,
    "correcting_movedecision": policies.DECISION_IS_SEEN,
    "correcting_exposure": policies.EXPOSURE_IS_SEEN,
    "correcting_exposuredecision": policies.EXPOSURE_IS_SEEN,
}


def reading(table: str, condition: str) -> migrations.RunSQL:
    """Another condition for reading than a level of sight alone."""
    return migrations.RunSQL(f"ALTER POLICY reading ON {table} USING ({condition})", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0005_invited_worker"),
        ("people", "0005_relation_until_on"),
        ("record", "0005_held_back_as_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                ("entry_id", models.UUIDField()),
                ("words", models.TextField()),
                ("statement", models.TextField()),
                ("asked_by", models.CharField(max_length=120)),
                ("together", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
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
                "indexes": [models.Index(fields=["person", "-asked_at"], name="correction_person_asked")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("words", ""), _negated=True), models.Q(("statement", ""), _negated=True)
                        ),
                        name="correctionrequest_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("together", ""), ("written_by", None)),
                            models.Q(("written_by__isnull", False), models.Q(("together", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="correctionrequest_written_down_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CorrectionAnswer",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("amended", "Accepted and amended"),
                            ("not-accepted", "Not accepted; their words stand beside it"),
                            ("taken-out", "It was about somebody else and has been taken out"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.TextField()),
                ("version_id", models.UUIDField(null=True)),
                ("answered_by_name", models.CharField(max_length=120)),
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
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="correcting.correctionrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correctionanswer_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "amended"), ("version_id__isnull", False)),
                            models.Q(models.Q(("outcome", "amended"), _negated=True), ("version_id", None)),
                            _connector="OR",
                        ),
                        name="correctionanswer_amended_names_the_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exposure",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "whose",
                    models.CharField(
                        choices=[
                            ("words", "Whose words were read where they did not belong"),
                            ("record", "Whose record said something that was not about them"),
                        ],
                        max_length=6,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("role_words", models.CharField(blank=True, max_length=60)),
                ("organisation_name", models.CharField(blank=True, max_length=120)),
                ("times", models.PositiveIntegerField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
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
        ),
        migrations.CreateModel(
            name="ExposureDecision",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "telling",
                    models.CharField(
                        choices=[
                            ("reader", "Tell whoever read it"),
                            ("person", "Tell the person"),
                            ("both", "Tell both"),
                            ("nobody", "Nobody needs to be told"),
                        ],
                        max_length=6,
                    ),
                ),
                ("told_by", models.CharField(blank=True, max_length=120)),
                ("told_on", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "exposure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="correcting.exposure"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("telling", "nobody"),
                                ("told_by", ""),
                                ("told_on", None),
                                models.Q(("words", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("telling", "nobody"), _negated=True),
                                models.Q(("told_by", ""), _negated=True),
                                ("told_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exposuredecision_by_whom_and_when_or_why_not",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                ("reason", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "right_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("right_person")), _negated=True),
                        name="move_between_two_people",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="move_says_why"),
                ],
            },
        ),
        migrations.AddField(
            model_name="exposure",
            name="move",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="exposures", to="correcting.move"
            ),
        ),
        migrations.CreateModel(
            name="MoveDecision",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("moved_id", models.UUIDField(null=True)),
                ("words", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "move",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decision", to="correcting.move"
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
                    "right_person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                        name="movedecision_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moved_id__isnull", False), models.Q(("words", ""), _negated=True), _connector="OR"
                        ),
                        name="movedecision_left_says_why",
                    ),
                ],
            },
        ),
        *(person_table(table, Level.FULL) for table in READING),
        *(reading(table, condition) for table, condition in READING.items()),
        definer("correcting_names_in_moves(moves uuid[])", NAMES, returns="TABLE (person_id uuid, known_as varchar)"),
        definer(
            "correcting_who_saw(p uuid, since timestamptz, before timestamptz)",
            WHO_SAW,
            returns="TABLE (themselves boolean, name varchar, role_words varchar, organisation_name varchar, times int, "
            "first_at timestamptz, last_at timestamptz)",
        ),
    ]
