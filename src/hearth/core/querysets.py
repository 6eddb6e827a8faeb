"""The door: every queryset of personal data begins with `visible_to(actor)` (STYLE 4)."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from hearth.core.actor import Actor, ActorKind
from hearth.core.policies import sees
from hearth.core.scope import current_scope
from hearth.core.sight import Level

M = TypeVar("M", bound=models.Model)


class PersonalQuerySet(models.QuerySet[M]):
    """Rows about a person. A model says how much sight it asks for and which column names the person."""

    level: ClassVar[Level] = Level.FULL
    person_column: ClassVar[str] = "person_id"

    def visible_to(self, actor: Actor) -> Self:
        """Only what this actor may see now. The actor must be the one in scope: the database answers for no other.

        Raises RuntimeError for any other actor, which is always a bug in the code that calls.
        """
        if current_scope().actor != actor:
            raise RuntimeError("visible_to answers only for the actor in scope")
        if actor.kind is ActorKind.SYSTEM:
            return self
        return self.filter(self._seen())

    def _seen(self) -> Any:
        table = self.model._meta.db_table
        column = f'"{table}"."{self.person_column}"'
        return Q(RawSQL(sees(column, str(int(self.level))), [], output_field=BooleanField()))  # noqa: S611  constants only
