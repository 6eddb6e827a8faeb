"""The locks on what machines sent, and the narrow questions asked from outside them."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.core.roles import ROLES

LOCKED = ("exchange_sentreferral", "exchange_keptmessage")
LOCK = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON {table} TO hearth_keeper USING (true) WITH CHECK (true);
CREATE POLICY adding ON {table} FOR INSERT TO hearth_app WITH CHECK ((SELECT hearth_kind()) <> '');
"""
UNLOCK = """
DROP POLICY adding ON {table}; DROP POLICY keeper ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""

# The way back to a referral, for the organisation whose machine sent it and nobody else. A hash, of no use elsewhere.
SENT_BY = """
  SELECT r.return_hash FROM exchange_sentreferral s JOIN front_door_referral r ON r.id = s.referral_id
   WHERE s.referral_id = which AND s.organisation_id = whose
"""

LEADING = ", ".join(f"'{role.code}'" for role in ROLES.values() if "holding.move" in role.permissions)
KEPT = f"""
  SELECT k.body FROM exchange_keptmessage k
   WHERE k.call_id = which AND EXISTS (SELECT 1 FROM organisations_membership m
     WHERE m.id = hearth_membership() AND m.is_active AND m.role IN ({LEADING}))
"""
ARE_KEPT = "SELECT k.call_id FROM exchange_keptmessage k WHERE k.call_id = ANY(which)"
FORGET = """
  DELETE FROM exchange_keptmessage k WHERE k.call_id = which
     AND EXISTS (SELECT 1 FROM exchange_seento s WHERE s.call_id = which)
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_machines"), ("sharing", "0002_sight")]

    operations = [
        *(migrations.RunSQL(LOCK.format(table=table), UNLOCK.format(table=table)) for table in LOCKED),
        definer("exchange_sent_by(which uuid, whose uuid)", SENT_BY, returns="text"),
        definer("exchange_kept(which uuid)", KEPT, returns="text"),
        definer("exchange_are_kept(which uuid[])", ARE_KEPT, returns="SETOF uuid"),
        definer("exchange_forget(which uuid)", FORGET, returns="void", volatility="VOLATILE"),
    ]
