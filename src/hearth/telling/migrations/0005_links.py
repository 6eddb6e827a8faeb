"""Forms that leave by a link, and the yes to a receiver outside the circle."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level

# What goes outside the circle is what the person said yes to, word for word.
AGREED = """
ALTER TABLE telling_sentform ADD CONSTRAINT sentform_outside_as_agreed
  FOREIGN KEY (outside_yes_id, filling_id, digest) REFERENCES telling_sendingyes (id, filling_id, digest)
"""

# What whoever holds a link reads before saying who they are: who sent it. And, for asking whether anything was closed
# since, which facts and entries it tells of.
OPENS = """l.expires_at > {moment} AND p.status <> 'died'
       AND NOT EXISTS (SELECT 1 FROM telling_formlinkend e WHERE e.link_id = l.id)"""
BEHIND = f"""
SELECT l.person_id, trim(w.given_name || ' ' || w.family_name), o.name::text, coalesce(h.phone, '')::text,
       ARRAY(SELECT a.one ->> 'fact' FROM jsonb_array_elements(s.answers) WITH ORDINALITY a (one, n)
              WHERE a.one ->> 'words' <> '' ORDER BY a.n),
       ARRAY(SELECT (a.one ->> 'entry_root')::uuid FROM jsonb_array_elements(s.answers) WITH ORDINALITY a (one, n)
              WHERE a.one ->> 'words' <> '' ORDER BY a.n),
       {OPENS.format(moment="moment")}
  FROM telling_formlink l
  JOIN telling_sentform s ON s.id = l.sent_id
  JOIN people_person p ON p.id = l.person_id
  JOIN organisations_membership m ON m.id = s.sent_by_id
  JOIN organisations_worker w ON w.id = m.worker_id
  JOIN organisations_organisation o ON o.id = m.organisation_id
  LEFT JOIN organisations_hub h ON h.id = s.hub_id
 WHERE l.secret_hash = telling_behind_link.h
"""

# Whoever knows the secret and the address it went to gets what was sent, and each time is a row.
OPEN = f"""
WITH l AS (
  SELECT l.* FROM telling_formlink l JOIN people_person p ON p.id = l.person_id
   WHERE l.secret_hash = h AND lower(l.email) = lower(address) AND {OPENS.format(moment="moment")}),
o AS (
  INSERT INTO telling_formopening (id, person_id, link_id, name, what, opened_at)
  SELECT gen_random_uuid(), l.person_id, l.id, whose, telling_open_link.what, moment FROM l
  RETURNING id)
SELECT o.id, s.person_id, v.name::text, p.known_as::text, s.answers, s.content, s.content_type::text, s.file_name::text
  FROM o, l
  JOIN telling_sentform s ON s.id = l.sent_id
  JOIN telling_filling f ON f.id = s.filling_id
  JOIN telling_formversion v ON v.id = f.version_id
  JOIN people_person p ON p.id = l.person_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0007_custodians"),
        ("telling", "0004_called_as_now"),
    ]

    operations = [
        migrations.AddField(
            model_name="sentform",
            name="in_circle",
            field=models.BooleanField(null=True),
        ),
        migrations.CreateModel(
            name="FormLink",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
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
                    "sent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="link", to="telling.sentform"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="formlink_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", ""), _negated=True), name="formlink_goes_somewhere"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="FormLinkEnd",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("ended_at", models.DateTimeField()),
                (
                    "ended_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="telling.formlink"
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
        ),
        migrations.CreateModel(
            name="FormOpening",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("what", models.CharField(choices=[("read", "Read it"), ("file", "Took the file")], max_length=4)),
                ("opened_at", models.DateTimeField()),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="telling.formlink"
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
                        condition=models.Q(("name", ""), _negated=True), name="formopening_by_a_name"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SendingYes",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("receiver", models.CharField(max_length=120)),
                (
                    "said",
                    models.CharField(
                        choices=[
                            ("themselves", "On their own page"),
                            ("beside", "On a screen, with somebody beside them"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                (
                    "beside",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "filling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="yeses", to="telling.filling"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
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
                    models.UniqueConstraint(fields=("id", "filling", "digest"), name="sendingyes_to_these_words"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beside", None), ("said", "themselves")),
                            models.Q(("beside__isnull", False), ("said", "beside")),
                            _connector="OR",
                        ),
                        name="sendingyes_beside_whom",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("receiver", ""), _negated=True), name="sendingyes_says_to_whom"
                    ),
                ]
            },
        ),
        migrations.AddField(
            model_name="sentform",
            name="outside_yes",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="telling.sendingyes",
            ),
        ),
        migrations.AddConstraint(
            model_name="sentform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_circle", False), _negated=True),
                    ("in_circle", None),
                    ("outside_yes__isnull", False),
                    _connector="OR",
                ),
                name="sentform_outside_with_a_yes",
            ),
        ),
        *(person_table(f"telling_{table}", Level.FULL) for table in ("sendingyes", "formlink", "formlinkend")),
        person_table("telling_formopening", Level.FULL, to_add="false"),
        migrations.RunSQL(AGREED, "ALTER TABLE telling_sentform DROP CONSTRAINT sentform_outside_as_agreed"),
        definer(
            "telling_behind_link(h text, moment timestamptz)",
            BEHIND,
            returns="TABLE (person_id uuid, sender text, organisation text, phone text, facts text[], roots uuid[], "
            "is_open boolean)",
        ),
        definer(
            "telling_open_link(h text, address text, whose text, what text, moment timestamptz)",
            OPEN,
            returns="TABLE (opening_id uuid, person_id uuid, form text, about text, answers jsonb, content bytea, "
            "content_type text, file_name text)",
            volatility="VOLATILE",
        ),
    ]
