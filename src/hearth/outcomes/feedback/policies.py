"""Who reads feedback, in SQL: whoever said it, and those who answer for it. Nobody alongside them, and no supporter.

Whoever leads a hub reads what is said of that hub, or of none, unless it is meant to go beyond the hub. Whoever a
person has shut out reads nothing of theirs.
"""

from hearth.core.policies import LIVE
from hearth.sharing.policies import MINE

IS_A_PERSON = "(SELECT hearth_kind()) = 'person'"
HEARS = "(SELECT outcomes_may('feedback.answer'))"
HEARS_BEYOND = "(SELECT outcomes_may('feedback.beyond'))"
MY_HUB = "(SELECT m.hub_id FROM organisations_membership m WHERE m.id = (SELECT hearth_membership()))"
SHUT_OUT = f"""EXISTS (SELECT 1 FROM core_sight s WHERE s.person_id = {{table}}.person_id AND s.level < 0
        AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[]) AND {LIVE})"""


def feedback_is_seen(table: str) -> str:
    """SQL: this reader may read this piece of feedback."""
    at_the_hub = f"(NOT {table}.beyond_hub AND ({table}.hub_id IS NULL OR {table}.hub_id = {MY_HUB}))"
    own = f"({IS_A_PERSON} AND {MINE.format(table=table)})"
    hears = f"({HEARS} AND ({HEARS_BEYOND} OR {at_the_hub}) AND NOT {SHUT_OUT.format(table=table)})"
    return f"({own} OR {hears})"


def feedback_is_read(table: str) -> str:
    """SQL: the same, and whoever said it for the person, while they act for them."""
    said_it = f"{table}.acting_id = ANY((SELECT hearth_viewers())::uuid[])"
    return f"({feedback_is_seen(table)} OR ({IS_A_PERSON} AND {said_it} AND sharing_acts_for({table}.person_id)))"


# As the first policies of these tables have it.
FEEDBACK_IS_SEEN = feedback_is_seen("outcomes_feedback")
FEEDBACK_IS_READ = feedback_is_read("outcomes_feedback")
STEP_IS_READ = f"""EXISTS (SELECT 1 FROM outcomes_feedback f
    WHERE f.id = outcomes_feedbackstep.feedback_id AND {feedback_is_read("f")})"""
# The lock asks the policy of what it belongs to, whatever that comes to say.
STEP_LOCK = "EXISTS (SELECT 1 FROM outcomes_feedback f WHERE f.id = outcomes_feedbackstep.feedback_id)"
# Somebody signed in says what they say as themselves.
FEEDBACK_TO_ADD = f"""((SELECT hearth_kind()) <> '' AND (outcomes_feedback.person_id IS NULL
    OR ({IS_A_PERSON} AND {MINE.format(table="outcomes_feedback")})))"""
# Or for the one for whom they act, by name.
ACTING_TO_ADD = f"""({FEEDBACK_TO_ADD} OR ({IS_A_PERSON} AND sharing_acts_for(outcomes_feedback.person_id)
    AND outcomes_feedback.acting_id = ANY((SELECT hearth_viewers())::uuid[])))"""
