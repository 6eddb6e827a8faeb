"""What may be read of a plan, in SQL, for the policies and for `visible_to` alike (ADR 0028).

Whoever may see the plan sees what stands and what waits for a yes; what is no longer so is history, and asks for
everything. A part can be kept to those who may see everything; the card closes with its section and can be opened, by
the person, to whoever welcomes at the door.
"""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import nothing_seals, own_and_workers

FULL, PLAN, MINIMUM = int(Level.FULL), int(Level.PLAN), int(Level.MINIMUM)
# What tells versions of one thing from those of another.
SAME = {
    "plans_partversion": "n.part = o.part",
    "plans_cardversion": "true",
    "plans_goalversion": "n.root_id = o.root_id",
    "plans_wishversion": "n.root_id = o.root_id",
}
ABOUT = {
    "part": "plans_partversion",
    "card": "plans_cardversion",
    "goal": "plans_goalversion",
    "wish": "plans_wishversion",
}
# A welcomer's role never sees more than the minimum, and nobody else's stops there.
WELCOMES = f"((SELECT hearth_kind()) = 'worker' AND (SELECT hearth_ceiling()) = {MINIMUM})"


def superseded(table: str) -> str:
    """SQL, the body of a narrow question about one version ($1): is it no longer so?

    It is once a newer version of the same thing is signed; or, never signed itself, once it was changed.
    """
    return f"""
    SELECT EXISTS (SELECT 1 FROM plans_signature s JOIN {table} n ON n.id = s.version_id
                    WHERE n.person_id = o.person_id AND {SAME[table]} AND n.written_at > o.written_at)
        OR (EXISTS (SELECT 1 FROM {table} n WHERE n.replaces_id = o.id OR n.settles_id = o.id)
            AND NOT EXISTS (SELECT 1 FROM plans_signature s WHERE s.version_id = o.id))
      FROM {table} o WHERE o.id = $1
    """


# How much sight a part asks for: the newest choice of the person, or that the plan may be seen.
LEVEL_OF_PART = f"""
    SELECT coalesce((SELECT c.level FROM plans_partchoice c WHERE c.person_id = $1 AND c.part = $2
                      ORDER BY c.chosen_at DESC, c.id DESC LIMIT 1), {PLAN})::smallint
"""
CARD_IS_OPEN = """
    SELECT EXISTS (SELECT 1 FROM plans_cardopening c WHERE c.person_id = $1 AND c.from_at <= hearth_now()
                      AND (c.until_at IS NULL OR c.until_at > hearth_now()))
"""


def version_is_seen(table: str, part: str) -> str:
    """SQL: enough sight for this part of the plan; for what is no longer so, sight of everything."""
    needed = f"""(CASE WHEN {table}_superseded({table}.id) THEN {FULL}
        ELSE plans_level_of_part({table}.person_id, {part}) END)"""
    return f"({sees(f'{table}.person_id', needed)})"


PART_IS_SEEN = version_is_seen("plans_partversion", "plans_partversion.part")
GOAL_IS_SEEN = version_is_seen("plans_goalversion", "'goals'")
WISH_IS_SEEN = version_is_seen("plans_wishversion", "'wishes'")

CARD_OPEN = nothing_seals("plans_cardversion.person_id", "z.section = 'card'")
CARD_SUPERSEDED = "plans_cardversion_superseded(plans_cardversion.id)"
CARD_LEVEL = f"(CASE WHEN {CARD_SUPERSEDED} THEN {FULL} ELSE {PLAN} END)"
CARD_IS_SEEN = f"""(({sees("plans_cardversion.person_id", CARD_LEVEL, listed=True)}
    OR ({WELCOMES} AND {sees("plans_cardversion.person_id", str(MINIMUM), listed=True)} AND NOT {CARD_SUPERSEDED}
        AND plans_card_is_open(plans_cardversion.person_id)))
    AND {CARD_OPEN})"""

# That something was signed, or seen otherwise, is known to whoever sees it. The locks of the versions answer.
SIGNATURE_IS_SEEN = "(CASE plans_signature.about {} END)".format(
    " ".join(
        f"""WHEN '{about}' THEN EXISTS (SELECT 1 FROM {table} v
            WHERE v.id = plans_signature.version_id AND v.person_id = plans_signature.person_id)"""
        for about, table in ABOUT.items()
    )
)
VOICE_IS_SEEN = """EXISTS (SELECT 1 FROM plans_partversion v
    WHERE v.id = plans_voice.version_id AND v.person_id = plans_voice.person_id)"""

PART_CHOICE_IS_SEEN = own_and_workers("plans_partchoice")
OPENING_IS_SEEN = own_and_workers("plans_cardopening")
CAUSE_IS_SEEN = own_and_workers("plans_reviewcause")
DOUBT_IS_SEEN = own_and_workers("plans_capacitydoubt")
PACKED_IS_SEEN = own_and_workers("plans_packedcard")
