"""Who reads what was measured, in SQL: the person themselves, and workers alongside in a role that works with it.

Nobody they let in reads it, nor whoever leads (the access table: hub aggregate only). What is sealed as an entry is
sealed here, and what somebody is still answering on a page of their own is theirs alone.
"""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import MINE, nothing_seals

READS = "(SELECT outcomes_may('measure.read'))"
COUNTS = "(SELECT outcomes_may('outcomes.figures'))"
COUNTS_OF_HUB = "(SELECT outcomes_may('outcomes.of_hub'))"
IS_A_PERSON = "(SELECT hearth_kind()) = 'person'"
IS_A_WORKER = "(SELECT hearth_kind()) = 'worker'"


def alongside(table: str, *, sealed: str = "", private: str = "") -> str:
    """SQL, besides the sight itself: the person, or a worker who works with measures where nothing is sealed to them.

    `sealed` is a condition on a sealing z that closes the row; `private` one on the row that is for the person alone.
    """
    worker = [IS_A_WORKER, READS, nothing_seals(f"{table}.person_id", sealed or "false")]
    worker += [f"NOT ({private})"] if private else []
    return f"(({IS_A_PERSON} AND {MINE.format(table=table)}) OR ({' AND '.join(worker)}))"


def seen(table: str, also: str) -> str:
    """SQL: everything somebody may see of this table."""
    return f"({sees(f'{table}.person_id', str(int(Level.FULL)))} AND {also})"


FILL_ALSO = alongside(
    "outcomes_fill",
    sealed="z.entry_id = outcomes_fill.entry_id",
    private="outcomes_fill.mode = 'own' AND outcomes_fill.status <> 'done'",
)
FILL_IS_SEEN = seen("outcomes_fill", FILL_ALSO)


def with_its_fill(table: str) -> str:
    """SQL: whoever sees the measure sees this of it too."""
    return f"""EXISTS (SELECT 1 FROM outcomes_fill f
        WHERE f.id = {table}.fill_id AND f.person_id = {table}.person_id
          AND {FILL_IS_SEEN.replace("outcomes_fill.", "f.")})"""


ANSWER_ALSO = with_its_fill("outcomes_answer")
AREA_ALSO = with_its_fill("outcomes_area")
RETRACTION_ALSO = with_its_fill("outcomes_retraction")
WORRY_ALSO = with_its_fill("outcomes_worry")
OFFER_ALSO = alongside("outcomes_offer")
MEMBER_ALSO = alongside("outcomes_cohortmember")
SUPPORT_ALSO = alongside("outcomes_support")
