"""The browser the tests drive, wherever this machine keeps one."""

import shutil

# The one that opens no windows takes half the time; only Debian packs it.
NAMES = ("chromium-headless-shell", "chromium")


def path() -> str | None:
    """None if there is no browser here."""
    return next(filter(None, map(shutil.which, NAMES)), None)
