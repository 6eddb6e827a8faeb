"""Who reads a change of name, who reads what stood before, and how it is put back."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level
from hearth.people.policies import custodian_table

# What stood before is read by custodians alone, so whoever undoes a change has it put back without reading it. Only a
# change that was just marked as undone, in this very moment and by whoever acts, is put back.
UNDO = """
DECLARE
  c people_namechange;
  b jsonb;
BEGIN
  SELECT * INTO c FROM people_namechange
   WHERE id = change AND undone_at = moment
     AND (undone_by_id = hearth_membership() OR hearth_kind() = 'system'
          OR (undone_by_id IS NULL AND person_id = ANY(hearth_viewers()::uuid[])));
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT words INTO b FROM people_namebefore WHERE change_id = change;
  DELETE FROM people_personname
   WHERE person_id = c.person_id AND id IN (SELECT k::uuid FROM jsonb_array_elements_text(b -> 'made') k);
  UPDATE people_personname n SET use = o ->> 'use', restricted = false, until_on = NULL
    FROM jsonb_array_elements(b -> 'names') o WHERE n.id = (o ->> 'id')::uuid AND n.person_id = c.person_id;
  UPDATE people_person SET known_as = b ->> 'known_as', pronouns = b ->> 'pronouns', version = version + 1
   WHERE id = c.person_id;
  IF b ? 'gender' THEN
    DELETE FROM people_equality WHERE person_id = c.person_id AND characteristic = 'gender';
    INSERT INTO people_equality (id, person_id, characteristic, answer, words, code)
    SELECT gen_random_uuid(), c.person_id, 'gender', b #>> '{gender,answer}', b #>> '{gender,words}', b #>> '{gender,code}'
     WHERE b -> 'gender' <> 'null';
  END IF;
  IF b ? 'number' THEN
    DELETE FROM people_identifier WHERE person_id = c.person_id AND system = 'nhs-number' AND NOT restricted;
    UPDATE people_identifier SET restricted = false
     WHERE person_id = c.person_id AND system = 'nhs-number' AND value = b ->> 'number';
    UPDATE people_circumstances SET nhs_number_status = b ->> 'number_status' WHERE person_id = c.person_id;
  END IF;
  RETURN true;
END
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0008_names_and_reviews")]

    operations = [
        person_table("people_namechange", Level.FULL),
        custodian_table("people_namebefore"),
        # Whoever changes a name writes down what stood before, and reads it no more.
        migrations.RunSQL(
            "ALTER POLICY adding ON people_namebefore WITH CHECK ((SELECT hearth_kind()) <> '')",
            migrations.RunSQL.noop,
        ),
        definer(
            "people_undo_name_change(change uuid, moment timestamptz)",
            UNDO,
            returns="boolean",
            language="plpgsql",
            volatility="VOLATILE",
        ),
    ]
