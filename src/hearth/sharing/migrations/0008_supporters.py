"""People close to somebody: invited with a page of their own, and whom they are beside."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.sharing import policies
from hearth.sharing.migrations._supporters import OPEN, OWN_FACES, TAKE_UP


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0009_names_before"),
        ("sharing", "0007_joined_and_restricted"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupporterInvitation",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "level",
                    models.SmallIntegerField(
                        choices=[
                            (0, "nothing"),
                            (10, "that I come here"),
                            (20, "my appointments"),
                            (30, "my plan, not my notes"),
                            (40, "everything but what I keep private"),
                        ]
                    ),
                ),
                ("level_until_at", models.DateTimeField(null=True)),
                ("explained_how", models.CharField(max_length=300)),
                (
                    "said_by",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("legal-decision-maker", "Someone with the legal right to decide"),
                            ("best-interests", "A best-interests decision"),
                        ],
                        default="person",
                        max_length=20,
                    ),
                ),
                ("link_hash", models.CharField(max_length=64, unique=True)),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="organisations.membership"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supporter_invitations",
                        to="people.person",
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.relation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("ended_at", None)),
                        fields=("relation",),
                        name="supporterinvitation_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))), name="supporterinvitation_runs_out"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("accepted_by", None)),
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("ended_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="supporterinvitation_taken_up_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Supporting",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("called", models.CharField(max_length=120)),
                ("relation", models.CharField(blank=True, max_length=60)),
                ("since_at", models.DateTimeField()),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="supporting", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "about"), name="supporting_once"),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("about")), _negated=True),
                        name="supporting_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("called", ""), _negated=True), name="supporting_is_called_something"
                    ),
                ],
            },
        ),
        person_table(
            "sharing_supporterinvitation",
            Level.FULL,
            also=policies.NOT_A_SUPPORTER.format(table="sharing_supporterinvitation"),
        ),
        person_table("sharing_supporting", Level.FULL, also=policies.SUPPORTING_IS_SEEN, to_add="false"),
        definer(
            "sharing_open_invitation(secret text, moment timestamptz)",
            OPEN,
            returns="TABLE (id uuid, person_id uuid, known_as varchar, name varchar, relation varchar)",
            volatility="VOLATILE",
        ),
        definer(
            "sharing_take_up_invitation(invitation uuid, secret text, account uuid, supporter uuid, moment timestamptz)",
            TAKE_UP,
            returns="uuid",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer("sharing_own_faces(account uuid)", OWN_FACES, returns="TABLE (person_id uuid, is_beside boolean)"),
    ]
