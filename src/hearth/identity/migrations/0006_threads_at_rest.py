"""Nobody goes on writing to somebody who died, or in their name. What was said can still be read, and says by whom."""

from django.db import migrations

TABLES = (
    *("messaging_thread", "messaging_threadmessage"),
    *("messaging_threadtranslation", "messaging_threadguest"),
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
        ("identity", "0005_supporters_at_rest"),
        ("messaging", "0007_threads_policies"),
    ]

    operations = [migrations.RunSQL(REST, AWAKE)]
