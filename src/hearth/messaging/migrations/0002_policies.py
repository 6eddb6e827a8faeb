"""The lock on messages, and the narrow questions asked by those who may not read them."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.messaging import policies

# Whoever brings the same key at the same moment waits for the first to be done, and finds its message.
KEPT_AS = """
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(message_key, 8));
  RETURN (SELECT id FROM messaging_message WHERE key = message_key);
END
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial"), ("sharing", "0003_sealing_section"), ("core", "0002_scope")]

    operations = [
        person_table("messaging_message", Level.FULL, also=policies.MESSAGE_OPEN),
        person_table("messaging_messageevent", Level.FULL, also=policies.EVENT_OPEN),
        person_table("messaging_messagechoice", Level.FULL, also=policies.CHOICE_OPEN),
        definer(
            "messaging_kept_as(message_key text)", KEPT_AS, returns="uuid", language="plpgsql", volatility="VOLATILE"
        ),
    ]
