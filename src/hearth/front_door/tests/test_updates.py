"""Whoever asks for somebody hears what the person agreed to, and is never left in silence."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.codes import MayHear, UpdateKind, WordKind
from hearth.front_door.models import Agreement, Referral, ReferralUpdate
from hearth.front_door.secrets import link_of
from hearth.front_door.tests.referrers import messages, verified
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person

pytestmark = pytest.mark.django_db


def told(world, person_id, kind, **more):
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        person = Person.objects.visible_to(lead).get(pk=person_id)
        return actions.tell_referrers(lead, person=person, kind=kind, at=world.at, **more)


def agreed(world, referral, may_hear):
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        found = Referral.objects.visible_to(lead).get(pk=referral)
        actions.agree_what_they_hear(lead, referral=found, may_hear=may_hear, said_how="On the phone.", at=world.at)


class TestTellReferrers:
    def test_says_only_what_the_person_agreed_to(self, world):
        referral = verified(world).referral_id
        person_id = worlds.all_of(Referral)[0].person_id

        assert told(world, person_id, UpdateKind.CONTACT_MADE) == 0
        agreed(world, referral, MayHear.CONTACT)
        assert told(world, person_id, UpdateKind.CONTACT_MADE) == 1
        assert told(world, person_id, UpdateKind.CONTACT_MADE) == 0
        assert told(world, person_id, UpdateKind.OUTCOME, outcome="They joined the choir.") == 1

        kinds = [update.kind for update in worlds.all_of(ReferralUpdate)]
        assert kinds == ["receipt", "contact-made", "outcome"]
        assert not [message for message in messages() if "choir" in message.body]

    def test_says_the_outcome_in_a_line_where_that_was_agreed(self, world):
        referral = verified(world).referral_id
        agreed(world, referral, MayHear.OUTCOME)

        told(world, worlds.all_of(Referral)[0].person_id, UpdateKind.OUTCOME, outcome="They joined the choir.")

        assert len([message for message in messages() if "choir" in message.body]) == 1

    def test_sends_nothing_to_an_address_that_has_not_answered(self, world):
        referral, _ = worlds.spoken_for(world)
        agreed(world, referral.id, MayHear.OUTCOME)

        assert told(world, referral.person_id, UpdateKind.CONTACT_MADE) == 1
        assert len(messages()) == 1

    def test_is_refused_to_those_who_write_in_no_record(self, world):
        administrator = worker_actor(world.administrator)
        with acting_as(administrator, at=world.at), pytest.raises(NotPermitted):
            actions.tell_referrers(administrator, person=Person(), kind=UpdateKind.OUTCOME, at=world.at)


class TestTellTheSilent:
    def silent(self, world, days):
        at = world.at + timedelta(days=days)
        with acting_as(SYSTEM, at=at):
            return actions.tell_the_silent(SYSTEM, at=at)

    def test_breaks_the_silence_after_each_seven_days(self, world):
        verified(world)

        assert [self.silent(world, days) for days in (6, 7, 8, 14)] == [0, 1, 0, 1]
        assert "We still have it, and Priya" in messages()[-1].body

    def test_leaves_whoever_asked_for_no_news_in_peace(self, world):
        referrer = verified(world)
        with acting_as(PUBLIC, at=world.at):
            actions.say_more(PUBLIC, secret=link_of(referrer.id), kind=WordKind.STOP, words="", at=world.at)

        assert self.silent(world, 8) == 0

    def test_is_done_by_hearth_alone(self, world):
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at), pytest.raises(NotPermitted):
            actions.tell_the_silent(lead, at=world.at)


class TestAgreeWhatTheyHear:
    def test_needs_how_they_said_so(self, world):
        referral, _ = worlds.spoken_for(world)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at), pytest.raises(NotPossible, match="how they told you"):
            actions.agree_what_they_hear(lead, referral=referral, may_hear=MayHear.CONTACT, said_how=" ", at=world.at)

        assert worlds.all_of(Agreement) == []
