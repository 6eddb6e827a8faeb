"""Everything that was measured of a group in one pass, and how many people it has; the door for one measure goes.

Of people of whom nothing was measured there is no row: they are counted, and nothing is said of them.
"""

from importlib import import_module

from django.db import migrations

from hearth.core.policies import definer

before = import_module("hearth.outcomes.migrations.0002_policies")

PEOPLE = f"""
  WITH {before.ELIGIBLE}
  SELECT CASE WHEN {before.MAY_COUNT} AND {before.ENOUGH} THEN (SELECT count(*) FROM eligible) ELSE 0 END
"""
MEASURED = f"""
  WITH {before.ELIGIBLE},
  answered AS (
    SELECT f.person_id, f.instrument,
           jsonb_agg(jsonb_build_object('on', f.answered_on, 'version', f.version, 'answers', a.given)) AS sittings
      FROM eligible e JOIN outcomes_fill f USING (person_id)
     CROSS JOIN LATERAL (
       SELECT COALESCE(jsonb_object_agg(a.item, a.value), '{{}}') AS given
         FROM outcomes_answer a WHERE a.fill_id = f.id) a
     WHERE f.status = 'done' AND f.answered_on BETWEEN first_on AND last_on
       AND NOT EXISTS (SELECT 1 FROM outcomes_retraction r WHERE r.fill_id = f.id)
     GROUP BY f.person_id, f.instrument),
  asked AS (
    SELECT o.person_id, o.instrument, jsonb_agg(o.outcome ORDER BY o.at, o.id) AS offers
      FROM eligible e JOIN outcomes_offer o USING (person_id)
     WHERE (o.at AT TIME ZONE 'Europe/London')::date BETWEEN first_on AND last_on
     GROUP BY o.person_id, o.instrument)
  SELECT instrument::text, COALESCE(s.sittings, '[]')::text, COALESCE(o.offers, '[]')::text
    FROM answered s FULL JOIN asked o USING (person_id, instrument)
   WHERE {before.MAY_COUNT} AND {before.ENOUGH}
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_policies")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION outcomes_measured(uuid, uuid, date, date, text)",
            migrations.RunSQL.noop,
        ),
        definer(f"outcomes_people({before.WHOSE})", PEOPLE, returns="bigint"),
        definer(
            f"outcomes_measured({before.WHOSE})", MEASURED, returns="TABLE (measure text, sittings text, offers text)"
        ),
    ]
