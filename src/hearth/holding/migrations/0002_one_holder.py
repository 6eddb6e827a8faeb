"""The invariant of the house, kept by the database."""

from django.db import migrations

from hearth.core.policies import person_table
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
    INSERT INTO holding_holderchange (id, person_id, status, holder_id, from_at)
    VALUES (gen_random_uuid(), NEW.person_id, NEW.status, NEW.holder_id, NEW.since_at);
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


class Migration(migrations.Migration):
    dependencies = [("holding", "0001_initial"), ("sharing", "0002_sight")]

    operations = [
        migrations.RunSQL(ACTIVE, "ALTER TABLE holding_holding DROP CONSTRAINT holding_holder_still_here"),
        migrations.RunSQL(HISTORY, "DROP FUNCTION holding_write_change() CASCADE"),
        person_table("holding_holding", Level.MINIMUM),
        person_table("holding_holderchange", Level.MINIMUM),
    ]
