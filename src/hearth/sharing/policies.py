"""What may be read of the causes of sight themselves, in SQL, for the policies and for `visible_to` alike."""

from hearth.core.policies import IS_ABOUT, LIVE, sees
from hearth.core.sight import Level

MINE = "{table}.person_id = ANY((SELECT hearth_viewers())::uuid[])"
NOT_A_SUPPORTER = f"((SELECT hearth_kind()) <> 'person' OR {MINE})"
REVIEWS = "(SELECT hearth_has_power('break_glass.review'))"
AUDITS = "(SELECT hearth_has_power('audit.read'))"


def own_and_workers(table: str) -> str:
    """SQL: the person themselves, and workers who may know everything; never a supporter, however much they may see."""
    return f"({sees(f'{table}.person_id', str(int(Level.FULL)))} AND {NOT_A_SUPPORTER.format(table=table)})"


CIRCLE_IS_SEEN = own_and_workers("sharing_circlechoice")
BLOCK_IS_SEEN = own_and_workers("sharing_block")

INVITATION_IS_SEEN = own_and_workers("sharing_supporterinvitation")
# Whom somebody supports is their own to know: workers beside them read it only where they say so themselves.
SUPPORTING_IS_SEEN = f"((SELECT hearth_kind()) = 'person' AND {MINE.format(table='sharing_supporting')})"

# Whoever acts for somebody knows that they do, while it holds; once it has ended nothing of it is left to see.
PROXY_IS_SEEN = f"""({own_and_workers("sharing_proxy")}
    OR ((SELECT hearth_kind()) = 'person' AND sharing_proxy.supporter_id = ANY((SELECT hearth_viewers())::uuid[])
        AND sharing_acts_now(sharing_proxy.choice_id)))"""
DECIDER_IS_SEEN = own_and_workers("sharing_legaldecider")
CHECK_IS_SEEN = own_and_workers("sharing_decidercheck")
COMPETENCE_IS_SEEN = own_and_workers("sharing_competence")

# The person is told of an override, unless the guardian has recorded why that would not be safe.
OVERRIDE_IS_SEEN = f"""({REVIEWS} OR sharing_breakglass.membership_id = (SELECT hearth_membership())
    OR ({own_and_workers("sharing_breakglass")}
        AND ((SELECT hearth_kind()) <> 'person' OR sharing_breakglass.not_told_because = '')))"""

# Looks under an override that the person is not told of are kept from them too; a worker sees the looks of their own.
LOOK_IS_SEEN = f"""({AUDITS} OR sharing_look.membership_id = (SELECT hearth_membership())
    OR ({MINE.format(table="sharing_look")}
        AND NOT sharing_is_untold(sharing_look.person_id, sharing_look.membership_id, sharing_look.at)))"""

# Whoever may not open what is hidden may not learn from this row that anything is. The policy of the table itself is
# wider (ADR 0006).
SEALING_IS_SEEN = f"""({sees("sharing_sealing.person_id", str(int(Level.FULL)))}
    AND {NOT_A_SUPPORTER.format(table="sharing_sealing")}
    AND NOT sharing_sealing.closed_to_all
    AND (NOT sharing_sealing.hidden OR sharing_sealing.opens_for && (SELECT hearth_viewers())::uuid[]
         OR {MINE.format(table="sharing_sealing")}))"""

WHOLE_RECORD = "(z.entry_id IS NULL AND z.section = '')"


def nothing_seals(person: str, closes: str, *, to_all: str = "") -> str:
    """SQL: no live sealing of the person at which `closes` is true keeps the viewers in scope out.

    Where `to_all` is true of the sealing, it opens for nobody.

    `closes` is a condition on the sealing, called z; the whole record being sealed always closes. That nothing at all
    is sealed of the one person a page is about is asked once.
    """
    return f"""({IS_ABOUT.format(person=person)} AND (SELECT sharing_nothing_is_sealed(hearth_about())) OR NOT EXISTS (
    SELECT 1 FROM sharing_sealing z
    WHERE z.person_id = {person} AND z.lifted_at IS NULL AND ({WHOLE_RECORD} OR {closes})
      AND ({f"{to_all} OR " if to_all else ""}NOT z.opens_for && (SELECT hearth_viewers())::uuid[]
      AND NOT EXISTS (
        SELECT 1 FROM core_sight s
        WHERE s.person_id = z.person_id AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[])
          AND s.clearance > z.hidden::int AND {LIVE}))))"""
