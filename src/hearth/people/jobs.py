"""What people does by the clock."""

from django.utils.timezone import now

from hearth.core import jobs
from hearth.people.linkage import running


@jobs.every("40 1 * * *")
def look_for_duplicates() -> None:
    """Every night. It takes minutes, so it is done apart from what must not wait."""
    link.defer()


@jobs.job
def link() -> None:
    """Look for two records of one person; broken off, it goes on where it stopped."""
    running.link(at=now())
