"""Whoever acts for somebody begins a thread and writes in it, and reads what they began."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.messaging.threads import policies

# Only into a thread that nobody is let in to and in which nothing was said: the one they begin this moment.
LET_IN = """
  INSERT INTO messaging_threadguest (id, thread_id, person_id, guest_id, let_in_at)
  SELECT guest, t.id, t.person_id, (hearth_viewers())[1], moment
    FROM messaging_thread t
   WHERE t.id = thread AND sharing_acts_for(t.person_id)
     AND NOT EXISTS (SELECT 1 FROM messaging_threadguest g WHERE g.thread_id = t.id)
     AND NOT EXISTS (SELECT 1 FROM messaging_threadmessage m WHERE m.thread_id = t.id)
  RETURNING id
"""


def adding(table: str, condition: str, before: str) -> migrations.RunSQL:
    """Another condition for adding."""
    words = "ALTER POLICY adding ON {} WITH CHECK ({})"
    return migrations.RunSQL(words.format(table, condition), words.format(table, before))


class Migration(migrations.Migration):
    dependencies = [("messaging", "0009_words_found"), ("sharing", "0013_acts_for")]

    operations = [
        definer(
            "messaging_let_in_acting(guest uuid, thread uuid, moment timestamptz)",
            LET_IN,
            returns="uuid",
            volatility="VOLATILE",
        ),
        *(adding(table, words, policies.TO_ADD[table]) for table, words in policies.ACTING_TO_ADD.items()),
        # What waits for an answer, and when somebody wrote last, stands on the thread itself.
        migrations.RunSQL(
            f"ALTER POLICY changing ON messaging_thread USING ({policies.ACTING_TO_CHANGE})", migrations.RunSQL.noop
        ),
    ]
