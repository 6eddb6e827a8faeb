"""What may be read beside a referral, in SQL, for the policies and for `visible_to` alike."""

from hearth.core.policies import sees
from hearth.core.sight import Level

NO_SUPPORTER = "((SELECT hearth_kind()) <> 'person' OR r.person_id = ANY((SELECT hearth_viewers())::uuid[]))"


def seen_with_referral(table: str) -> str:
    """SQL: whoever sees all of the person the referral belongs to now, but no supporter of theirs.

    A referral may turn out to be about somebody we know; what stands beside it is then seen with it.
    """
    level = str(int(Level.FULL))
    return f"""EXISTS (SELECT 1 FROM front_door_referral r
        WHERE r.id = {table}.referral_id AND {sees("r.person_id", level)} AND {NO_SUPPORTER})"""


SAME_PERSON_IS_SEEN = f"""({sees("front_door_sameperson.person_id", str(int(Level.FULL)))}
    OR {sees("front_door_sameperson.known_id", str(int(Level.FULL)))})"""
