"""Who said what of what keeps somebody safe; countersigning; writing together; the end of a shift."""

import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import LIVE, definer, person_table
from hearth.core.sight import Level
from hearth.record.policies import FACT_WORD_IS_SEEN, NOTE_WORD_IS_SEEN, with_its_entry

# Whoever answers for a student's words is another human of the same organisation; an answer is the author's own.
SIGNS = """
    by_id = (SELECT hearth_membership()) AND EXISTS (
      SELECT 1 FROM record_entry e JOIN organisations_membership a ON a.id = e.author_id
        JOIN organisations_membership b ON b.id = record_countersigning.by_id
       WHERE e.id = record_countersigning.entry_id AND e.person_id = record_countersigning.person_id
         AND e.root_id = record_countersigning.root_id AND a.id = record_countersigning.author_id
         AND e.needs_countersign AND a.organisation_id = b.organisation_id
         AND (a.worker_id <> b.worker_id OR record_countersigning.said = 'answered' AND a.id = b.id))
"""
NAMES = """
    named_by_id = (SELECT hearth_membership()) AND EXISTS (
      SELECT 1 FROM record_entry e WHERE e.id = record_jointauthor.entry_id AND e.author_id = named_by_id
         AND e.person_id = record_jointauthor.person_id AND e.root_id = record_jointauthor.root_id)
"""
ANSWERS = """
    EXISTS (SELECT 1 FROM record_jointauthor j WHERE j.id = record_jointanswer.joint_id
       AND j.membership_id = (SELECT hearth_membership()) AND j.person_id = record_jointanswer.person_id)
"""
# Who could have written something too: whoever works here, writes, and may know everything of this person already.
ALONGSIDE = f"""
  SELECT m.id, trim(w.given_name || ' ' || w.family_name), o.id, o.name
    FROM organisations_membership m
    JOIN organisations_worker w ON w.id = m.worker_id
    JOIN organisations_organisation o ON o.id = m.organisation_id
   WHERE m.is_active AND m.role = ANY(writing) AND w.id <> (
           SELECT worker_id FROM organisations_membership WHERE id = (SELECT hearth_membership()))
     AND hearth_sight(whose) >= {int(Level.FULL)}
     AND EXISTS (
       SELECT 1 FROM core_sight s
        WHERE s.person_id = whose AND {LIVE} AND (s.viewer_id IN (m.id, m.worker_id) OR s.viewer_id IN (
              SELECT h.seat_id FROM organisations_seatholder h WHERE h.membership_id = m.id))
       HAVING min(s.level) >= 0 AND max(s.level) >= {int(Level.FULL)})
   ORDER BY o.name, 2
"""
# Nobody had said when they last looked; a note runs for a year at most, so it was not longer ago than that.
LOOKED = """
ALTER TABLE record_safetynote NO FORCE ROW LEVEL SECURITY;
UPDATE record_safetynote SET looked_on = greatest(happened_on, review_on - 366);
ALTER TABLE record_safetynote FORCE ROW LEVEL SECURITY;
"""


