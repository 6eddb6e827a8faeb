"""Who sat beside somebody and typed for them: every row they write says so, whatever page it is from (DOMAIN 4.7)."""

from typing import Any

from django.db import models
from django.db.migrations.operations import RunSQL

from hearth.core.actor import LONGEST_HELPER
from hearth.core.scope import who_helps


class Helped(models.Model):
    """Something somebody writes on their own pages. `helped_by` is told by the scope it is written in, so no action
    has to remember it; empty where nobody helped.
    """

    helped_by = models.CharField(max_length=LONGEST_HELPER, blank=True, default=who_helps)

    class Meta:
        abstract = True


def helped(row: Any) -> str:
    """Said after who wrote it and when: ", with the help of Jess"; empty where nobody helped."""
    helper = getattr(row, "helped_by", "")
    return f", with the help of {helper}" if helper else ""


def nobody_helps(*tables: str) -> RunSQL:
    """A migration: statements that name no helper write that there was none."""
    return RunSQL(
        [f"ALTER TABLE {table} ALTER COLUMN helped_by SET DEFAULT ''" for table in tables],
        [f"ALTER TABLE {table} ALTER COLUMN helped_by DROP DEFAULT" for table in tables],
    )
