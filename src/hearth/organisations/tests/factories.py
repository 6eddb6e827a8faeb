"""The smallest valid partners, hubs, teams and workers. Everybody is invented."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from hearth.core.actor import Actor
from hearth.core.scope import acting_as
from hearth.organisations import queries
from hearth.organisations.models import (
    Account,
    Hub,
    HubStatus,
    Membership,
    Organisation,
    OrganisationKind,
    Shift,
    Team,
    Worker,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
PASSWORD = "kettle lantern orchard"


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Riverside Trust {n}")
    kind = OrganisationKind.CHARITY


class HubFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Hub

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"{n} Foss Walk")
    slug = factory.Sequence(lambda n: f"foss-walk-{n}")
    address = "Foss Walk, York"
    phone = "01904 496 0000"
    status = HubStatus.OPEN


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    organisation = factory.SubFactory(OrganisationFactory)
    name = "Day team"


class AccountFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Account
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"mo{n}@riverside.example")
    made_at = NOON

    @factory.post_generation
    def password(account: Account, create: bool, given: str | None) -> None:
        account.set_password(given or PASSWORD)
        account.save()


class WorkerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Worker

    account = factory.SubFactory(AccountFactory)
    given_name = "Mo"
    family_name = "Adeyemi"


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        gone = factory.Trait(is_active=False, left_at=NOON - timedelta(days=1))

    worker = factory.SubFactory(WorkerFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    role = "hub-manager"
    started_at = NOON - timedelta(days=400)


class ShiftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Shift

    hub = factory.SubFactory(HubFactory)
    membership = factory.SubFactory(MembershipFactory)
    starts_at = NOON - timedelta(hours=4)
    ends_at = NOON + timedelta(hours=4)
    leads = True


def acting(role: str = "hub-manager", **kwargs: object) -> Actor:
    """A worker in this role, as the actor they are."""
    return queries.worker_actor(MembershipFactory(role=role, **kwargs))


def with_totp(account: Account) -> str:
    """Give the account an app that makes codes. Returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def steps_of(account: Account) -> set[str]:
    """The kinds of second step this account has."""
    return set(Authenticator.objects.filter(user=account).values_list("type", flat=True))


@contextmanager
def scope(actor: Actor, at: datetime = NOON) -> Iterator[Actor]:
    """Open the actor's transaction and hand the actor on."""
    with acting_as(actor, at=at):
        yield actor
