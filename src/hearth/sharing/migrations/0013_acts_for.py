"""Whether whoever is in scope acts for somebody now."""

from django.db import migrations

from hearth.core.policies import definer

# By a proxy whose choice still holds: whatever ends the choice ends this in the same second.
ACTS_FOR = """
  SELECT (SELECT hearth_kind()) = 'person' AND EXISTS (
    SELECT 1 FROM sharing_proxy x JOIN sharing_circlechoice c ON c.id = x.choice_id
     WHERE x.person_id = p AND x.supporter_id = ANY((SELECT hearth_viewers())::uuid[]) AND c.level > 0
       AND c.from_at <= hearth_now() AND coalesce(c.until_at, 'infinity') > hearth_now())
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0012_codes_for_those_close")]

    operations = [definer("sharing_acts_for(p uuid)", ACTS_FOR, returns="boolean")]
