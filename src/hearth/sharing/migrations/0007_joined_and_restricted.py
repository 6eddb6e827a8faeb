"""Nobody sees a record that was joined into another, and a restricted one opens by name alone."""

from importlib import import_module

from django.db import migrations

from hearth.core.policies import definer

REWRITE = import_module("hearth.sharing.migrations.0002_sight").REWRITE


class Migration(migrations.Migration):
    dependencies = [("sharing", "0006_students_and_volunteers"), ("people", "0006_one_person")]

    operations = [
        definer("sharing_rewrite_sight(p uuid, moment timestamptz)", REWRITE, returns="void", volatility="VOLATILE"),
    ]
