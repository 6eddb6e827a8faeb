"""Everyone was shut out at once: who said so, when, and what was named besides."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.organisations.models import Membership
from hearth.people.models import Person
from hearth.shut_off import policies


class ShutOffQuerySet(PersonalQuerySet["ShutOff"]):
    condition: ClassVar = policies.SHUT_OFF_IS_SEEN


class ShutOff(models.Model):
    """The person shut everyone close to them out, and whom they named besides.

    `named` are organisations and memberships, `unsafe` ways to reach the person, `never_ring` people in their life.
    `words` are for whoever is alongside. `recorded_by` is the worker who was with them; empty on their own page.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named = ArrayField(models.UUIDField(), default=list)
    unsafe = ArrayField(models.UUIDField(), default=list)
    never_ring = ArrayField(models.UUIDField(), default=list)
    words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField()

    objects = ShutOffQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-done_at"], name="shutoff_person_done")]
