"""What the record does after the answer, and by the clock."""

from hearth.record.documents.jobs import look_after, look_after_what_waits, sweep
from hearth.record.drafting_jobs import tell_unfinished

__all__ = ["look_after", "look_after_what_waits", "sweep", "tell_unfinished"]
