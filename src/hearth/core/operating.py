"""The one error an operator meets."""


class CannotRun(Exception):
    """Something stands in the way that the operator can put right. The message says what, in a sentence or two."""
