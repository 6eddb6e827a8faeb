"""Whoever asks for somebody is kept by name, and learns nothing they may not."""

from datetime import date, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.core.values import NhsNumber
from hearth.front_door import actions, queries
from hearth.front_door.codes import PersonKnows, RecognisedBy, WordKind
from hearth.front_door.models import Referral, Referrer, ReferrerWord
from hearth.front_door.rules import Hints
from hearth.front_door.tests.referrers import follow, messages, verified
from hearth.holding.models import Holding
from hearth.organisations.models import Organisation
from hearth.organisations.queries import worker_actor
from hearth.people.details import ContactDetails
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
BORN = date(1984, 3, 14)
HINTS = Hints("Keeley", worlds.SURNAME, BORN, NhsNumber(worlds.NHS_NUMBER), "")


@pytest.fixture
def keeley(world):
    return worlds.known(world, holder=world.peer, birth_on=BORN, birth_precision="day")


class TestReceivingFromAProfessional:
    def test_holds_the_person_before_any_link_is_followed(self, world):
        worlds.spoken_for(world)

        (holding,), (referrer,) = worlds.all_of(Holding), worlds.all_of(Referrer)
        assert holding.holder_id == world.lead.id
        assert (referrer.name, referrer.verified_at) == ("Dr Amara Obi", None)

    def test_sends_the_address_a_link_and_nothing_else(self, world):
        worlds.spoken_for(world)

        (message,) = messages()
        assert (message.to_kind, message.address) == ("referrer", "amara@foss-surgery.example")
        assert "/refer/" in message.body
        assert not [word for word in ("Keeley", "Priya", worlds.STORY) if word in message.body]

    def test_needs_what_they_will_keep_doing(self, world):
        with pytest.raises(NotPossible, match="keep doing"):
            worlds.spoken_for(world, keep_doing=" ")

        assert worlds.all_of(Person) == []

    @pytest.mark.parametrize(
        ("told", "by"),
        [
            ({"referrer_email": "a@foss-surgery.example"}, RecognisedBy.DOMAIN),
            ({"referrer_email": "a@mail.foss-surgery.example"}, RecognisedBy.DOMAIN),
            ({"referrer_email": "a@elsewhere.example", "referrer_ods_code": "b82005"}, RecognisedBy.ODS),
            ({"referrer_email": "a@elsewhere.example"}, ""),
        ],
    )
    def test_recognises_the_organisation_by_its_address_or_its_code(self, world, told, by):
        Organisation.objects.filter(pk=world.surgery.pk).update(email_domain="foss-surgery.example", ods_code="B82005")

        worlds.spoken_for(world, **told)

        (referrer,) = worlds.all_of(Referrer)
        assert (referrer.recognised_by, referrer.organisation_id) == (by, world.surgery.id if by else None)

    def test_recognises_nobody_by_an_address_that_several_share(self, world):
        Organisation.objects.filter(pk__in=[world.surgery.pk, world.trust.pk]).update(email_domain="nhs.example")

        worlds.spoken_for(world, referrer_email="a@nhs.example")

        assert worlds.all_of(Referrer)[0].organisation_id is None

    def test_asks_a_worker_for_no_address(self, world):
        partner = worker_actor(world.outsider)
        told = {"route": "professional", "keep_doing": "Nothing.", "referrer_name": "Pol Reed"}
        with acting_as(partner, at=world.at):
            actions.receive_referral(partner, told=worlds.told_at_the_door(**told), hub=world.hub, at=world.at)

        (referrer,) = worlds.all_of(Referrer)
        assert (referrer.membership_id, referrer.recognised_by) == (world.outsider.id, RecognisedBy.SIGN_IN)
        assert referrer.verified_at == world.at
        assert messages() == []


class TestFollowLink:
    def test_sends_the_receipt_from_then_on(self, world):
        referrer = verified(world)

        receipt = messages(key=f"front_door.update/{referrer.id}/receipt")
        assert "Priya" in receipt[0].body
        assert worlds.all_of(Referrer)[0].verified_at == world.at

    def test_changes_nothing_the_second_time(self, world):
        follow(world, verified(world))

        assert len(messages()) == 2

    def test_is_for_links_we_sent(self, world):
        with acting_as(PUBLIC, at=world.at), pytest.raises(NotPossible, match="do not know this link"):
            actions.follow_link(PUBLIC, secret="x" * 64, at=world.at)


