"""The narrow door of figures to goals: how it stands with what somebody wrote down as why they came, of nobody in
particular (ADR 0035).

Of each goal the newest version in the days counts, where the person held the pen, or held it together, or has signed.
"""

from importlib import import_module

from django.db import migrations

from hearth.core.policies import definer

before = import_module("hearth.outcomes.migrations.0002_policies")

DAY = "AT TIME ZONE 'Europe/London')::date"
HOPED = f"""
  WITH {before.ELIGIBLE},
  newest AS (
    SELECT DISTINCT ON (g.person_id, g.root_id)
           g.person_id, g.reason_type, g.state, (g.written_at {DAY} >= first_on AS in_these_days,
           g.how <> 'for' OR EXISTS (
             SELECT 1 FROM plans_signature s
              WHERE s.version_id = g.id AND s.about = 'goal' AND (s.signed_at {DAY} <= last_on) AS theirs
      FROM eligible e JOIN plans_goalversion g USING (person_id)
     WHERE (g.written_at {DAY} <= last_on
     ORDER BY g.person_id, g.root_id, g.written_at DESC, g.id DESC)
  SELECT bool_or(theirs),
         COALESCE(array_agg(DISTINCT state) FILTER (WHERE theirs AND in_these_days AND state <> 'hoping'), '{{}}')::text[]
    FROM newest
   WHERE reason_type <> '' AND {before.MAY_COUNT} AND {before.ENOUGH}
   GROUP BY person_id
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0006_helped_by"), ("plans", "0003_signed")]

    operations = [
        definer(f"outcomes_hoped({before.WHOSE})", HOPED, returns="TABLE (theirs boolean, said text[])"),
    ]
