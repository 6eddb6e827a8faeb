"""Who keeps identities in order, and how a row written for somebody who was joined finds the record that goes on."""

from django.db import migrations

from hearth.core.policies import definer, person_table, sees
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.people.policies import custodian_table

KEEPING = ", ".join(f"'{role.code}'" for role in ROLES.values() if "identity.keep" in role.permissions)
IS_CUSTODIAN = f"""
  SELECT hearth_kind() = 'system' OR EXISTS (
    SELECT 1 FROM organisations_membership m
     WHERE m.id = hearth_membership() AND m.is_active AND m.role IN ({KEEPING}))
"""

# Whatever is written for a record that was joined is written in the one that goes on, and it is noted whose it was:
# a page that stood open, a key another system keeps, an import. The lock is the one the foreign key takes anyway; taken
# first, nobody can write for somebody who is being joined in the same second.
FOLLOW = """
DECLARE
  told uuid := NEW.person_id;
  page text := coalesce(current_setting('hearth.page_of', true), '');
  onto uuid;
  j people_merge;
BEGIN
  SELECT merged_into_id INTO onto FROM people_person WHERE id = told FOR KEY SHARE;
  IF onto IS NULL AND page = '' THEN RETURN NEW; END IF;
  IF onto IS NULL THEN
    IF people_goes_on_as(page::uuid) IS DISTINCT FROM told THEN RETURN NEW; END IF;
    told := page::uuid;
  ELSE
    NEW.person_id := people_goes_on_as(told);
  END IF;
  LOOP
    SELECT * INTO j FROM people_merge WHERE merged_id = told AND confirmed_at IS NOT NULL AND undone_at IS NULL;
    EXIT WHEN NOT FOUND;
    INSERT INTO people_mergemove (merge_id, "table", key, "column", kind, from_id, to_id, at)
    VALUES (j.id, TG_TABLE_NAME, to_jsonb(NEW) ->> TG_ARGV[0], 'person_id', 'written', told, j.survivor_id,
            coalesce(hearth_now(), now()));
    told := j.survivor_id;
  END LOOP;
  RETURN NEW;
END
"""

GOES_ON_AS = """
  WITH RECURSIVE way AS (
    SELECT id, merged_into_id FROM people_person WHERE id = person
    UNION SELECT p.id, p.merged_into_id FROM people_person p JOIN way w ON p.id = w.merged_into_id)
  SELECT id FROM way WHERE merged_into_id IS NULL
"""

# An append-only row may change whose record it lies in, never what it says; and only where the move itself is a row.
WITH_A_TRACE = """
BEGIN
  IF NEW.person_id IS DISTINCT FROM OLD.person_id AND NOT EXISTS (
       SELECT 1 FROM people_mergemove m
        WHERE m."table" = TG_TABLE_NAME AND m.key = to_jsonb(OLD) ->> TG_ARGV[0]
          AND m.from_id = OLD.person_id AND m.to_id = NEW.person_id) THEN
    RAISE EXCEPTION 'a row of % moves only with a trace', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
"""

KNOWN = sees("people_identifier.person_id", str(int(Level.APPOINTMENTS)))
DEFINED = {"language": "plpgsql", "volatility": "VOLATILE"}


class Migration(migrations.Migration):
    dependencies = [("people", "0006_one_person"), ("core", "0002_scope")]

    operations = [
        definer("people_is_custodian()", IS_CUSTODIAN, returns="boolean"),
        definer("people_goes_on_as(person uuid)", GOES_ON_AS, returns="uuid"),
        definer("people_follow_merge()", FOLLOW, returns="trigger", **DEFINED),
        definer("people_moved_with_a_trace()", WITH_A_TRACE, returns="trigger", **DEFINED),
        custodian_table("people_duplicate"),
        custodian_table("people_twopeople"),
        custodian_table("people_merge"),
        custodian_table("people_mergemove"),
        custodian_table("people_linkagerun"),
        person_table("people_restriction", Level.FULL),
        person_table("people_death", Level.MINIMUM),
        # A number they had before a change of marker surfaces nowhere.
        migrations.RunSQL(
            f"ALTER POLICY reading ON people_identifier USING ({KNOWN} AND NOT people_identifier.restricted)",
            f"ALTER POLICY reading ON people_identifier USING ({KNOWN})",
        ),
    ]