def with_entry(table, adding):
    return person_table(
        table, Level.MINIMUM, also=with_its_entry(table), to_add=f"({with_its_entry(table)} AND {adding})"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0005_relation_until_on"),
        ("record", "0007_entry_words_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Countersigning",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField(db_index=True)),
                (
                    "said",
                    models.CharField(
                        choices=[("asked", "Asked"), ("answered", "Answered"), ("signed", "Countersigned")],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("by_name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="countersignings", to="record.entry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("said", "signed"), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="countersigning_question_in_words",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("said", "signed")), fields=("entry",), name="countersigning_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by", models.F("author")), ("said", "answered")),
                            models.Q(
                                models.Q(("said", "answered"), _negated=True),
                                models.Q(("by", models.F("author")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="countersigning_never_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FactWord",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "said",
                    models.CharField(
                        choices=[("told", "Told"), ("confirmed", "Said again"), ("ended", "No longer so")], max_length=9
                    ),
                ),
                ("said_by", models.CharField(max_length=120)),
                ("said_on", models.DateField()),
                ("why", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="record.healthfact"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("said_by", ""), _negated=True), name="factword_says_who"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said", "ended"), ("why", ""), _negated=True), name="factword_end_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointAnswer",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "theirs",
                    models.CharField(
                        choices=[("mine", "These are my words too"), ("not-mine", "These are not my words")],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.entry"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("theirs", "mine"), models.Q(("words", ""), _negated=True), _connector="OR"),
                        name="jointanswer_no_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JointAuthor",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                ("name", models.CharField(max_length=120)),
                ("acting_as", models.CharField(max_length=60)),
                ("organisation_name", models.CharField(max_length=120)),
                ("named_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joint_authors", to="record.entry"
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("root_id", "membership"), name="jointauthor_once"),
                    models.CheckConstraint(
                        condition=models.Q(("membership", models.F("named_by")), _negated=True),
                        name="jointauthor_is_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NoteWord",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "said",
                    models.CharField(
                        choices=[("told", "Told"), ("confirmed", "Said again"), ("ended", "No longer so")], max_length=9
                    ),
                ),
                ("review_on", models.DateField(null=True)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="record.safetynote"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("review_on", None), ("said", "ended")),
                            models.Q(models.Q(("said", "ended"), _negated=True), ("review_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="noteword_runs_until_a_day_or_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said", "told"), models.Q(("why", ""), _negated=True), _connector="OR"),
                        name="noteword_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnfinishedNotice",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("told_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "shift",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.shift"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "shift"), name="unfinishednotice_once")],
            },
        ),
        migrations.AddField(
            model_name="healthfact",
            name="confirmed_by",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="healthfact",
            name="confirmed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="safetynote",
            name="looked_on",
            field=models.DateField(default=datetime.date(2026, 1, 1)),
            preserve_default=False,
        ),
        migrations.RunSQL(LOOKED, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("conversation", "Talked"),
                    ("call", "Rang"),
                    ("contact-attempt", "Tried to reach"),
                    ("visit", "Visited"),
                    ("did-not-make-it", "Did not make it"),
                    ("group", "Group"),
                    ("decision", "Decision"),
                    ("plan-change", "Plan"),
                    ("outcome", "How it went"),
                    ("message", "Message"),
                    ("document", "Document"),
                    ("life-event", "Life event"),
                    ("imported-event", "From another record"),
                    ("attendance", "Came in"),
                    ("referral", "Asked for support"),
                    ("handover", "Holding"),
                    ("crisis", "Crisis"),
                    ("incident-link", "Incident"),
                    ("keeping-safe", "What keeps them safe"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="healthfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by", ""), ("confirmed_on", None)),
                    models.Q(models.Q(("confirmed_by", ""), _negated=True), ("confirmed_on__isnull", False)),
                    _connector="OR",
                ),
                name="healthfact_confirmed_by_and_on_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetynote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "review_on__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("looked_on"), "+", models.Value(datetime.timedelta(days=366))
                        ),
                    )
                ),
                name="safetynote_a_year_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetynote",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("fact", ""), _negated=True), models.Q(("source", ""), _negated=True)),
                name="safetynote_fact_and_source",
            ),
        ),
        migrations.AddField(
            model_name="jointanswer",
            name="joint",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="record.jointauthor"
            ),
        ),
        person_table("record_factword", Level.FULL, also=FACT_WORD_IS_SEEN, to_add=FACT_WORD_IS_SEEN),
        person_table("record_noteword", Level.FULL, also=NOTE_WORD_IS_SEEN, to_add=NOTE_WORD_IS_SEEN),
        with_entry("record_countersigning", SIGNS),
        with_entry("record_jointauthor", NAMES),
        with_entry("record_jointanswer", ANSWERS),
        definer(
            "record_alongside(whose uuid, writing text[])",
            ALONGSIDE,
            returns="TABLE (membership_id uuid, name text, organisation_id uuid, organisation varchar)",
        ),
    ]
