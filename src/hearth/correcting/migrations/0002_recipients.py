"""Who had the words before they were put right, and who of them was told."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.correcting import policies

RECEIVED = [("form", "A form we sent"), ("copy", "A copy of the record"), ("picture", "A picture of the journey")]
SPREAD = [("told", "They were told"), ("not", "They need not be told, or cannot be")]
PROTECTED = {"on_delete": django.db.models.deletion.PROTECT}
OF_A_PERSON = {"db_index": False, "related_name": "+", "to": "people.person", **PROTECTED}

# Whatever left the house with the words of one entry in it, until now. It reads what packages above this one keep, and
# answers only whoever may know everything of the person. A copy whose part was left out carried nothing; a picture
# never holds what is about others, told in confidence or sealed, and is only one if somebody saved it.
RECIPIENTS = f"""
  SELECT 'form', s.sent_to, v.name, s.id, s.sent_at
    FROM telling_sentform s
    JOIN telling_filling f ON f.id = s.filling_id
    JOIN telling_formversion v ON v.id = f.version_id
   WHERE s.person_id = p AND (SELECT hearth_kind()) = 'worker' AND hearth_sight(p) >= {int(Level.FULL)}
     AND EXISTS (SELECT 1 FROM jsonb_array_elements(s.answers) a WHERE a ->> 'entry_root' = root::text)
  UNION ALL
  SELECT 'copy', CASE r.asked_by WHEN 'person' THEN r.called ELSE r.asker_name END, 'A copy of the record', r.id,
         h.handed_at
    FROM subject_access_accessrequest r
    JOIN subject_access_handing h ON h.request_id = r.id
   WHERE r.person_id = p AND (SELECT hearth_kind()) = 'worker' AND hearth_sight(p) >= {int(Level.FULL)}
     AND EXISTS (
       SELECT 1 FROM subject_access_accessitem i JOIN record_entry e ON e.id = i.subject_id
        WHERE i.request_id = r.id AND i.subject_type = 'Entry' AND e.person_id = p AND e.root_id = root
          AND coalesce((SELECT d.outcome FROM subject_access_itemdecision d WHERE d.item_id = i.id
                         ORDER BY d.decided_at DESC, d.id DESC LIMIT 1), 'give') <> 'withhold')
  UNION ALL
  SELECT 'picture', left(g.what_for, 254), 'A picture of the journey', g.id, t.at
    FROM record_pictureagreement g
    JOIN record_entry e ON e.id = root AND e.person_id = p
    JOIN LATERAL (SELECT max(a.at) AS at FROM core_auditevent a
                   WHERE a.person_id = p AND a.event = 'record.picture_taken_out' AND a.subject_id = g.id::text
                     AND a.at >= e.recorded_at) t ON t.at IS NOT NULL
   WHERE g.person_id = p AND (SELECT hearth_kind()) = 'worker' AND hearth_sight(p) >= {int(Level.FULL)}
     AND NOT e.about_others AND NOT e.told_in_confidence
   ORDER BY 5
"""
READING = {
    "correcting_recipient": policies.RECIPIENT_IS_SEEN,
    "correcting_spreading": policies.SPREADING_IS_SEEN,
}


class Migration(migrations.Migration):
    dependencies = [
        ("correcting", "0001_initial"),
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0009_names_before"),
        ("record", "0012_a_day_to_end"),
        ("subject_access", "0002_policies"),
        ("telling", "0003_forms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                ("kind", models.CharField(choices=RECEIVED, max_length=8)),
                ("whom", models.CharField(max_length=254)),
                ("what", models.CharField(max_length=300)),
                ("source_id", models.UUIDField()),
                ("received_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(related_name="recipients", to="correcting.correctionanswer", **PROTECTED),
                ),
                ("person", models.ForeignKey(**OF_A_PERSON)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("answer", "source_id"), name="recipient_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("whom", ""), _negated=True), models.Q(("what", ""), _negated=True)
                        ),
                        name="recipient_says_who_and_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spreading",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("root_id", models.UUIDField()),
                ("outcome", models.CharField(choices=SPREAD, max_length=8)),
                ("words", models.CharField(max_length=300)),
                ("told_by_name", models.CharField(max_length=120)),
                ("told_at", models.DateTimeField()),
                ("person", models.ForeignKey(**OF_A_PERSON)),
                (
                    "recipient",
                    models.OneToOneField(related_name="spreading", to="correcting.recipient", **PROTECTED),
                ),
                (
                    "told_by",
                    models.ForeignKey(db_index=False, related_name="+", to="organisations.membership", **PROTECTED),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="spreading_says_how_or_why"
                    ),
                ],
            },
        ),
        *(person_table(table, Level.FULL) for table in READING),
        *(
            migrations.RunSQL(f"ALTER POLICY reading ON {table} USING ({condition})", migrations.RunSQL.noop)
            for table, condition in READING.items()
        ),
        definer(
            "correcting_recipients(p uuid, root uuid)",
            RECIPIENTS,
            returns="TABLE (kind text, whom varchar, what varchar, source_id uuid, received_at timestamptz)",
        ),
    ]
