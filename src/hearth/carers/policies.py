"""Who reads what somebody close tells and keeps, in SQL (ADR 0030).

What they tell is read by them and by workers who may know everything of the one it is about, never by that one, who
reads it in the journey once a worker has taken it there. What they keep for themselves nobody else reads.
"""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import MINE, nothing_seals

IS_A_PERSON = "(SELECT hearth_kind()) = 'person'"


def of_the_teller(table: str) -> str:
    """SQL: whoever told it, signed in as themselves."""
    return f"({IS_A_PERSON} AND {table}.carer_id = ANY((SELECT hearth_viewers())::uuid[]))"


def told(table: str) -> str:
    """SQL: whoever told it, and workers who may know everything of the person it is about."""
    person = f"{table}.person_id"
    alongside = f"{sees(person, str(int(Level.FULL)))} AND {nothing_seals(person, 'false')}"
    return f"({of_the_teller(table)} OR ((SELECT hearth_kind()) = 'worker' AND {alongside}))"


def own(table: str) -> str:
    """SQL: only the person themselves, whoever else sees their record."""
    return f"({IS_A_PERSON} AND {MINE.format(table=table)})"


SEEING_IS_SEEN = told("carers_seeing")
READING_IS_SEEN = told("carers_seeingread")
NOTE_IS_SEEN = own("carers_note")
# Only about somebody they are beside, however little they may see of them.
SEEING_IS_TOLD = (
    f"({of_the_teller('carers_seeing')} AND carers_is_beside(carers_seeing.carer_id, carers_seeing.person_id))"
)
READ_BY_A_WORKER = "(SELECT hearth_kind()) = 'worker'"
