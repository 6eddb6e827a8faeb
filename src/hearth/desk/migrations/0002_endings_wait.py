"""What somebody opened for a while and closes soon waits for whoever holds them, too."""

from importlib import import_module

from django.db import migrations

from hearth.core.policies import definer

ANYTHING_WAITS = import_module("hearth.desk.migrations.0001_waiting").ANYTHING_WAITS
# Wider than the days in which it is told, which are data: this only says whether to look.
AND_WHAT_ENDS = f"""{ANYTHING_WAITS} OR EXISTS (
        SELECT FROM sharing_circlechoice c JOIN holding_holding h ON h.person_id = c.person_id
        WHERE c.until_at > hearth_now() AND c.until_at <= hearth_now() + interval '31 days' AND c.level > 0
        AND h.holder_id = hearth_membership()
    )"""


class Migration(migrations.Migration):
    dependencies = (
        ("desk", "0001_waiting"),
        ("sharing", "0010_choices_that_end"),
    )
    operations = (definer("desk_anything_waits()", AND_WHAT_ENDS, returns="boolean"),)
