"""What the record does after the answer, and by the clock."""

from hearth.record.documents.jobs import look_after, look_after_what_waits, sweep

__all__ = ["look_after", "look_after_what_waits", "sweep"]
