"""People close to somebody: how they are invited, and what is theirs once they have come."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import LEVEL_WORDS
from hearth.organisations.models import Membership
from hearth.people.models import Person, Relation
from hearth.sharing import policies
from hearth.sharing.codes import SaidBy


class InvitationQuerySet(PersonalQuerySet["SupporterInvitation"]):
    condition: ClassVar = policies.INVITATION_IS_SEEN


class SupportingQuerySet(PersonalQuerySet["Supporting"]):
    condition: ClassVar = policies.SUPPORTING_IS_SEEN


class SupporterInvitation(models.Model):
    """Somebody close is offered a page of their own, by link or by a few words to type. Both are kept as hashes.

    `level` is how much of this person they may see once they have come; nothing is an answer. Good once, and until
    `expires_at`; `ended_at` is when it was taken back, whoever did it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supporter_invitations")
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="+")
    level = models.SmallIntegerField(choices=[(level.value, words) for level, words in LEVEL_WORDS.items()])
    level_until_at = models.DateTimeField(null=True)
    explained_how = models.CharField(max_length=300)
    said_by = models.CharField(max_length=20, choices=SaidBy.choices, default=SaidBy.PERSON)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relation"],
                condition=Q(accepted_at=None, ended_at=None),
                name="supporterinvitation_one_open",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="supporterinvitation_runs_out"),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, ended_at=None),
                name="supporterinvitation_taken_up_whole",
            ),
        ]


class Supporting(models.Model):
    """Whom somebody is beside, as a row of their own record: what they call them stays theirs, whatever is shared.

    `person` is the one who supports; `about` the one they support, whom this row lets nobody see anything of.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="supporting")
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=120)
    relation = models.CharField(max_length=60, blank=True)
    since_at = models.DateTimeField()

    objects = SupportingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "about"], name="supporting_once"),
            models.CheckConstraint(condition=~Q(person=F("about")), name="supporting_somebody_else"),
            models.CheckConstraint(condition=~Q(called=""), name="supporting_is_called_something"),
        ]
