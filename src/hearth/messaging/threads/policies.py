"""Who reads shared messages, in SQL: the person, workers who may know everything, and a supporter let in to one thread.

The last only while they may know anything of the person at all. What is sealed with the whole record is sealed here.
"""

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import NOT_A_SUPPORTER, nothing_seals

IS_A_PERSON = "(SELECT hearth_kind()) = 'person'"


def _own_and_workers(table: str, *, listed: bool = False) -> str:
    alongside = sees(f"{table}.person_id", str(int(Level.FULL)), listed=listed)
    open_record = nothing_seals(f"{table}.person_id", "false")
    return f"({alongside} AND {NOT_A_SUPPORTER.format(table=table)} AND {open_record})"


def _let_in(table: str, key: str) -> str:
    return f"""({IS_A_PERSON} AND {sees(f"{table}.person_id", str(int(Level.MINIMUM)))}
        AND EXISTS (SELECT 1 FROM messaging_threadguest g WHERE g.thread_id = {table}.{key} AND g.ended_at IS NULL
                       AND g.guest_id = ANY((SELECT hearth_viewers())::uuid[])))"""


def thread_is_seen(table: str, key: str, *, listed: bool = False) -> str:
    """SQL: this reader may read what belongs to a thread, which `key` names."""
    return f"({_own_and_workers(table, listed=listed)} OR {_let_in(table, key)})"


THREAD_IS_SEEN = thread_is_seen("messaging_thread", "id", listed=True)
MESSAGE_IS_SEEN = thread_is_seen("messaging_threadmessage", "thread_id")
TRANSLATION_IS_SEEN = thread_is_seen("messaging_threadtranslation", "thread_id")
# Who has read it is for the two sides, not for a supporter.
READING_IS_SEEN = _own_and_workers("messaging_threadreading")
GUEST_IS_SEEN = f"""({_own_and_workers("messaging_threadguest")}
    OR ({IS_A_PERSON} AND messaging_threadguest.guest_id = ANY((SELECT hearth_viewers())::uuid[])))"""
SEEN = {
    "messaging_thread": THREAD_IS_SEEN,
    "messaging_threadmessage": MESSAGE_IS_SEEN,
    "messaging_threadtranslation": TRANSLATION_IS_SEEN,
    "messaging_threadreading": READING_IS_SEEN,
    "messaging_threadguest": GUEST_IS_SEEN,
}
# Nobody adds but the two sides: a supporter reads.
TO_ADD = {table: _own_and_workers(table) for table in SEEN}


def _acting(table: str) -> str:
    return f"({IS_A_PERSON} AND sharing_acts_for({table}.person_id))"


# Whoever acts for somebody begins a thread, and writes in one they were let in to, for the person: never for the team.
ACTING_TO_CHANGE = f"""(({sees("messaging_thread.person_id", str(int(Level.FULL)))}
        AND {NOT_A_SUPPORTER.format(table="messaging_thread")})
    OR ({_acting("messaging_thread")} AND {_let_in("messaging_thread", "id")}))"""
ACTING_TO_ADD = {
    "messaging_thread": f"({TO_ADD['messaging_thread']} OR {_acting('messaging_thread')})",
    "messaging_threadmessage": f"""({TO_ADD["messaging_threadmessage"]}
        OR ({_acting("messaging_threadmessage")} AND {_let_in("messaging_threadmessage", "thread_id")}
            AND messaging_threadmessage.side <> 'team'))""",
}
