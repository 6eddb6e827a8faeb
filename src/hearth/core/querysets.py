"""The door: every queryset of personal data begins with `visible_to(actor)` (STYLE 4)."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Q
from django.db.models.sql.compiler import SQLCompiler

from hearth.core.actor import Actor, ActorKind
from hearth.core.policies import sees
from hearth.core.scope import current_scope
from hearth.core.sight import Level

M = TypeVar("M", bound=models.Model)


class Seen(Func):
    """A condition in SQL about rows of one table, as the policies word it, usable wherever the table is aliased."""

    output_field = BooleanField()

    def __init__(self, condition: str, *, table: str) -> None:
        super().__init__(F("pk"))
        self.condition, self.table = condition, table

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_args: Any, **_context: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        """The condition with the table's name replaced by the alias it has in this query. It takes no parameters."""
        (key,) = self.get_source_expressions()
        alias = compiler.quote_name_unless_alias(key.alias)
        return self.condition.replace(f"{self.table}.", f"{alias}.").replace("%", "%%"), ()


class IsAnyOf(Func):
    """Whether the first is one of an array, as a condition: an ArraySubquery of its own is asked once, never joined."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


class PersonalQuerySet(models.QuerySet[M]):
    """Rows about a person. A model says how much sight it asks for and which column names the person, or, where that
    does not say it all, the whole `condition`. `listed` says that rows of many people are read at once."""

    level: ClassVar[Level] = Level.FULL
    person_column: ClassVar[str] = "person_id"
    condition: ClassVar[str] = ""
    listed: ClassVar[bool] = False

    def visible_to(self, actor: Actor) -> Self:
        """Only what this actor may see now. The actor must be the one in scope: the database answers for no other.

        Raises RuntimeError for any other actor, which is always a bug in the code that calls.
        """
        if current_scope().actor != actor:
            raise RuntimeError("visible_to answers only for the actor in scope")
        if actor.kind is ActorKind.SYSTEM:
            return self
        return self.filter(Q(self._seen()))

    def _seen(self) -> Seen:
        table = self.model._meta.db_table
        return Seen(self.condition or self._sees(table), table=table)

    def _sees(self, table: str) -> str:
        return sees(f"{table}.{self.person_column}", str(int(self.level)), listed=self.listed)
