from dataclasses import replace
from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.clocks import due_after
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.actions import receiving
from hearth.front_door.codes import PersonKnows, Route
from hearth.front_door.models import Referral
from hearth.front_door.rules import Told
from hearth.holding.models import Holding
from hearth.organisations.models import Membership, Shift
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
TOLD = Told(Route.MYSELF, "Keeley", "Text me.", worlds.STORY)


def all_of(model, **wanted):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.filter(**wanted))


def receive(world, actor=PUBLIC, **changed):
    with acting_as(actor, at=world.at):
        return actions.receive_referral(actor, told=replace(TOLD, **changed), hub=world.hub, at=world.at)


class TestReceiveReferral:
    def test_keeps_the_words_as_they_were_told(self, world):
        receive(world, would_help="A quiet room", safe_contact="Not by post")

        (referral,) = all_of(Referral)
        assert (referral.what_is_happening, referral.would_help) == (worlds.STORY, "A quiet room")
        assert (referral.safe_contact, referral.status, referral.read_at) == ("Not by post", "received", None)

    def test_makes_somebody_provisional_known(self, world):
        receive(world)

        (person,) = all_of(Person)
        assert (person.known_as, person.status) == ("Keeley", "provisional")

    def test_makes_a_guest_of_whoever_gives_no_name(self, world):
        receive(world, known_as="  ")

        (person,) = all_of(Person)
        assert (person.known_as, person.status) == ("Guest", "guest")

    def test_puts_them_in_the_hands_of_the_shift_lead(self, world):
        receive(world)

        (holding,) = all_of(Holding)
        assert (holding.holder_id, holding.status) == (world.lead.id, "welcoming")

    def test_shows_them_to_the_team_of_the_hub_and_to_nobody_else(self, world):
        receive(world)

        seen_by = []
        for membership in (world.lead, world.peer, world.partner, world.outsider, world.administrator):
            actor = worker_actor(membership)
            with acting_as(actor, at=world.at):
                if Person.objects.visible_to(actor).exists():
                    seen_by.append(membership)
        assert seen_by == [world.lead, world.peer]

    def test_writes_the_first_entry_in_their_words(self, world):
        receive(world)

        (entry,) = all_of(Entry)
        assert (entry.kind, entry.body, entry.source) == ("referral", worlds.STORY, "told-by-person")

    def test_marks_what_somebody_else_says_as_told_about_them(self, world):
        receive(world, route=Route.SOMEONE_WHO_CARES, referrer_name="Jess")

        (entry,) = all_of(Entry)
        assert (entry.source, entry.about_others) == ("told-by-other", True)

    def test_promises_a_first_contact_and_a_talk(self, world):
        receive(world)

        due = {clock.definition: clock.due_at for clock in all_of(Clock)}
        assert due == {
            "first-contact": due_after(world.at, unit="d", count=5),
            "welcoming-conversation": due_after(world.at, unit="d", count=28),
        }

    def test_promises_somebody_within_the_hour_to_whoever_feels_unsafe(self, world):
        receive(world, feels_unsafe=True)

        (clock,) = all_of(Clock, definition="feeling-unsafe")
        assert clock.due_at <= world.at + timedelta(hours=1)
        assert clock.owner_id == world.lead.id

    def test_leaves_a_trace_without_words(self, world):
        receive(world)

        (event,) = all_of(AuditEvent, event="front_door.referral_received")
        assert (event.actor_kind, event.detail) == ("public", {"route": "myself"})

    def test_shows_the_way_back_once_and_keeps_only_its_hash(self, world):
        referral, way_back = receive(world)

        kept = (referral.return_hash, referral.code_hash)
        assert way_back.token not in kept
        assert way_back.code not in kept
        assert len(set(kept)) == 2

    def test_keeps_the_holder_of_somebody_known_already(self, world):
        person, peer = worlds.known(world, holder=world.peer), worker_actor(world.peer)

        with acting_as(peer, at=world.at):
            actions.receive_referral(peer, told=TOLD, hub=world.hub, at=world.at, person=person)

        (holding,) = all_of(Holding)
        assert holding.holder_id == world.peer.id
        assert [referral.person_id for referral in all_of(Referral)] == [person.id]

    def test_accepts_somebody_who_does_not_know_if_the_reason_is_told(self, world):
        receive(
            world,
            route=Route.SOMEONE_WHO_CARES,
            person_knows=PersonKnows.NO,
            knows_not_because="He would be frightened.",
        )

        (referral,) = all_of(Referral)
        assert referral.knows_not_because == "He would be frightened."

    @pytest.mark.parametrize(
        ("missing", "says"),
        [
            ({"who_and_how_to_find": " "}, "how to find them"),
            ({"what_is_happening": "\n"}, "what is going on"),
            ({"person_knows": PersonKnows.NO}, "why they do not know"),
        ],
    )
    def test_asks_for_an_answer_that_is_missing_and_keeps_nothing(self, world, missing, says):
        with pytest.raises(NotPossible, match=says):
            receive(world, **missing)

        assert all_of(Person) == all_of(Referral) == []

    def test_keeps_nothing_if_no_human_could_hold_them(self, world):
        Shift.objects.all().delete()
        Membership.objects.update(hub=None)

        with pytest.raises(NotPossible, match="nobody at 30 Clarence Street"):
            receive(world)

        assert all_of(Person) == all_of(Entry) == []

    def test_refuses_a_worker_whose_role_receives_nobody(self, world):
        with pytest.raises(NotPermitted):
            receive(world, worker_actor(world.administrator))


class TestLeadOnDuty:
    def test_is_whoever_leads_now(self, world):
        with acting_as(PUBLIC, at=world.at):
            assert receiving.lead_on_duty(world.hub, world.at) == world.lead

    def test_is_whoever_leads_next_in_a_gap(self, world):
        before = world.at - timedelta(hours=5)

        with acting_as(PUBLIC, at=before):
            assert receiving.lead_on_duty(world.hub, before) == world.lead

    def test_is_the_manager_when_nobody_is_on_any_shift(self, world):
        Shift.objects.all().delete()
        Membership.objects.filter(pk=world.lead.pk).update(hub=None)

        with acting_as(PUBLIC, at=world.at):
            assert receiving.lead_on_duty(world.hub, world.at) == world.manager


class TestReadReferral:
    def test_keeps_the_first_reader(self, world):
        referral, _ = receive(world)

        for reader in (world.lead, world.peer):
            actor = worker_actor(reader)
            with acting_as(actor, at=world.at):
                found = Referral.objects.visible_to(actor).get(pk=referral.pk)
                actions.read_referral(actor, referral=found, unsafe=False, at=world.at)

        (referral,) = all_of(Referral)
        assert (referral.read_by_id, referral.read_at) == (world.lead.id, world.at)
        assert len(all_of(AuditEvent, event="front_door.referral_read")) == 2

    def test_is_for_those_who_receive_people(self, world):
        referral, _ = receive(world)
        actor = worker_actor(world.administrator)

        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.read_referral(actor, referral=referral, unsafe=False, at=world.at)
