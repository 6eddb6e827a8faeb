"""What this database is: a demonstration, or a place where real people are held."""

from functools import cache

from hearth.core.models import Installation


@cache
def is_demonstration() -> bool:
    """Whether this database was created as a demonstration. It never changes, so it is asked once a process."""
    return Installation.objects.filter(demonstration=True).exists()
