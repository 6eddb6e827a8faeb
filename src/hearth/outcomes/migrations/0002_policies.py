"""The locks on what was measured, and the narrow doors of figures: what was measured, of nobody in particular.

Each door answers about a group named beforehand, or a hub, and about fewer people than `LEAST_PEOPLE` nothing at all.
"""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.outcomes import policies
from hearth.outcomes.figures import LEAST_PEOPLE

POWERS = ("measure.read", "outcomes.figures", "outcomes.of_hub")
CARRIED_BY = {
    power: ", ".join(f"'{role.code}'" for role in ROLES.values() if power in role.permissions) for power in POWERS
}
MAY = f"""
  SELECT EXISTS (
    SELECT 1 FROM organisations_membership m
     WHERE m.id = (SELECT hearth_membership()) AND m.is_active
       AND CASE power {" ".join(f"WHEN '{power}' THEN m.role IN ({roles})" for power, roles in CARRIED_BY.items())}
           ELSE false END)
"""

# Hearth itself, whoever reads figures of everybody, and whoever reads those of their own hub.
MAY_COUNT = f"""((SELECT hearth_kind()) = 'system' OR {policies.COUNTS}
    OR ({policies.COUNTS_OF_HUB}
        AND (SELECT m.hub_id FROM organisations_membership m WHERE m.id = (SELECT hearth_membership()))
          = COALESCE(hub, (SELECT c.hub_id FROM outcomes_cohort c WHERE c.id = cohort))))"""

# Whoever the hub has said welcome to, and who came before the last day; or whoever was named for the group.
ELIGIBLE = """
  eligible AS (
    SELECT m.person_id FROM outcomes_cohortmember m WHERE m.cohort_id = cohort
    UNION
    SELECT h.person_id FROM holding_holding h
     WHERE cohort IS NULL AND h.hub_id = hub AND h.status <> 'welcoming'
       AND (h.opened_at AT TIME ZONE 'Europe/London')::date <= last_on)"""
ENOUGH = f"((SELECT hearth_kind()) = 'system' OR (SELECT count(*) FROM eligible) >= {LEAST_PEOPLE})"

# One row a person, without saying who: every sitting that counts with its answers, and what came of each offer.
MEASURED = f"""
  WITH {ELIGIBLE}
  SELECT COALESCE((
           SELECT jsonb_agg(jsonb_build_object('on', f.answered_on, 'version', f.version, 'answers',
                    COALESCE((SELECT jsonb_object_agg(a.item, a.value) FROM outcomes_answer a WHERE a.fill_id = f.id),
                             '{{}}')))
             FROM outcomes_fill f
            WHERE f.person_id = e.person_id AND f.instrument = measure AND f.status = 'done'
              AND f.answered_on BETWEEN first_on AND last_on
              AND NOT EXISTS (SELECT 1 FROM outcomes_retraction r WHERE r.fill_id = f.id)), '[]')::text,
         COALESCE((
           SELECT jsonb_agg(o.outcome ORDER BY o.at, o.id)
             FROM outcomes_offer o
            WHERE o.person_id = e.person_id AND o.instrument = measure
              AND (o.at AT TIME ZONE 'Europe/London')::date BETWEEN first_on AND last_on), '[]')::text
    FROM eligible e
   WHERE {MAY_COUNT} AND {ENOUGH}
"""
SUPPORTED = f"""
  WITH {ELIGIBLE}
  SELECT s.kind::text, count(*)
    FROM outcomes_support s JOIN eligible e USING (person_id)
   WHERE s.since_on <= last_on AND {MAY_COUNT} AND {ENOUGH}
   GROUP BY s.kind
"""
WHOSE = "cohort uuid, hub uuid, first_on date, last_on date"


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0001_initial"),
        ("sharing", "0003_sealing_section"),
        ("holding", "0001_initial"),
        ("front_door", "0001_initial"),
    ]

    operations = [
        definer("outcomes_may(power text)", MAY, returns="boolean"),
        person_table("outcomes_fill", Level.FULL, also=policies.FILL_ALSO),
        person_table("outcomes_answer", Level.FULL, also=policies.ANSWER_ALSO),
        person_table("outcomes_area", Level.FULL, also=policies.AREA_ALSO),
        person_table("outcomes_retraction", Level.FULL, also=policies.RETRACTION_ALSO),
        person_table("outcomes_worry", Level.FULL, also=policies.WORRY_ALSO),
        person_table("outcomes_offer", Level.FULL, also=policies.OFFER_ALSO),
        person_table("outcomes_cohortmember", Level.FULL, also=policies.MEMBER_ALSO),
        person_table("outcomes_support", Level.FULL, also=policies.SUPPORT_ALSO),
        definer(f"outcomes_measured({WHOSE}, measure text)", MEASURED, returns="TABLE (sittings text, offers text)"),
        definer(f"outcomes_supported({WHOSE})", SUPPORTED, returns="TABLE (kind text, people bigint)"),
    ]
