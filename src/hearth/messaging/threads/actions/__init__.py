"""What is done with shared messages."""

from hearth.messaging.threads.actions.beside import let_in, let_out, translate
from hearth.messaging.threads.actions.watching import stop_watching, watch
from hearth.messaging.threads.actions.writing import begin_thread, needs_no_answer, read_thread, say

__all__ = [
    "begin_thread",
    "let_in",
    "let_out",
    "needs_no_answer",
    "read_thread",
    "say",
    "stop_watching",
    "translate",
    "watch",
]
