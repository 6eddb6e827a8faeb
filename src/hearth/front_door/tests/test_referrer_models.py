"""What the database itself refuses of whoever asked, whoever is asking, and of what is decided."""

import pytest
from django.db.models import F
from tests import world as worlds
from tests.refusals import broken_rule

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
def referral(world):
    return worlds.spoken_for(world)[0]


def beside(referral, **more):
    return {"referral_id": referral.id, "person_id": referral.person_id, **more}


class TestReferral:
    def test_joins_another_and_never_itself(self, world, referral):
        assert broken_rule(lambda: Referral.objects.update(joined_to=F("id")), at=world.at) == "referral_joins_another"


class TestReferrer:
    def test_is_recognised_by_something(self, world, referral):
        assert (
            broken_rule(lambda: Referrer.objects.update(organisation=world.trust), at=world.at)
            == "referrer_recognised_somehow"
        )

    def test_is_verified_by_an_address_or_a_sign_in(self, world, referral):
        assert (
            broken_rule(lambda: Referrer.objects.update(email="", verified_at=world.at), at=world.at)
            == "referrer_verified_by_something"
        )


class TestReferralUpdate:
    @pytest.mark.parametrize(
        ("name", "kind", "words"),
        [("referralupdate_each_once", "receipt", "Again."), ("referralupdate_says_something", "outcome", "")],
    )
    def test_says_each_thing_once(self, world, referral, name, kind, words):
        (referrer,) = worlds.all_of(Referrer)
        told = beside(referral, referrer=referrer, kind=kind, words=words, told_at=world.at)
        assert broken_rule(lambda: ReferralUpdate.objects.bulk_create([ReferralUpdate(**told)]), at=world.at) == name


class TestReferrerWord:
    def test_says_something(self, world, referral):
        said = ReferrerWord(**beside(referral, kind="addition", words="", said_at=world.at))
        assert (
            broken_rule(lambda: ReferrerWord.objects.bulk_create([said]), at=world.at) == "referrerword_says_something"
        )


class TestContactDecision:
    @pytest.mark.parametrize(
        ("name", "how", "why"), [("contactdecision_says_why", "Sam", ""), ("contactdecision_says_how", "", "So.")]
    )
    def test_says_how_and_why(self, world, referral, name, how, why):
        told = beside(referral, choice="go-ahead", how=how, why=why, decided_by=world.lead, decided_at=world.at)
        assert broken_rule(lambda: ContactDecision.objects.bulk_create([ContactDecision(**told)]), at=world.at) == name


class TestAgreement:
    def test_says_how_they_told_us(self, world, referral):
        told = beside(referral, may_hear="contact", said_how="", recorded_at=world.at)
        assert (
            broken_rule(lambda: Agreement.objects.bulk_create([Agreement(**told)]), at=world.at) == "agreement_says_how"
        )


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
        assert (
            broken_rule(lambda: self.same(world, referral, None, known_id=referral.person_id), at=world.at)
            == "sameperson_is_another_record"
        )

    def test_is_one_person_at_a_time(self, world, referral):
        keeley = worlds.known(world)
        assert (
            broken_rule(lambda: [self.same(world, referral, keeley) for _ in range(2)], at=world.at)
            == "sameperson_one_live"
        )

    def test_is_undone_as_a_whole(self, world, referral):
        keeley = worlds.known(world)
        assert (
            broken_rule(lambda: self.same(world, referral, keeley, undone_at=world.at), at=world.at)
            == "sameperson_undone_whole"
        )
