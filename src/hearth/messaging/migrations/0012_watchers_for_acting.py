"""Whoever acts for somebody is told honestly whether anybody reads now, as that person would be."""

from django.db import migrations

from hearth.core.policies import LIVE, definer
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.sharing.policies import WHOLE_RECORD

READS = ", ".join(
    f"'{role.code}'" for role in ROLES.values() if role.ceiling == Level.FULL and "record.write" in role.permissions
)
# Asked by the person about themselves, by whoever acts for them, and by whoever may know everything of them.
WATCHERS = f"""
  SELECT w.given_name, x.until_at
    FROM messaging_watch x
    JOIN organisations_membership m ON m.id = x.membership_id AND m.is_active AND m.role IN ({READS})
    JOIN organisations_worker w ON w.id = m.worker_id
   CROSS JOIN LATERAL (
     SELECT ARRAY[m.id, m.worker_id] || ARRAY(
       SELECT h.seat_id FROM organisations_seatholder h WHERE h.membership_id = m.id) AS eyes) e
   WHERE x.ended_at IS NULL AND x.from_at <= (SELECT hearth_now()) AND x.until_at > (SELECT hearth_now())
     AND (p = ANY((SELECT hearth_viewers())::uuid[]) OR hearth_sight(p) >= {int(Level.FULL)} OR sharing_acts_for(p))
     AND (SELECT CASE WHEN min(s.level) >= 0 THEN max(s.level) ELSE -1 END FROM core_sight s
           WHERE s.person_id = p AND s.viewer_id = ANY(e.eyes) AND {LIVE}) >= {int(Level.FULL)}
     AND NOT EXISTS (SELECT 1 FROM sharing_sealing z WHERE z.person_id = p AND z.lifted_at IS NULL AND {WHOLE_RECORD}
                        AND NOT z.opens_for && e.eyes)
   ORDER BY x.until_at DESC, w.given_name
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0011_translations_found"), ("sharing", "0013_acts_for")]

    operations = [
        definer("messaging_watchers(p uuid)", WATCHERS, returns="TABLE (given_name varchar, until_at timestamptz)")
    ]
