"""The decision itself, in SQL: who acts, what each cause of sight amounts to, and the locks on the causes.

`sharing.rules` says the same in Python; a property test holds the two equal on random worlds.
"""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.sharing import policies

CEILINGS = " ".join(f"WHEN '{role.code}' THEN {int(role.ceiling)}" for role in ROLES.values())
# The few permissions that open rows by themselves, without sight of the person.
POWERS = ("audit.read", "break_glass.review")
POWERS_OF = " ".join(
    f"WHEN '{role.code}' THEN '{' '.join(power for power in POWERS if power in role.permissions)}'"
    for role in ROLES.values()
)

ACT_AS = f"""
DECLARE
  who uuid[];
  ceiling smallint := 0;
  powers text := '';
BEGIN
  IF acting = 'worker' THEN
    SELECT ARRAY[m.id, m.worker_id] || ARRAY(SELECT h.seat_id FROM organisations_seatholder h WHERE h.membership_id = m.id),
           CASE m.role {CEILINGS} ELSE 0 END, CASE m.role {POWERS_OF} ELSE '' END
      INTO who, ceiling, powers
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
  PERFORM set_config('hearth.powers', powers, true);
  PERFORM set_config('hearth.now', moment::text, true);
  RETURN who;
END
"""

# An organisation the person has never decided about sees what the person would expect: the team's own
# organisation and the holder everything, anyone else nothing (DOMAIN 4.6 b). Two rewrites for one person wait for
# each other, or the first could leave behind what the second has just closed.
REWRITE = """
  SELECT 1 FROM people_person WHERE id = p FOR NO KEY UPDATE;
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
     WHERE r.person_id = p AND coalesce(r.until_at, 'infinity') > moment AND coalesce(seat.id, m.id) IS NOT NULL
  ), choice AS (
    SELECT whom_kind, whom_id, level, from_at, coalesce(until_at, 'infinity') AS until_at
      FROM sharing_circlechoice WHERE person_id = p
  ), decided AS (
    SELECT whom_id, min(from_at) AS first_at FROM choice WHERE whom_kind = 'organisation' GROUP BY whom_id
  ), answer AS (
    SELECT p AS viewer_id, 40 AS level, 2 AS clearance, 'self' AS basis, '-infinity'::timestamptz AS from_at,
           'infinity'::timestamptz AS until_at
    UNION ALL
    SELECT r.viewer_id, r.implied, 0, r.kind, r.from_at, least(r.until_at, d.first_at)
      FROM relation r LEFT JOIN decided d ON d.whom_id = r.organisation_id
    UNION ALL
    SELECT r.viewer_id, c.level, 0, r.kind, greatest(r.from_at, c.from_at), least(r.until_at, c.until_at)
      FROM relation r JOIN choice c ON c.whom_kind = 'organisation' AND c.whom_id = r.organisation_id
    UNION ALL
    SELECT r.viewer_id, 10, 0, r.kind, r.from_at, r.until_at FROM relation r WHERE r.kind IN ('holder', 'asked')
    UNION ALL
    SELECT c.whom_id, c.level, 0, 'named', greatest(r.from_at, c.from_at), least(r.until_at, c.until_at)
      FROM choice c
      JOIN relation r ON r.membership_id = c.whom_id OR EXISTS (
           SELECT 1 FROM organisations_seatholder h WHERE h.seat_id = r.viewer_id AND h.membership_id = c.whom_id)
     WHERE c.whom_kind = 'worker' AND c.level > 0
    UNION ALL
    SELECT m.worker_id, -1, 0, 'blocked', c.from_at, c.until_at
      FROM choice c JOIN organisations_membership m ON m.id = c.whom_id
     WHERE c.whom_kind = 'worker' AND c.level = 0
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

# Sight is given to seats, so a worker who takes or leaves one needs no rewrite; only a worker whom the person named
# has rows of their own. A new seat in a team shows the people of that team to the organisation it belongs to.
SEAT_TAKEN_OR_LEFT = """
DECLARE
  holder organisations_seatholder := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  PERFORM sharing_rewrite_sight(c.person_id, coalesce(hearth_now(), now()))
     FROM (SELECT DISTINCT person_id FROM sharing_circlechoice
            WHERE whom_kind = 'worker' AND whom_id = holder.membership_id AND level > 0) c;
  RETURN NULL;
