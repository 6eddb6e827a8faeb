"""Moments as the database knows them: for lists that reach back from now.

PostgreSQL can guess what lies after `hearth_now()` while it plans, after a parameter it cannot; a plan it is sure of is
made once and kept (ADR 0014).
"""

from django.db.models import DateTimeField, Func


def days_ago(days: int) -> Func:
    """The moment this scope acts at, less so many days."""
    return Func(template=f"(hearth_now() - interval '{int(days)} days')", output_field=DateTimeField())


def start_of_today() -> Func:
    """The first second of the local day in which this scope acts."""
    return Func(template="date_trunc('day', hearth_now(), 'Europe/London')", output_field=DateTimeField())