class TestSomebodyWeKnow:
    @pytest.mark.parametrize(
        "hints",
        [
            HINTS,
            Hints("Keeley", worlds.SURNAME, BORN, None, "07700 900 123"),
            Hints("KEELEY", worlds.SURNAME.lower(), BORN, None, "+44 7700 900123"),
        ],
        ids=["number and birth date", "name, birth date and phone", "however it is written"],
    )
    def test_is_recognised_and_goes_on_with_whoever_holds_them(self, world, hints):
        phone = [ContactDetails("phone", "07700 900 123")]
        keeley = worlds.known(world, holder=world.peer, birth_on=BORN, birth_precision="day", contacts=phone)
        _, way_back = worlds.spoken_for(world, hints=hints, at=world.at + timedelta(minutes=5))

        (referral,), (holding,) = worlds.all_of(Referral), worlds.all_of(Holding)
        assert (referral.person_id, holding.holder_id) == (keeley.id, world.peer.id)
        assert len(worlds.all_of(Person)) == 1
        with acting_as(PUBLIC, at=world.at):
            assert queries.receipt(way_back.token).holder == "Priya"

    @pytest.mark.parametrize(
        "hints",
        [
            Hints("Keeley", worlds.SURNAME, BORN),
            Hints("Keeley", "", BORN, None, "07700 900 123"),
            Hints("Keeley", worlds.SURNAME, date(1984, 3, 15), NhsNumber(worlds.NHS_NUMBER)),
            Hints("Keeley", worlds.SURNAME, None, NhsNumber(worlds.NHS_NUMBER)),
            Hints("Hannah", worlds.SURNAME, BORN, None, "07700 900 123"),
        ],
        ids=["no way to reach them", "half a name", "another birthday", "no birthday", "a twin"],
    )
    def test_is_left_to_a_worker_unless_it_is_sure(self, world, keeley, hints):
        worlds.spoken_for(world, hints=hints)

        (referral,) = worlds.all_of(Referral)
        assert referral.person_id != keeley.id
        assert referral.told_given == hints.given

    def test_is_never_one_of_two(self, world):
        phone = [ContactDetails("phone", "07700 900 123")]
        for _ in range(2):
            worlds.known(world, birth_on=BORN, birth_precision="day", nhs_number=None, contacts=phone)

        worlds.spoken_for(world, hints=Hints("Keeley", worlds.SURNAME, BORN, None, "07700900123"))

        assert len(worlds.all_of(Person)) == 3

    def test_may_be_known_to_the_hub_they_came_to(self, world, keeley):
        worlds.spoken_for(world, hints=HINTS)
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at):
            assert Referral.objects.visible_to(lead).filter(person_id=keeley.id).exists()

    def test_opens_nothing_to_the_partner_who_wrote(self, world, keeley):
        partner = worker_actor(world.outsider)
        told = worlds.told_at_the_door(route="professional", keep_doing="Nothing.", hints=HINTS)

        with acting_as(partner, at=world.at):
            actions.receive_referral(partner, told=told, hub=world.hub, at=world.at)
            assert not Person.objects.visible_to(partner).exists()

        assert worlds.all_of(Referral)[0].person_id == keeley.id

    def test_is_told_to_whoever_holds_them(self, world, keeley):
        worlds.spoken_for(world, hints=HINTS)

        (message,) = messages(to_kind="worker")
        assert message.membership_id == world.peer.id


class TestASecondReferral:
    def test_joins_the_first_and_promises_nothing_twice(self, world, keeley):
        first, _ = worlds.spoken_for(world, hints=HINTS)
        second, _ = worlds.spoken_for(world, hints=HINTS, at=world.at + timedelta(hours=3), referrer_name="Jo Bell")

        clocks = worlds.all_of(Clock, person_id=keeley.id)
        assert second.joined_to_id == first.id
        assert {clock.subject_id for clock in clocks} == {first.id}
        assert len(worlds.all_of(Referrer)) == 2

    def test_is_one_of_its_own_after_fourteen_days(self, world, keeley):
        worlds.spoken_for(world, hints=HINTS, at=world.at - timedelta(days=15))
        second, _ = worlds.spoken_for(world, hints=HINTS)

        assert second.joined_to_id is None

    def test_tells_neither_of_the_other(self, world, keeley):
        _, one = worlds.spoken_for(world, hints=HINTS)
        _, other = worlds.spoken_for(world, hints=HINTS, referrer_name="Jo Bell")

        with acting_as(PUBLIC, at=world.at):
            assert [len(queries.updates(way.token)) for way in (one, other)] == [1, 1]
            assert queries.receipt(one.token).referrer == "Dr Amara Obi"
            assert queries.receipt(other.token).referrer == "Jo Bell"


class TestSayMore:
    def say(self, world, way_back, kind=WordKind.ADDITION, words="She rang me."):
        with acting_as(PUBLIC, at=world.at):
            actions.say_more(PUBLIC, secret=way_back.token, kind=kind, words=words, at=world.at)

    def test_goes_into_the_record_as_told_by_another_and_to_the_holder(self, world):
        _, way_back = worlds.spoken_for(world)

        self.say(world, way_back)

        entry = worlds.all_of(Entry, subject_type="ReferrerWord")[0]
        assert (entry.body, entry.source, entry.about_others) == ("She rang me.", "told-by-other", True)
        assert [message.membership_id for message in messages(to_kind="worker")] == [world.lead.id]

    def test_says_something(self, world):
        _, way_back = worlds.spoken_for(world)

        with pytest.raises(NotPossible, match="a few words"):
            self.say(world, way_back, words=" ")

        assert worlds.all_of(ReferrerWord) == []


class TestContactIsDecided:
    def test_waits_for_a_worker_where_they_do_not_know(self, world):
        referral, _ = worlds.spoken_for(world, person_knows=PersonKnows.NO, knows_not_because="He is frightened.")
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            found = Referral.objects.visible_to(lead).get(pk=referral.pk)
            asked = [queries.contact_is_decided(lead, found)]
            for choice, how in (("go-ahead", "Sam, at the food bank."), ("not-yet", "")):
                actions.decide_contact(lead, referral=found, choice=choice, how=how, why="He knows Sam.", at=world.at)
                asked.append(queries.contact_is_decided(lead, found))

        assert asked == [False, True, False]
