"""Somebody has died: what stops in the same second, what goes on if it was entered wrongly, and a record at rest."""

from django.db import migrations

from hearth.core.policies import definer

HAS_DIED = "SELECT EXISTS (SELECT 1 FROM people_person WHERE id = p AND status = 'died')"

# Questions to other hands, talks ahead and the keys to the record end; nobody holds any more, and all of it is noted.
STOP = """
DECLARE
  d people_death;
  h holding_holding;
  found_ jsonb;
BEGIN
  SELECT * INTO d FROM people_death WHERE id = death AND stopped = '{}' AND undone_at IS NULL;
  IF NOT FOUND OR hearth_membership() IS NULL THEN RETURN; END IF;
  SELECT * INTO h FROM holding_holding WHERE person_id = d.person_id FOR UPDATE;
  found_ := jsonb_build_object(
    'status', h.status, 'holder', h.holder_id,
    'access', (SELECT coalesce(jsonb_agg(id), '[]') FROM people_portalaccess
                WHERE person_id = d.person_id AND ended_at IS NULL),
    'bookings', (SELECT coalesce(jsonb_agg(id), '[]') FROM front_door_booking
                  WHERE person_id = d.person_id AND outcome = ''),
    'handovers', (SELECT coalesce(jsonb_agg(id), '[]') FROM holding_handover WHERE person_id = d.person_id
                     AND status IN ('proposed', 'in-discussion', 'accepted', 'met')));
  UPDATE people_portalaccess SET ended_at = moment WHERE person_id = d.person_id AND ended_at IS NULL;
  UPDATE front_door_booking SET outcome = 'we-cancelled', outcome_words = 'They have died.', ended_at = moment,
         ended_by_id = hearth_membership() WHERE person_id = d.person_id AND outcome = '';
  UPDATE holding_handover SET status = 'withdrawn', ended_at = moment, ended_because = 'They have died.'
   WHERE person_id = d.person_id AND status IN ('proposed', 'in-discussion', 'accepted', 'met');
  UPDATE holding_holding SET status = 'died', holder_id = NULL, holder_is_active = NULL WHERE person_id = d.person_id;
  UPDATE people_person SET status = 'died', died_on = d.died_on, version = version + 1 WHERE id = d.person_id;
  UPDATE people_death SET stopped = found_ WHERE id = death;
END
"""

# Whoever held them holds them again, or whoever stands in; talks and questions to others are arranged anew.
GO_ON = """
DECLARE
  d people_death;
  holder uuid;
BEGIN
  SELECT * INTO d FROM people_death WHERE id = death AND undone_by_id IS NOT NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  IF d.stopped ->> 'status' IN ('welcoming', 'supported', 'resting') THEN
    holder := coalesce(holding_stand_in((d.stopped ->> 'holder')::uuid), hearth_membership());
  END IF;
  UPDATE people_person SET status = d.status_before, died_on = NULL, version = version + 1 WHERE id = d.person_id;
  UPDATE people_portalaccess SET ended_at = NULL
   WHERE id IN (SELECT k::uuid FROM jsonb_array_elements_text(d.stopped -> 'access') k);
  UPDATE holding_holding SET status = d.stopped ->> 'status', holder_id = holder,
         holder_is_active = CASE WHEN holder IS NOT NULL THEN true END, since_at = moment WHERE person_id = d.person_id;
  INSERT INTO sharing_relationship (id, person_id, kind, membership_id, from_at)
  SELECT gen_random_uuid(), d.person_id, 'holder', holder, moment
   WHERE holder IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM sharing_relationship WHERE person_id = d.person_id AND kind = 'holder' AND membership_id = holder
        AND until_at IS NULL);
  PERFORM sharing_rewrite_sight(d.person_id, moment);
  RETURN true;
END
"""

# What is known of somebody who died stays as it is. The family is a relation, and what is done for them is written.
AT_REST = ("people_personname", "people_contact", "people_identifier", "people_equality", "people_circumstances")
REST = "".join(
    f"""
    CREATE POLICY at_rest_added ON {table} AS RESTRICTIVE FOR INSERT TO hearth_app
      WITH CHECK (NOT people_has_died({table}.person_id));
    CREATE POLICY at_rest_changed ON {table} AS RESTRICTIVE FOR UPDATE TO hearth_app
      USING (NOT people_has_died({table}.person_id));
    CREATE POLICY at_rest_removed ON {table} AS RESTRICTIVE FOR DELETE TO hearth_app
      USING (NOT people_has_died({table}.person_id));
    """
    for table in AT_REST
)
ENTRIES = """
CREATE POLICY at_rest ON record_entry AS RESTRICTIVE FOR INSERT TO hearth_app
  WITH CHECK (record_entry.subject_type IN ('Death', 'Merge') OR NOT people_has_died(record_entry.person_id));
"""
AWAKE = "".join(
    f"DROP POLICY at_rest_added ON {t}; DROP POLICY at_rest_changed ON {t}; DROP POLICY at_rest_removed ON {t};"
    for t in AT_REST
)


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_joining")]

    operations = [
        definer("people_has_died(p uuid)", HAS_DIED, returns="boolean"),
        definer(
            "people_stop_for_death(death uuid, moment timestamptz)",
            STOP,
            returns="void",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer(
            "people_go_on_living(death uuid, moment timestamptz)",
            GO_ON,
            returns="boolean",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        migrations.RunSQL(REST + ENTRIES, AWAKE + "DROP POLICY at_rest ON record_entry;"),
    ]
