"""Nobody is written down as deciding for somebody who died."""

from django.db import migrations

TABLES = ("sharing_legaldecider", "sharing_decidercheck")
REST = "".join(
    f"""
    CREATE POLICY at_rest_added ON {t} AS RESTRICTIVE FOR INSERT TO hearth_app
      WITH CHECK (NOT people_has_died({t}.person_id));
    """
    for t in TABLES
)
AWAKE = "".join(f"DROP POLICY at_rest_added ON {t};" for t in TABLES)


class Migration(migrations.Migration):
    dependencies = [("identity", "0007_acting_at_rest"), ("sharing", "0014_deciders")]

    operations = [migrations.RunSQL(REST, AWAKE)]
