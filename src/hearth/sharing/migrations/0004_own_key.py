"""The lock on the keys to people's own records, and the one question asked before anybody is known: whose are these?"""

from django.db import migrations

from hearth.core.policies import definer, person_table, sees
from hearth.core.sight import Level

FULL = str(int(Level.FULL))
# Whoever the person let in may read much, but never which sign-in is theirs.
NEVER_A_SUPPORTER = """((SELECT hearth_kind()) = 'worker'
    OR people_portalaccess.person_id = ANY((SELECT hearth_viewers())::uuid[]))"""
# A key is given by a worker who may know everything about them already.
GIVEN_BY_WHO_KNOWS = f"((SELECT hearth_kind()) = 'worker' AND {sees('people_portalaccess.person_id', FULL)})"

# Asked after the password and before the scope, when no actor is known yet.
OWN_RECORDS = """
  SELECT a.person_id FROM people_portalaccess a
   WHERE a.account_id = account AND a.ended_at IS NULL ORDER BY a.given_at
"""


class Migration(migrations.Migration):
    dependencies = [("sharing", "0003_sealing_section")]

    operations = [
        person_table("people_portalaccess", Level.FULL, also=NEVER_A_SUPPORTER, to_add=GIVEN_BY_WHO_KNOWS),
        definer("sharing_own_records(account uuid)", OWN_RECORDS, returns="SETOF uuid"),
    ]
