"""Being told at the end of a shift that words are not finished."""

from typing import ClassVar

from django.db import models

from hearth.core.ids import new_id
from hearth.organisations.models import Account, Shift


class UnfinishedNotice(models.Model):
    """Somebody's shift ends, and words they began are not finished: said once for each shift. It names nobody."""

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "shift"], name="unfinishednotice_once")]
