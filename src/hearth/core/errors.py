"""The two errors that cross layers (STYLE 8)."""


class NotPermitted(Exception):
    """This actor may not do this. Shown as 403."""


class NotPossible(Exception):
    """The state of affairs does not allow this. The message is written for the reader and shown on the page."""
