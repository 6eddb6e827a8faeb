"""Which of those close to somebody come in by a code from the hub and no other way."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.core.sight import Level

# Asked by a worker who may know everything of the one they are here for. Whoever has an address or a password, or opens
# a record of their own care with the same sign-in, is not among them: nobody learns which.
BY_CODE = f"""
  SELECT r.id, a.id
    FROM people_relation r
    JOIN people_portalaccess k ON k.person_id = r.related_person_id AND k.ended_at IS NULL
    JOIN organisations_account a ON a.id = k.account_id AND a.is_active AND a.email IS NULL AND a.password LIKE '!%'
   WHERE r.person_id = p AND r.until_on IS NULL
     AND ((SELECT hearth_kind()) = 'system'
          OR ((SELECT hearth_kind()) = 'worker' AND hearth_sight(p) >= {int(Level.FULL)}))
     AND EXISTS (SELECT 1 FROM sharing_supporting s WHERE s.person_id = r.related_person_id AND s.about_id = p)
     AND NOT EXISTS (SELECT 1 FROM people_portalaccess o
                      WHERE o.ended_at IS NULL AND o.id <> k.id
                        AND (o.account_id = a.id OR o.person_id = r.related_person_id))
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0011_helped_by"), ("organisations", "0007_devices_and_safety")]

    operations = [
        definer("sharing_by_code(p uuid)", BY_CODE, returns="TABLE (relation_id uuid, account_id uuid)"),
    ]
