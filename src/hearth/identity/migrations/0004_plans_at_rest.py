"""Plans and measures of somebody who died stay as they are, and whoever would add to them is told so."""

from django.db import migrations

TABLES = (
    *("plans_goalversion", "plans_wishversion", "plans_partversion", "plans_cardversion", "plans_signature"),
    *("plans_voice", "plans_partchoice", "plans_capacitydoubt"),
    *("outcomes_offer", "outcomes_fill", "outcomes_answer"),
)
REST = "".join(
    f"""
    CREATE POLICY at_rest_added ON {t} AS RESTRICTIVE FOR INSERT TO hearth_app
      WITH CHECK (NOT people_has_died({t}.person_id));
    CREATE POLICY at_rest_changed ON {t} AS RESTRICTIVE FOR UPDATE TO hearth_app
      USING (true) WITH CHECK (NOT people_has_died({t}.person_id));
    """
    for t in TABLES
)
AWAKE = "".join(f"DROP POLICY at_rest_added ON {t}; DROP POLICY at_rest_changed ON {t};" for t in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_at_rest_and_close"),
        ("plans", "0002_policies"),
        ("outcomes", "0002_policies"),
    ]

    operations = [migrations.RunSQL(REST, AWAKE)]
