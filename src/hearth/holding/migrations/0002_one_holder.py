"""The invariant of the house, kept by the database."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level

ACTIVE = """
ALTER TABLE holding_holding ADD CONSTRAINT holding_holder_still_here
  FOREIGN KEY (holder_id, holder_is_active) REFERENCES organisations_membership (id, is_active)
  DEFERRABLE INITIALLY DEFERRED;
"""

# A holding row is never removed: the person is open, resting, handed on or has died, and the row says which.
HISTORY = """
CREATE FUNCTION holding_write_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR (NEW.holder_id, NEW.status) IS DISTINCT FROM (OLD.holder_id, OLD.status) THEN
    INSERT INTO holding_holderchange (person_id, status, holder_id, from_at)
    VALUES (NEW.person_id, NEW.status, NEW.holder_id, CASE
      WHEN TG_OP = 'INSERT' OR NEW.holder_id IS DISTINCT FROM OLD.holder_id THEN NEW.since_at
      ELSE coalesce(hearth_now(), now()) END);
  END IF;
  -- What was promised is owed by whoever holds: open promises go along, in the same breath.
  IF TG_OP = 'UPDATE' AND NEW.holder_id IS DISTINCT FROM OLD.holder_id AND NEW.holder_id IS NOT NULL THEN
    UPDATE core_clock SET owner_id = NEW.holder_id
     WHERE person_id = NEW.person_id AND owner_id = OLD.holder_id AND stopped_at IS NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER holding_change AFTER INSERT OR UPDATE ON holding_holding
  FOR EACH ROW EXECUTE FUNCTION holding_write_change();
CREATE FUNCTION holding_never_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'a holding is never removed' USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER holding_kept BEFORE DELETE ON holding_holding
  FOR EACH ROW EXECUTE FUNCTION holding_never_removed();
"""


# When a worker goes, everyone they hold goes to the manager at once, and each person can read that it happened.
HAND_EVERYONE = """
DECLARE
  who uuid;
  moved integer := 0;
BEGIN
  FOR who IN SELECT person_id FROM holding_holding WHERE holder_id = old FOR UPDATE LOOP
    UPDATE holding_holding SET holder_id = new, since_at = moment WHERE person_id = who;
    UPDATE sharing_relationship SET until_at = greatest(from_at, moment)
     WHERE person_id = who AND kind = 'holder' AND membership_id = old AND until_at IS NULL;
    INSERT INTO sharing_relationship (id, person_id, kind, membership_id, from_at)
    VALUES (gen_random_uuid(), who, 'holder', new, moment);
    PERFORM sharing_rewrite_sight(who, moment);
    moved := moved + 1;
  END LOOP;
  RETURN moved;
END
"""

HOLDS_ANYONE = "SELECT EXISTS (SELECT 1 FROM holding_holding WHERE holder_id = m)"


class Migration(migrations.Migration):
    dependencies = [("holding", "0001_initial"), ("sharing", "0002_sight")]

    operations = [
        migrations.RunSQL(ACTIVE, "ALTER TABLE holding_holding DROP CONSTRAINT holding_holder_still_here"),
        migrations.RunSQL(HISTORY, "DROP FUNCTION holding_write_change() CASCADE"),
        person_table("holding_holding", Level.MINIMUM, listed=True),
        definer("holding_holds_anyone(m uuid)", HOLDS_ANYONE, returns="boolean"),
        definer(
            "holding_hand_everyone(old uuid, new uuid, moment timestamptz)",
            HAND_EVERYONE,
            returns="integer",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        person_table("holding_holderchange", Level.MINIMUM),
    ]
