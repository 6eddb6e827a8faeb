"""Everyone is shut out at once: the row that says so, its lock, and the one function that ends what must end."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.shut_off import policies
from hearth.shut_off.migrations._end_all import END_ALL

REST = """
    CREATE POLICY at_rest_added ON shut_off_shutoff AS RESTRICTIVE FOR INSERT TO hearth_app
      WITH CHECK (NOT people_has_died(shut_off_shutoff.person_id));
"""
AWAKE = "DROP POLICY at_rest_added ON shut_off_shutoff;"


def ids(**more):
    return django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None, **more)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("identity", "0006_threads_at_rest"),
        ("messaging", "0007_threads_policies"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("organisations", "0007_devices_and_safety"),
        ("people", "0009_names_before"),
        ("plans", "0003_signed"),
        ("sharing", "0008_supporters"),
        ("telling", "0005_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShutOff",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("named", ids()),
                ("unsafe", ids()),
                ("never_ring", ids()),
                ("words", models.TextField(blank=True)),
                ("done_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["person", "-done_at"], name="shutoff_person_done")]},
        ),
        person_table("shut_off_shutoff", Level.FULL, also=policies.NOT_A_SUPPORTER.format(table="shut_off_shutoff")),
        migrations.RunSQL(REST, AWAKE),
        definer(
            "shut_off_end_all(what uuid, keep text, moment timestamptz)",
            END_ALL,
            returns="jsonb",
            language="plpgsql",
            volatility="VOLATILE",
        ),
    ]
