"""Partners, hubs, teams, workers in their roles, shifts and sign-in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from hearth.core.ids import new_id
from hearth.core.roles import ROLES
from hearth.organisations.codes import Safe


class OrganisationKind(models.TextChoices):
    NHS_TRUST = "nhs-trust", "NHS trust"
    GP = "gp", "GP surgery"
    COUNCIL = "council", "Council"
    HOUSING = "housing", "Housing"
    POLICE = "police", "Police"
    CHARITY = "charity", "Charity or community group"
    COMMISSIONER = "commissioner", "Commissioner"
    OTHER = "other", "Other"


class Organisation(models.Model):
    """A partner. The ODS code is the NHS's own organisation code, where there is one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=OrganisationKind.choices)
    ods_code = models.CharField(max_length=6, null=True, unique=True)  # noqa: DJ001  unique where known
    email_domain = models.CharField(max_length=80, blank=True)
    left_on = models.DateField(null=True)


class HubStatus(models.TextChoices):
    BEING_SET_UP = "being-set-up", "Being set up"
    OPEN = "open", "Open"


class Hub(models.Model):
    """A neighbourhood hub. `opens` and `closes` are empty for one that never closes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    status = models.CharField(max_length=16, choices=HubStatus.choices)
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens=None, closes=None) | Q(opens__isnull=False, closes__isnull=False),
                name="hub_opens_and_closes_or_neither",
            )
        ]


class Team(models.Model):
    """People who work together, of one organisation or, in a hub, of many."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True, related_name="teams")
    name = models.CharField(max_length=80)


class Seat(models.Model):
    """One organisation's place in one team. Sight is given to seats, so that a circle can name an organisation."""

    id = models.UUIDField(primary_key=True, default=new_id)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "organisation"], name="seat_one_each")]


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by e-mail, as Django's sign-in asks."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """A way to sign in. Workers have an e-mail; people may have none and come in with a code from the hub."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True, null=True)  # noqa: DJ001  unique where known
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    session_stamp = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.email or "a sign-in without an e-mail address"

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        # Part of every session: counting the stamp up ends them all in the same second, wherever they are open.
        words = f"{self.password}{self.session_stamp}"
        return salted_hmac("hearth.organisations.session", words, secret=secret, algorithm="sha256").hexdigest()


class Worker(models.Model):
    """A human being who works or volunteers here, whoever employs them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60, blank=True)

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Membership(models.Model):
    """A worker in one role at one organisation: what a session acts as, and what may hold a person."""

    id = models.UUIDField(primary_key=True, default=new_id)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=24, choices=[(role.code, role.words) for role in ROLES.values()])
    manager = models.ForeignKey("self", on_delete=models.PROTECT, null=True)
    started_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_at=None, is_active=True) | Q(left_at__isnull=False, is_active=False),
                name="membership_left_is_inactive",
            ),
            models.UniqueConstraint(fields=["id", "is_active"], name="membership_id_active"),
            models.UniqueConstraint(
                fields=["worker", "organisation", "role"], condition=Q(is_active=True), name="membership_one_live"
            ),
        ]


class SeatHolder(models.Model):
    """A membership sitting in a team's seat of its organisation."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["seat", "membership"], name="seatholder_once")]


class Shift(models.Model):
    """Who is at a hub from when to when; one of them leads and holds whoever arrives."""

    id = models.UUIDField(primary_key=True, default=new_id)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="shifts")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    leads = models.BooleanField(default=False)
    on_call = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["hub", "ends_at"], name="shift_hub_ends")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="shift_ends_after_start")
        ]


class Invitation(models.Model):
    """A place offered to a worker by link, whose secret is kept only as a hash. The first one comes from nobody."""

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=24)
    secret_hash = models.CharField(max_length=64, unique=True)
    # Somebody who works with us already, by a link, and has no sign-in yet.
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)


class SignInCode(models.Model):
    """A one-time code the hub gives to somebody without e-mail or phone. Kept only as a hash; used once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    code_hash = models.CharField(max_length=64, unique=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Session(AbstractBaseSession):
    """Somebody signed in, or on the way to it. Whose it is stands in columns of its own, so that one read knows all."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True)
    # What a page may name it by: its key is as good as a password.
    ref = models.UUIDField(null=True, unique=True)
    device = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)


class SafeAnswer(models.Model):
    """What somebody said when they were asked whether their pages are safe to have; the newest holds for a year.

    `asked_by` is the worker who asked them, alone; empty where they answered on their own page.
    """

    append_only: ClassVar = True

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="safe_answers")
    answer = models.CharField(max_length=8, choices=Safe.choices)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True)
    said_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["account", "-said_at"], name="safeanswer_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(answer__in=Safe.values), name="safeanswer_is_known"),
        ]