END
"""

SEAT_ADDED = """
BEGIN
  PERFORM sharing_rewrite_sight(r.person_id, coalesce(hearth_now(), now()))
     FROM (SELECT DISTINCT person_id FROM sharing_relationship WHERE team_id = NEW.team_id) r;
  RETURN NULL;
END
"""

ON_SEATS = """
CREATE TRIGGER sharing_seat_taken AFTER INSERT OR DELETE ON organisations_seatholder
  FOR EACH ROW EXECUTE FUNCTION sharing_seat_taken_or_left();
CREATE TRIGGER sharing_seat_added AFTER INSERT ON organisations_seat
  FOR EACH ROW EXECUTE FUNCTION sharing_seat_added();
"""

OFF_SEATS = """
DROP TRIGGER sharing_seat_taken ON organisations_seatholder; DROP TRIGGER sharing_seat_added ON organisations_seat;
"""

HAS_POWER = """
CREATE FUNCTION hearth_has_power(power text) RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT power = ANY(string_to_array(coalesce(current_setting('hearth.powers', true), ''), ' ')) $$;
"""

UNTOLD = """
  SELECT EXISTS (SELECT 1 FROM sharing_breakglass b
                  WHERE b.person_id = p AND b.membership_id = membership AND b.not_told_because <> ''
                    AND looked_at >= b.opened_at AND looked_at < b.until_at)
"""

# What a worker reads before breaking the glass: the minimum a search shows. Nothing for one who is blocked.
MINIMUM = """
  SELECT known_as, birth_on, birth_precision, area FROM people_person
   WHERE id = p AND (SELECT hearth_kind()) = 'worker'
     AND NOT EXISTS (SELECT 1 FROM core_sight s WHERE s.person_id = p AND s.level < 0
                        AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[])
                        AND s.from_at <= hearth_now() AND s.until_at > hearth_now())
"""

# The review list of the guardian, who has no sight of these people: what they are called, and no more.
NAMES_UNDER_REVIEW = """
  SELECT DISTINCT q.id, q.known_as FROM people_person q JOIN sharing_breakglass b ON b.person_id = q.id
   WHERE (SELECT hearth_has_power('break_glass.review'))
"""

# Says that there is something, never what or to whom it is closed.
NOTHING_SEALED = """
BEGIN
  RETURN NOT EXISTS (SELECT 1 FROM sharing_sealing WHERE person_id = p AND lifted_at IS NULL);
END
"""


def replace_reading(table: str, condition: str) -> migrations.RunSQL:
    """Another condition for reading, and so for changing, than a level of sight alone."""
    return migrations.RunSQL(
        f"ALTER POLICY reading ON {table} USING ({condition}); ALTER POLICY changing ON {table} USING ({condition});",
        migrations.RunSQL.noop,
    )


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
        definer(
            "sharing_seat_taken_or_left()",
            SEAT_TAKEN_OR_LEFT,
            returns="trigger",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer("sharing_seat_added()", SEAT_ADDED, returns="trigger", language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(ON_SEATS, OFF_SEATS),
        migrations.RunSQL(HAS_POWER, "DROP FUNCTION hearth_has_power(text)"),
        definer("sharing_is_untold(p uuid, membership uuid, looked_at timestamptz)", UNTOLD, returns="boolean"),
        definer(
            "sharing_minimum(p uuid)",
            MINIMUM,
            returns="TABLE (known_as varchar, birth_on date, birth_precision varchar, area varchar)",
        ),
        definer("sharing_names_under_review()", NAMES_UNDER_REVIEW, returns="TABLE (person_id uuid, known_as varchar)"),
        definer("sharing_nothing_is_sealed(p uuid)", NOTHING_SEALED, returns="boolean", language="plpgsql"),
        person_table("sharing_relationship", Level.MINIMUM),
        person_table("sharing_circlechoice", Level.FULL),
        person_table("sharing_block", Level.FULL),
        # The policy of entries reads sealings as the reader, so whoever sees anything of a person must see these
        # rows; that a hidden one exists is kept from screens by `SealingQuerySet.visible_to` (ADR 0006).
        person_table("sharing_sealing", Level.MINIMUM),
        person_table("sharing_breakglass", Level.FULL),
        person_table("sharing_look", Level.FULL),
        replace_reading("sharing_circlechoice", policies.CIRCLE_IS_SEEN),
        replace_reading("sharing_block", policies.BLOCK_IS_SEEN),
        replace_reading("sharing_breakglass", policies.OVERRIDE_IS_SEEN),
        replace_reading("sharing_look", policies.LOOK_IS_SEEN),
    ]
