"""Nobody is invited in the name of somebody who died; an offer that stands can still be taken back."""

from django.db import migrations

REST = """
    CREATE POLICY at_rest_added ON sharing_supporterinvitation AS RESTRICTIVE FOR INSERT TO hearth_app
      WITH CHECK (NOT people_has_died(sharing_supporterinvitation.person_id));
"""
AWAKE = "DROP POLICY at_rest_added ON sharing_supporterinvitation;"


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_plans_at_rest"), ("sharing", "0008_supporters")]

    operations = [migrations.RunSQL(REST, AWAKE)]
