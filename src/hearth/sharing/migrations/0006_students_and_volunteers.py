"""Two more roles: who acts is asked of the list of roles as it is now."""

from importlib import import_module

from django.db import migrations

from hearth.core.policies import definer

ACT_AS = import_module("hearth.sharing.migrations.0002_sight").ACT_AS


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0005_closed_to_all"),
        ("organisations", "0006_students_and_volunteers"),
    ]

    operations = [
        definer(
            "hearth_act_as(acting text, account uuid, membership uuid, person uuid, moment timestamptz)",
            ACT_AS,
            returns="uuid[]",
            language="plpgsql",
            volatility="VOLATILE",
        ),
    ]
