"""Being away and coming back on pages, sharing out, and the line of hands."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions, queries
from hearth.holding.models import Absence, Holding
from hearth.holding.rules import Proposal
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds.known(world)


def page(membership):
    return f"/memberships/{membership.id}/absence"


def note(by, whom, cover, **more):
    return worlds.send(worlds.client_of(by), page(whom), kind="ill", cover=str(cover.id), **more)


def holder_of(person):
    return worlds.all_of(Holding, person=person)[0].holder


class TestAbsence:
    def test_goes_the_whole_way_and_back(self, world, person):
        client = worlds.client_of(world.lead)
        note(world.lead, world.lead, world.peer)
        assert holder_of(person) == world.peer
        assert "You are away since" in worlds.words(client.get(page(world.lead)))
        (absence,) = worlds.all_of(Absence)

        worlds.send(client, f"{page(world.lead)}/{absence.id}/end")
        shown = worlds.words(client.get(page(world.lead)))
        assert "Take back whom you held" in shown
        assert "held by Sam" in shown
        worlds.send(client, f"{page(world.lead)}/{absence.id}/return", person=str(person.id))

        assert holder_of(person) == world.lead

    def test_says_whom_to_name_when_nobody_is_named(self, world, person):
        answer = worlds.send(worlds.client_of(world.lead), page(world.lead), kind="ill", cover="")

        assert "Name a colleague" in worlds.words(answer)
        assert holder_of(person) == world.lead

    def test_keeps_what_is_planned_until_its_day(self, world, person):
        later = world.at + timedelta(days=5)
        days = {"from_on_0": later.day, "from_on_1": later.month, "from_on_2": later.year}
        note(world.manager, world.lead, world.peer, **days)

        client = worlds.client_of(world.manager)
        assert holder_of(person) == world.lead
        assert "Call it off" in worlds.words(client.get(page(world.lead)))
        (absence,) = worlds.all_of(Absence)
        worlds.send(client, f"{page(world.lead)}/{absence.id}/end")
        assert "Call it off" not in worlds.words(client.get(page(world.lead)))

    def test_says_so_when_they_are_back_or_away_already(self, world, person):
        note(world.lead, world.lead, world.peer)
        (absence,) = worlds.all_of(Absence)
        client = worlds.client_of(world.lead)
        assert "Say first that you are back." in worlds.words(
            client.get(worlds.send(client, f"{page(world.lead)}/{absence.id}/return").url)
        )
        assert "is away already" in worlds.words(note(world.lead, world.lead, world.peer))
        worlds.send(client, f"{page(world.lead)}/{absence.id}/end")
        again = worlds.send(client, f"{page(world.lead)}/{absence.id}/end")

        assert "They are back already." in worlds.words(client.get(again.url))

    def test_shows_nobody_elses_people_to_whoever_leads(self, world, person):
        note(world.lead, world.lead, world.peer)
        (absence,) = worlds.all_of(Absence)
        client = worlds.client_of(world.manager)
        worlds.send(client, f"{page(world.lead)}/{absence.id}/end")

        assert "Take back" not in worlds.words(client.get(page(world.lead)))

    def test_is_refused_to_a_colleague(self, world):
        assert worlds.client_of(world.peer).get(page(world.lead)).status_code == 403

    def test_offers_nobody_to_suspend_themselves(self, world):
        assert "Suspended" not in worlds.words(worlds.client_of(world.lead).get(page(world.lead)))
        assert "Suspended" in worlds.words(worlds.client_of(world.manager).get(page(world.lead)))


class TestSharingOut:
    def out(self, membership):
        return f"/memberships/{membership.id}/people"

    def test_gives_those_ticked_to_the_one_named_and_then_the_rest(self, world, person):
        other = worlds.known(world, known_as="Robin", nhs_number=None)
        manager = worlds.client_of(world.manager)

        worlds.send(manager, self.out(world.lead), to=str(world.peer.id), some=str(person.id))
        assert (holder_of(person), holder_of(other)) == (world.peer, world.lead)
        assert "You hold from today" in worlds.words(worlds.client_of(world.peer).get("/desk"))

        worlds.send(manager, self.out(world.lead), to=str(world.manager.id), some="everyone")
        assert (holder_of(person), holder_of(other)) == (world.peer, world.manager)

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"to": "", "some": "everyone"}, "Name a colleague"),
            ({}, "Tick everyone, or each whom they hold next"),
            ({"some": "01900000-0000-7000-8000-000000000000"}, "has another holder meanwhile"),
        ],
    )
    def test_says_what_is_missing_and_moves_nobody(self, world, person, sent, says):
        sent = {"to": str(world.peer.id), **sent}

        assert says in worlds.words(worlds.send(worlds.client_of(world.manager), self.out(world.lead), **sent))
        assert holder_of(person) == world.lead

    def test_lists_colleagues_once_however_many_are_held(self, world, person):
        worlds.known(world, known_as="Robin", nhs_number=None)

        page = worlds.words(worlds.client_of(world.manager).get(self.out(world.lead)))
        assert page.count(f'value="{world.peer.id}"') == 1

    def test_moves_nobody_if_one_has_moved_meanwhile(self, world, person):
        other = worlds.known(world, known_as="Robin", nhs_number=None)
        manager = worker_actor(world.manager)
        with acting_as(manager, at=world.at):
            held = worlds.holding_of(manager, other)
            actions.move_holder(manager, holding=held, to=world.manager, at=world.at)
            to = {person.pk: world.peer, other.pk: world.peer}
            with pytest.raises(NotPossible, match="meanwhile"):
                actions.hand_on_people(manager, membership=world.lead, to=to, at=world.at)

        assert holder_of(person) == world.lead

    def test_is_for_those_who_lead(self, world):
        assert worlds.client_of(world.peer).get(self.out(world.lead)).status_code == 403


class TestHopLine:
    def test_tells_hands_that_met_from_hands_that_only_changed(self, world, person):
        lead, days = worker_actor(world.lead), [world.at + timedelta(days=n) for n in range(9)]
        told = Proposal(reason="You know flats.", keep_doing="Nothing.", person_view="Yes.")
        with acting_as(lead, at=days[2]):
            asked = actions.propose_handover(
                lead, holding=worlds.holding_of(lead, person), to=world.peer, proposal=told, at=days[2]
            )
        peer = worker_actor(world.peer)
        with acting_as(peer, at=days[3]):
            actions.accept_handover(peer, handover=asked, at=days[3])
            actions.have_met(peer, handover=asked, met_at=days[3], at=days[3])
        with acting_as(lead, at=days[3]):
            actions.complete_handover(lead, handover=asked, at=days[3])
        with acting_as(SYSTEM, at=days[5]):
            actions.move_holder(SYSTEM, holding=Holding.objects.get(person=person), to=world.manager, at=days[5])
            line = queries.hop_line(SYSTEM, holding=Holding.objects.get(person=person), at=days[8])

        assert [(hand.name, hand.days, hand.how) for hand in line.hands] == [
            ("Priya Nair", 3, "handed over together"),
            ("Sam Okafor", 2, "moved to other hands"),
            ("Ola Winter", 3, ""),
        ]
        assert (line.hops, line.days) == (1, 8)

    def test_stands_beside_the_question_who_else_should_hold(self, world, person):
        shown = worlds.words(worlds.client_of(world.lead).get(f"/people/{person.id}/handover"))

        assert "has not been passed on." in shown
