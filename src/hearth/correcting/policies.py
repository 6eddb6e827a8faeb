"""What may be read of corrections and moves, in SQL."""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import AUDITS, MINE, own_and_workers

IS_A_WORKER = "(SELECT hearth_kind()) = 'worker'"


def request_is_seen(table: str) -> str:
    """SQL: the person themselves; and a worker who may know everything and read the entry it is about."""
    entry = f"""EXISTS (SELECT 1 FROM record_entry e
        WHERE e.id = {table}.root_id AND e.person_id = {table}.person_id)"""
    return f"({own_and_workers(table)} AND ({MINE.format(table=table)} OR {entry}))"


def move_is_seen(table: str) -> str:
    """SQL: a guardian, and a worker who may know everything of both people; never one of the two."""
    both = " AND ".join(sees(f"{table}.{who}", str(int(Level.FULL))) for who in ("person_id", "right_person_id"))
    return f"({AUDITS} OR ({IS_A_WORKER} AND {both}))"


REQUEST_IS_SEEN = request_is_seen("correcting_correctionrequest")
ANSWER_IS_SEEN = request_is_seen("correcting_correctionanswer")
MOVE_IS_SEEN = move_is_seen("correcting_move")
DECISION_IS_SEEN = move_is_seen("correcting_movedecision")
# Who saw it is for the guardian alone to look at.
EXPOSURE_IS_SEEN = AUDITS
# Who else had the words is read by whoever may read the correction.
RECIPIENT_IS_SEEN = request_is_seen("correcting_recipient")
SPREADING_IS_SEEN = request_is_seen("correcting_spreading")
