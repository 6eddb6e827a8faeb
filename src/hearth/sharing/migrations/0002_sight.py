"""The decision itself, in SQL: who acts, what each cause of sight amounts to, and the locks on the causes.

`sharing.rules` says the same in Python; a property test holds the two equal on random worlds.
"""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.sharing import policies
from hearth.sharing.decision import sight_from

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

# Two rewrites for one person wait for each other, or the first could leave behind what the second has just closed.
REWRITE = f"""
  SELECT 1 FROM people_person WHERE id = p FOR NO KEY UPDATE;
  DELETE FROM core_sight WHERE person_id = p;
  INSERT INTO core_sight (person_id, viewer_id, level, clearance, basis, from_at, until_at)
  {sight_from(person="p", moment="moment")};
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
