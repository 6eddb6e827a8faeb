"""Whom a worker holds is asked past the lock of each row: whoever holds somebody knows that they do."""

from django.db import migrations

from hearth.core.policies import definer

MINE = """
  SELECT person_id FROM holding_holding
   WHERE holder_id = hearth_membership() AND status IN ('welcoming', 'supported', 'resting')
"""


class Migration(migrations.Migration):
    dependencies = [("holding", "0011_shift_change")]

    operations = [definer("holding_mine()", MINE, returns="SETOF uuid")]
