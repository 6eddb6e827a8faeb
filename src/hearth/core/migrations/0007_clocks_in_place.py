from django.db import migrations

from hearth.core.policies import sees
from hearth.core.sight import Level

MINIMUM = str(int(Level.MINIMUM))


def read_when(*, listed: bool) -> str:
    return f"ALTER POLICY reading ON core_clock USING ({sees('core_clock.person_id', MINIMUM, listed=listed)})"


class Migration(migrations.Migration):
    """Promises are read for many people at once: in the inbox, on a worker's day, on a hub's lists."""

    dependencies = [("core", "0006_paused_clocks")]
    operations = [migrations.RunSQL(read_when(listed=True), read_when(listed=False))]
