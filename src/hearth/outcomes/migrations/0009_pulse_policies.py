"""The locks on how those who work here are: nobody reads a count, one door adds to it, and one tells of months that are
over; and only oneself reads that one has answered.
"""

from django.db import migrations

from hearth.core.policies import definer
from hearth.outcomes import policies
from hearth.outcomes.figures import LEAST_PEOPLE

LOCK = """
ALTER TABLE outcomes_pulsecount ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes_pulsecount FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON outcomes_pulsecount TO hearth_keeper USING (true) WITH CHECK (true);
ALTER TABLE outcomes_pulseturn ENABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes_pulseturn FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON outcomes_pulseturn TO hearth_keeper USING (true) WITH CHECK (true);
CREATE POLICY reading ON outcomes_pulseturn FOR SELECT TO hearth_app
  USING (membership_id = (SELECT hearth_membership()));
"""
UNLOCK = """
DROP POLICY reading ON outcomes_pulseturn; DROP POLICY keeper ON outcomes_pulseturn;
DROP POLICY keeper ON outcomes_pulsecount;
ALTER TABLE outcomes_pulseturn NO FORCE ROW LEVEL SECURITY; ALTER TABLE outcomes_pulseturn DISABLE ROW LEVEL SECURITY;
ALTER TABLE outcomes_pulsecount NO FORCE ROW LEVEL SECURITY;
ALTER TABLE outcomes_pulsecount DISABLE ROW LEVEL SECURITY;
"""
THIS_MONTH = "date_trunc('month', hearth_now() AT TIME ZONE 'Europe/London')::date"
# Whoever asks is counted once a month, at the hub they act for; the answer is kept beside no name.
ANSWER = f"""
DECLARE
  mine uuid := hearth_membership();
  at_hub uuid := (SELECT m.hub_id FROM organisations_membership m WHERE m.id = mine AND m.is_active);
BEGIN
  IF at_hub IS NULL THEN
    RETURN false;
  END IF;
  INSERT INTO outcomes_pulseturn (id, membership_id, month) VALUES (gen_random_uuid(), mine, {THIS_MONTH})
    ON CONFLICT (membership_id, month) DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO outcomes_pulsecount AS c (id, hub_id, month, answer, people)
  VALUES (gen_random_uuid(), at_hub, {THIS_MONTH}, given, 1)
    ON CONFLICT (hub_id, month, answer) DO UPDATE SET people = c.people + 1;
  RETURN true;
END
"""
# Of each month that is over, how many answered (without an answer), and from ten on how many gave each.
TOLD = f"""
  WITH counted AS (
    SELECT c.month, c.answer, c.people::bigint, sum(c.people) OVER (PARTITION BY c.month)::bigint AS together
      FROM outcomes_pulsecount c
     WHERE c.hub_id = hub AND c.month BETWEEN first_on AND last_on AND c.month < {THIS_MONTH}
       AND ((SELECT hearth_kind()) = 'system' OR {policies.COUNTS}
            OR ({policies.COUNTS_OF_HUB} AND hub = (
              SELECT m.hub_id FROM organisations_membership m WHERE m.id = (SELECT hearth_membership())))))
  SELECT DISTINCT month, NULL::smallint, together FROM counted
   UNION ALL
  SELECT month, answer::smallint, people FROM counted WHERE together >= {LEAST_PEOPLE}
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0008_rule_checks_and_pulse")]

    operations = [
        migrations.RunSQL(LOCK, UNLOCK),
        definer(
            "outcomes_answer_pulse(given smallint)",
            ANSWER,
            returns="boolean",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer(
            "outcomes_pulse(hub uuid, first_on date, last_on date)",
            TOLD,
            returns="TABLE (month date, answer smallint, people bigint)",
        ),
    ]
