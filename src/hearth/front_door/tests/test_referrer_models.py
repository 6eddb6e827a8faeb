"""What the database itself refuses of whoever asked, whoever is asking, and of what is decided."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door.models import (
    Agreement,
    ContactDecision,
    Referral,
    ReferralUpdate,
    Referrer,
    ReferrerWord,
    SamePerson,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return worlds.build()


@pytest.fixture
def referral(world):
    return worlds.spoken_for(world)[0]


def refused(world, name, write):
    with (
        acting_as(SYSTEM, at=world.at),
        pytest.raises(IntegrityError, match=name),
        transaction.atomic(),
    ):
        write()


def beside(referral, **more):
    return {"referral_id": referral.id, "person_id": referral.person_id, **more}


class TestReferral:
    def test_joins_another_and_never_itself(self, world, referral):
        refused(world, "referral_joins_another", lambda: Referral.objects.update(joined_to=F("id")))


class TestReferrer:
    def test_is_recognised_by_something(self, world, referral):
        refused(world, "referrer_recognised_somehow", lambda: Referrer.objects.update(organisation=world.trust))

    def test_is_verified_by_an_address_or_a_sign_in(self, world, referral):
        refused(
            world, "referrer_verified_by_something", lambda: Referrer.objects.update(email="", verified_at=world.at)
        )


class TestReferralUpdate:
    @pytest.mark.parametrize(
        ("name", "kind", "words"),
        [("referralupdate_each_once", "receipt", "Again."), ("referralupdate_says_something", "outcome", "")],
    )
    def test_says_each_thing_once(self, world, referral, name, kind, words):
        (referrer,) = worlds.all_of(Referrer)
        told = beside(referral, referrer=referrer, kind=kind, words=words, told_at=world.at)
        refused(world, name, lambda: ReferralUpdate.objects.bulk_create([ReferralUpdate(**told)]))


class TestReferrerWord:
    def test_says_something(self, world, referral):
        said = ReferrerWord(**beside(referral, kind="addition", words="", said_at=world.at))
        refused(world, "referrerword_says_something", lambda: ReferrerWord.objects.bulk_create([said]))


class TestContactDecision:
    @pytest.mark.parametrize(
        ("name", "how", "why"), [("contactdecision_says_why", "Sam", ""), ("contactdecision_says_how", "", "So.")]
    )
    def test_says_how_and_why(self, world, referral, name, how, why):
        told = beside(referral, choice="go-ahead", how=how, why=why, decided_by=world.lead, decided_at=world.at)
        refused(world, name, lambda: ContactDecision.objects.bulk_create([ContactDecision(**told)]))


class TestAgreement:
    def test_says_how_they_told_us(self, world, referral):
        told = beside(referral, may_hear="contact", said_how="", recorded_at=world.at)
        refused(world, "agreement_says_how", lambda: Agreement.objects.bulk_create([Agreement(**told)]))


class TestSamePerson:
    def same(self, world, referral, known, **more):
        told = {
            "person_id": referral.person_id,
            "known": known,
            "referrals": [referral.id],
            "checked_by": "letter",
            "decided_by": world.lead,
            "decided_at": world.at,
            **more,
        }
        return SamePerson.objects.bulk_create([SamePerson(**told)])

    def test_is_another_record(self, world, referral):
        refused(
            world,
            "sameperson_is_another_record",
            lambda: self.same(world, referral, None, known_id=referral.person_id),
        )

    def test_is_one_person_at_a_time(self, world, referral):
        keeley = worlds.known(world)
        refused(world, "sameperson_one_live", lambda: [self.same(world, referral, keeley) for _ in range(2)])

    def test_is_undone_as_a_whole(self, world, referral):
        keeley = worlds.known(world)
        refused(world, "sameperson_undone_whole", lambda: self.same(world, referral, keeley, undone_at=world.at))
