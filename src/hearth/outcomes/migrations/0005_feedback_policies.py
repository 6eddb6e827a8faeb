"""The locks on feedback, who answers for it, and the door for whoever has the secret of what they said."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.outcomes.feedback import policies

POWERS = ("measure.read", "outcomes.figures", "outcomes.of_hub", "feedback.answer", "feedback.beyond")
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

# What was said and what followed, for whoever has the secret; of somebody signed in there is none.
BEHIND = """
  SELECT f.kind::text, f.words, COALESCE(h.name, '')::text, f.said_at,
         COALESCE((SELECT jsonb_agg(jsonb_build_object('kind', s.kind, 'words', s.words, 'by_name', s.by_name,
                                                       'at', s.at) ORDER BY s.place)
                     FROM outcomes_feedbackstep s WHERE s.feedback_id = f.id), '[]')::text
    FROM outcomes_feedback f LEFT JOIN organisations_hub h ON h.id = f.hub_id
   WHERE f.secret_hash = hash
"""
READING = {
    "outcomes_feedback": policies.FEEDBACK_IS_SEEN,
    "outcomes_feedbackstep": policies.STEP_LOCK,
}


def reading(table: str, condition: str) -> migrations.RunSQL:
    """Another condition for reading than a level of sight alone."""
    return migrations.RunSQL(f"ALTER POLICY reading ON {table} USING ({condition})", migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0004_feedback"), ("sharing", "0007_joined_and_restricted")]

    operations = [
        definer("outcomes_may(power text)", MAY, returns="boolean"),
        person_table("outcomes_feedback", Level.FULL, to_add=policies.FEEDBACK_TO_ADD),
        person_table("outcomes_feedbackstep", Level.FULL, to_add=policies.STEP_LOCK),
        *(reading(table, condition) for table, condition in READING.items()),
        definer(
            "outcomes_feedback_behind(hash text)",
            BEHIND,
            returns="TABLE (kind text, words text, hub text, said_at timestamptz, steps text)",
        ),
    ]
