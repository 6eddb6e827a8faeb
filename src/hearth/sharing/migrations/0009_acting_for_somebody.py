"""Acting for somebody: what was checked, and whether a young person decides themselves."""

import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table, sees
from hearth.core.sight import Level
from hearth.sharing import policies

# What is kept of a choice is not for whoever acts by it, only that it holds.
ACTS_NOW = """
  SELECT EXISTS (SELECT 1 FROM sharing_circlechoice c
                  WHERE c.id = choice AND c.level > 0 AND c.from_at <= hearth_now()
                    AND coalesce(c.until_at, 'infinity') > hearth_now())
"""


def by_who_knows(table: str) -> str:
    """SQL: a worker who may know everything of the person."""
    return f"((SELECT hearth_kind()) = 'worker' AND {sees(f'{table}.person_id', str(int(Level.FULL)))})"


def replace_reading(table: str, condition: str) -> migrations.RunSQL:
    """Another condition for reading than a level of sight alone."""
    return migrations.RunSQL(f"ALTER POLICY reading ON {table} USING ({condition})", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0007_devices_and_safety"),
        ("people", "0009_names_before"),
        ("sharing", "0008_supporters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Competence",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("can_decide", models.BooleanField()),
                ("why", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.membership"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="competence", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="competence_says_why")
                ],
            },
        ),
        migrations.CreateModel(
            name="Proxy",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("granted", "They asked for it themselves"),
                            ("parent", "A parent, or somebody with parental responsibility"),
                            ("lpa", "A registered lasting power of attorney, for health and welfare"),
                            ("deputy", "A deputy named by the Court of Protection"),
                        ],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("evidence", models.TextField(blank=True)),
                ("looked", models.TextField()),
                ("checked_at", models.DateTimeField()),
                (
                    "checked_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="organisations.membership"),
                ),
                (
                    "choice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proxy", to="sharing.circlechoice"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proxies", to="people.person"
                    ),
                ),
                (
                    "supporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("supporter")), _negated=True),
                        name="proxy_is_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "granted"), models.Q(("evidence", ""), _negated=True), _connector="OR"
                        ),
                        name="proxy_shows_its_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("looked", ""), _negated=True), name="proxy_both_records_looked_at"
                    ),
                ],
            },
        ),
        definer("sharing_acts_now(choice uuid)", ACTS_NOW, returns="boolean"),
        person_table("sharing_proxy", Level.FULL, to_add=by_who_knows("sharing_proxy")),
        person_table("sharing_competence", Level.FULL, to_add=by_who_knows("sharing_competence")),
        replace_reading("sharing_proxy", policies.PROXY_IS_SEEN),
        replace_reading("sharing_competence", policies.COMPETENCE_IS_SEEN),
    ]
