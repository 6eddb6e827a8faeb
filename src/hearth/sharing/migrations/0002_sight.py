"""The decision itself, in SQL: who acts, what each cause of sight amounts to, and the locks on the causes.

`sharing.rules` says the same in Python; a property test holds the two equal on random worlds.
"""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.roles import ROLES
from hearth.core.sight import Level

CEILINGS = " ".join(f"WHEN '{role.code}' THEN {int(role.ceiling)}" for role in ROLES.values())

ACT_AS = f"""
DECLARE
  who uuid[];
  ceiling smallint := 0;
BEGIN
  IF acting = 'worker' THEN
    SELECT ARRAY[m.id, m.worker_id] || ARRAY(SELECT h.seat_id FROM organisations_seatholder h WHERE h.membership_id = m.id),
           CASE m.role {CEILINGS} ELSE 0 END
      INTO who, ceiling
      FROM organisations_membership m
      JOIN organisations_worker w ON w.id = m.worker_id
      LEFT JOIN organisations_account a ON a.id = w.account_id
     WHERE m.id = membership AND m.is_active AND (account IS NULL OR (a.id = account AND a.is_active));
    IF NOT FOUND THEN RETURN NULL; END IF;
  ELSIF acting = 'person' THEN
    IF NOT EXISTS (SELECT 1 FROM people_portalaccess p JOIN organisations_account a ON a.id = p.account_id
                    WHERE p.account_id = account AND p.person_id = person AND p.ended_at IS NULL AND a.is_active) THEN
      RETURN NULL;
    END IF;
    who := ARRAY[person];
    ceiling := {int(Level.FULL)};
  ELSE
    who := '{{}}';
  END IF;
  PERFORM set_config('hearth.kind', acting, true);
  PERFORM set_config('hearth.account', coalesce(account::text, ''), true);
  PERFORM set_config('hearth.membership', coalesce(membership::text, ''), true);
  PERFORM set_config('hearth.viewers', who::text, true);
  PERFORM set_config('hearth.ceiling', ceiling::text, true);
  PERFORM set_config('hearth.now', moment::text, true);
  RETURN who;
END
"""

# An organisation the person has never decided about sees what the person would expect: the team's own
# organisation and the holder everything, anyone else nothing (DOMAIN 4.6 b).
REWRITE = """
  DELETE FROM core_sight WHERE person_id = p;
  WITH relation AS (
    SELECT r.id, r.kind, r.from_at, coalesce(r.until_at, 'infinity') AS until_at,
           coalesce(seat.id, m.id) AS viewer_id, m.id AS membership_id, r.team_id,
           coalesce(seat.organisation_id, m.organisation_id) AS organisation_id,
           CASE WHEN r.kind IN ('holder', 'on-call', 'present') AND m.id IS NOT NULL THEN 40
                WHEN seat.organisation_id = team.organisation_id THEN 40 ELSE 0 END AS implied
      FROM sharing_relationship r
      LEFT JOIN organisations_membership m ON m.id = r.membership_id
      LEFT JOIN organisations_team team ON team.id = r.team_id
      LEFT JOIN organisations_seat seat ON seat.team_id = r.team_id
     WHERE r.person_id = p AND coalesce(r.until_at, 'infinity') > moment
  ), choice AS (
    SELECT whom_kind, whom_id, level, from_at, coalesce(until_at, 'infinity') AS until_at
      FROM sharing_circlechoice WHERE person_id = p
  ), answer AS (
    SELECT p AS viewer_id, 40 AS level, 2 AS clearance, 'self' AS basis, '-infinity'::timestamptz AS from_at,
           'infinity'::timestamptz AS until_at
    UNION ALL
    SELECT r.viewer_id, r.implied, 0, r.kind, r.from_at, r.until_at
      FROM relation r
     WHERE NOT EXISTS (SELECT 1 FROM choice c WHERE c.whom_kind = 'organisation' AND c.whom_id = r.organisation_id)
    UNION ALL
    SELECT r.viewer_id, c.level, 0, r.kind, greatest(r.from_at, c.from_at), least(r.until_at, c.until_at)
      FROM relation r JOIN choice c ON c.whom_kind = 'organisation' AND c.whom_id = r.organisation_id
    UNION ALL
    SELECT r.viewer_id, 10, 0, r.kind, r.from_at, r.until_at FROM relation r WHERE r.kind = 'holder'
    UNION ALL
    SELECT c.whom_id, CASE c.level WHEN 0 THEN -1 ELSE c.level END, 0, 'named',
           CASE c.level WHEN 0 THEN c.from_at ELSE greatest(r.from_at, c.from_at) END,
           CASE c.level WHEN 0 THEN c.until_at ELSE least(r.until_at, c.until_at) END
      FROM choice c
      LEFT JOIN relation r ON c.level > 0 AND (r.membership_id = c.whom_id OR EXISTS (
             SELECT 1 FROM organisations_seatholder h WHERE h.seat_id = r.viewer_id AND h.membership_id = c.whom_id))
     WHERE c.whom_kind = 'worker' AND (c.level = 0 OR r.id IS NOT NULL)
    UNION ALL
    SELECT c.whom_id, c.level, 0, 'supporter', c.from_at, c.until_at FROM choice c WHERE c.whom_kind = 'supporter'
    UNION ALL
    SELECT b.membership_id, 40, CASE WHEN b.opens_hidden THEN 2 ELSE 1 END, 'break-glass', b.opened_at, b.until_at
      FROM sharing_breakglass b WHERE b.person_id = p
    UNION ALL
    SELECT b.worker_id, -1, 0, 'blocked', b.from_at, coalesce(b.until_at, 'infinity')
      FROM sharing_block b WHERE b.person_id = p
  )
  INSERT INTO core_sight (person_id, viewer_id, level, clearance, basis, from_at, until_at)
  SELECT p, viewer_id, level, clearance, basis, from_at, until_at FROM answer
   WHERE level <> 0 AND until_at > from_at AND until_at > moment;
"""

OWN_NAME = """
  SELECT p.known_as FROM people_portalaccess a JOIN people_person p ON p.id = a.person_id
   WHERE a.account_id = account AND a.person_id = person AND a.ended_at IS NULL
"""
OWN = "sharing_look.person_id = ANY((SELECT hearth_viewers())::uuid[])"


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial"), ("people", "0002_policies"), ("core", "0002_scope")]

    operations = [
        definer(
            "hearth_act_as(acting text, account uuid, membership uuid, person uuid, moment timestamptz)",
            ACT_AS,
            returns="uuid[]",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer("sharing_rewrite_sight(p uuid, moment timestamptz)", REWRITE, returns="void", volatility="VOLATILE"),
        definer("sharing_own_name(account uuid, person uuid)", OWN_NAME, returns="text"),
        person_table("sharing_relationship", Level.MINIMUM),
        person_table("sharing_circlechoice", Level.MINIMUM),
        person_table("sharing_block", Level.FULL),
        # The policy of entries reads sealings as the reader, so whoever sees anything of a person must see these
        # rows; that a hidden one exists is kept from screens by `SealingQuerySet.visible_to` (ADR 0006).
        person_table("sharing_sealing", Level.MINIMUM),
        person_table("sharing_breakglass", Level.MINIMUM),
        person_table("sharing_look", Level.FULL, also=OWN),
    ]
