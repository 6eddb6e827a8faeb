"""Who somebody is: what they are called, how to find them safely, what makes things easier, who matters to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from hearth.core.ids import new_id
from hearth.core.querysets import PersonalQuerySet
from hearth.core.sight import Level
from hearth.organisations.models import Account, Organisation
from hearth.people.codes import (
    Answer,
    BirthPrecision,
    Characteristic,
    ContactKind,
    KeyKind,
    LivingSituation,
    NameUse,
    NeedKind,
    NhsNumberStatus,
    PersonStatus,
)


class PersonQuerySet(PersonalQuerySet["Person"]):
    level: ClassVar = Level.MINIMUM
    person_column: ClassVar = "id"
    listed: ClassVar = True


class Person(models.Model):
    """Somebody. The row holds only what everyone alongside them may know; the rest has tables of its own."""

    id = models.UUIDField(primary_key=True, default=new_id)
    status = models.CharField(max_length=12, choices=PersonStatus.choices)
    known_as = models.CharField(max_length=120)
    pronouns = models.CharField(max_length=40, blank=True)
    birth_on = models.DateField(null=True)
    birth_precision = models.CharField(max_length=10, choices=BirthPrecision.choices, default=BirthPrecision.UNKNOWN)
    area = models.CharField(max_length=60, blank=True)
    how_to_talk = models.TextField(blank=True)
    how_to_talk_confirmed_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    died_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    # Where two records were joined, the one that goes on (ADR 0021).
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(known_as=""), name="person_is_called_something"),
            models.CheckConstraint(
                condition=Q(birth_on=None, birth_precision="unknown")
                | (Q(birth_on__isnull=False) & ~Q(birth_precision="unknown")),
                name="person_birth_and_precision_together",
            ),
            models.CheckConstraint(
                condition=Q(status=PersonStatus.MERGED, merged_into__isnull=False)
                | (~Q(status=PersonStatus.MERGED) & Q(merged_into=None)),
                name="person_merged_points_on",
            ),
        ]


class CircumstancesQuerySet(PersonalQuerySet["Circumstances"]):
    level: ClassVar = Level.FULL


class Circumstances(models.Model):
    """How life stands: home, surgery, NHS number status. One row a person, for those who may see everything."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    living_situation = models.CharField(
        max_length=16, choices=LivingSituation.choices, default=LivingSituation.NOT_KNOWN
    )
    household = models.TextField(blank=True)
    gp = models.CharField(max_length=120, blank=True)
    gp_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True)
    nhs_number_status = models.CharField(
        max_length=12, choices=NhsNumberStatus.choices, default=NhsNumberStatus.NOT_KNOWN
    )
    nhs_number_reason = models.CharField(max_length=200, blank=True)

    objects = CircumstancesQuerySet.as_manager()


class PersonNameQuerySet(PersonalQuerySet["PersonName"]):
    level: ClassVar = Level.FULL


class PersonName(models.Model):
    """A name, and how it is used. A restricted one is seen by its custodians only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    use = models.CharField(max_length=10, choices=NameUse.choices)
    given = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    restricted = models.BooleanField(default=False)
    until_on = models.DateField(null=True)

    objects = PersonNameQuerySet.as_manager()


class IdentifierQuerySet(PersonalQuerySet["Identifier"]):
    level: ClassVar = Level.APPOINTMENTS


class Identifier(models.Model):
    """A number or code somebody is known by elsewhere. Two people never share one. A restricted one finds nobody."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=200)
    value = models.CharField(max_length=200)
    restricted = models.BooleanField(default=False)

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["system", "value"], name="identifier_one_person")]


class ContactQuerySet(PersonalQuerySet["Contact"]):
    level: ClassVar = Level.APPOINTMENTS


class Contact(models.Model):
    """A way to reach or find somebody, and how far it is safe."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=8, choices=ContactKind.choices)
    value = models.CharField(max_length=300)
    safe_to_use = models.BooleanField(default=True)
    safe_to_leave_message = models.BooleanField(default=False)
    shared_with = models.CharField(max_length=120, blank=True)
    best_times = models.CharField(max_length=120, blank=True)
    until_on = models.DateField(null=True)

    objects = ContactQuerySet.as_manager()


class NeedQuerySet(PersonalQuerySet["Need"]):
    level: ClassVar = Level.MINIMUM


class Need(models.Model):
    """A language, a communication need or an adjustment: what must be there before the first contact."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=16, choices=NeedKind.choices)
    words = models.CharField(max_length=200)
    interpreter = models.BooleanField(default=False)
    confirmed_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    objects = NeedQuerySet.as_manager()


class RelationQuerySet(PersonalQuerySet["Relation"]):
    level: ClassVar = Level.FULL


class Relation(models.Model):
    """Somebody in this person's life."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=60)
    how_to_reach = models.CharField(max_length=200, blank=True)
    informal_carer = models.BooleanField(default=False)
    emergency = models.BooleanField(default=False)
    do_not_contact = models.BooleanField(default=False)
    related_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    until_on = models.DateField(null=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(emergency=True, do_not_contact=True), name="relation_not_both_ring_and_never_ring"
            )
        ]


class EqualityQuerySet(PersonalQuerySet["Equality"]):
    level: ClassVar = Level.FULL


class Equality(models.Model):
    """One characteristic, in the person's own words or as one of three kinds of unknown."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="equality")
    characteristic = models.CharField(max_length=16, choices=Characteristic.choices)
    answer = models.CharField(max_length=12, choices=Answer.choices)
    words = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=20, blank=True)

    objects = EqualityQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "characteristic"], name="equality_one_answer"),
            models.CheckConstraint(
                condition=(Q(answer="stated") & ~Q(words="")) | (~Q(answer="stated") & Q(words="", code="")),
                name="equality_words_only_if_stated",
            ),
        ]


class NameKeyQuerySet(PersonalQuerySet["NameKey"]):
    level: ClassVar = Level.FULL


class NameKey(models.Model):
    """A word, number or address somebody can be found by; never one of a restricted name.

    `birth_year` is 0 where the year is not known or a guess, so that a search by year still finds them.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=130, db_collation="C")
    birth_year = models.SmallIntegerField()

    objects = NameKeyQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "birth_year"], include=["person"], name="namekey_key")]


class WordKey(models.Model):
    """A key of a word that is in somebody's name, learnt once for all who have it. Says nothing of who they are.

    Read by the search alone. Learning takes no lock, so a word may be learnt twice.
    """

    key = models.CharField(max_length=42, db_collation="C")
    word = models.CharField(max_length=40, db_collation="C")
    kind = models.SmallIntegerField(choices=KeyKind.choices)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["key"], include=["word", "kind"], name="wordkey_key"),
            models.Index(fields=["word"], condition=Q(kind=KeyKind.NAME), name="wordkey_word"),
        ]


class PortalAccess(models.Model):
    """An account that belongs to a person: the key to their own record."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="portal_access")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="portal_access")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "person"], condition=Q(ended_at=None), name="portalaccess_live")
        ]


# Tables with a page of their own, found here so that Django knows them.
from hearth.people import identity_models, naming_models  # noqa: E402, F401  they point at Person
