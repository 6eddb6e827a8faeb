"""What is done about outcomes by the clock."""

from hearth.outcomes.feedback.jobs import remind

__all__ = ["remind"]
