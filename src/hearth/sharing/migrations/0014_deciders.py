"""Who may decide for somebody by law: of whom we were told, and what somebody made sure of."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import person_table, sees
from hearth.core.sight import Level
from hearth.sharing import policies

KINDS = [
    ("parent", "A parent, or somebody with parental responsibility"),
    ("lpa", "A lasting power of attorney"),
    ("deputy", "A deputy named by the Court of Protection"),
]
HOW = [
    ("paper", "I saw the paper itself"),
    ("copy", "I saw a certified copy"),
    ("asked", "I asked where it is registered or was made"),
]
COVERS = [("care", "Health, care and who may know"), ("money", "Money and property only")]
READING = {
    "sharing_legaldecider": policies.DECIDER_IS_SEEN,
    "sharing_decidercheck": policies.CHECK_IS_SEEN,
}


def by_who_knows(table: str) -> str:
    """SQL: a worker who may know everything of the person."""
    return f"((SELECT hearth_kind()) = 'worker' AND {sees(f'{table}.person_id', str(int(Level.FULL)))})"


def key(to: str, related: str = "+") -> models.ForeignKey:
    """A row that is never deleted names another."""
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_devices_and_safety"),
        ("people", "0009_names_before"),
        ("sharing", "0013_acts_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalDecider",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(choices=KINDS, max_length=8)),
                ("covers", models.CharField(choices=COVERS, max_length=8)),
                ("told_at", models.DateTimeField()),
                ("noted_by", key("organisations.membership")),
                ("person", key("people.person", "deciders")),
                ("relation", key("people.relation")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="legaldecider_is_somebody"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeciderCheck",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=8)),
                ("in_force", models.BooleanField()),
                ("how", models.CharField(choices=HOW, max_length=5)),
                ("saw", models.TextField()),
                ("looked", models.TextField(blank=True)),
                ("registered_on", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("checked_at", models.DateTimeField()),
                ("checked_by", key("organisations.membership")),
                ("decider", key("sharing.legaldecider", "checks")),
                ("person", key("people.person")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("saw", ""), _negated=True), name="decidercheck_says_what_was_seen"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("in_force", False), ("review_on", None)),
                            models.Q(
                                ("in_force", True),
                                ("review_on__isnull", False),
                                models.Q(("looked", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decidercheck_in_force_is_looked_at_again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_force", False),
                            models.Q(("kind", "lpa"), _negated=True),
                            ("registered_on__isnull", False),
                            _connector="OR",
                        ),
                        name="decidercheck_power_is_registered",
                    ),
                ],
            },
        ),
        *(person_table(table, Level.FULL, to_add=by_who_knows(table)) for table in READING),
        *(
            migrations.RunSQL(f"ALTER POLICY reading ON {table} USING ({words})", migrations.RunSQL.noop)
            for table, words in READING.items()
        ),
    ]
