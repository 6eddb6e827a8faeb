"""The order in which seats are asked, and handing one to a colleague: nobody who waits for an answer waits longer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding import stalemate_queries as stalemates
from hearth.holding.codes import AbsenceKind, Dispute, Ladder
from hearth.holding.models import LadderSeat, SeatAsked, SeatLoan
from hearth.holding.stalemate_rules import Raised
from hearth.holding.tests.test_seats import name, page
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


def do(world, by, what, seat, **more):
    actor = worker_actor(by) if by else SYSTEM
    with acting_as(actor, at=world.at):
        return getattr(actions, what)(actor, seat=seat, at=world.at, **more)


def in_order(world):
    return [one.membership for one in sorted(worlds.all_of(LadderSeat), key=lambda one: one.place)]


def raised(world, person):
    with acting_as(SYSTEM, at=world.at):
        told = Raised(kind=Dispute.WHICH_TEAM, about="Each says it is the other.")
        return actions.raise_stalemate(
            SYSTEM,
            holding=worlds.holding_of(SYSTEM, person),
            told=told,
            between=[world.trust, world.council],
            payer=world.trust,
            at=world.at,
        )


def asked_at(world, stalemate, organisation):
    with acting_as(SYSTEM, at=world.at):
        here = stalemates.seats_here(SYSTEM, stalemate=stalemate)
        return next(seat.asked for seat in here if seat.party.organisation == organisation)


def looked_at(world):
    with acting_as(SYSTEM, at=world.at + timedelta(minutes=5)) as scope:
        actions.go_up_when_due(SYSTEM, at=scope.at)


class TestAskEarlier:
    def test_changes_places_with_whoever_was_asked_before(self, world):
        _, second, third = [name(world, world.manager, one) for one in (world.lead, world.peer, world.manager)]

        do(world, world.manager, "ask_earlier", third)
        assert in_order(world) == [world.lead, world.manager, world.peer]
        do(world, world.administrator, "ask_earlier", second)
        assert in_order(world) == [world.lead, world.peer, world.manager]

    def test_passes_over_whoever_has_left(self, world):
        first, _, third = [name(world, world.manager, one) for one in (world.lead, world.peer, world.manager)]
        with acting_as(SYSTEM, at=world.at):
            world.peer.is_active, world.peer.left_at = False, world.at
            world.peer.save(update_fields=["is_active", "left_at"])

        do(world, world.manager, "ask_earlier", third)

        assert in_order(world)[0] == world.manager
        assert first.organisation == world.trust

    def test_refuses_whoever_is_first(self, world):
        first = name(world, world.manager, world.lead)
        name(world, world.manager, world.peer)

        with pytest.raises(NotPossible, match="asked first already"):
            do(world, world.manager, "ask_earlier", first)

        assert in_order(world) == [world.lead, world.peer]

    @pytest.mark.parametrize("role", ["peer", "partner", "outsider"])
    def test_is_for_whoever_may_name_them(self, world, role):
        name(world, world.manager, world.lead)
        second = name(world, world.manager, world.peer)

        with pytest.raises(NotPermitted):
            do(world, getattr(world, role), "ask_earlier", second)

        assert in_order(world) == [world.lead, world.peer]

    def test_is_for_the_manager_of_a_partner_at_their_own(self, world):
        with acting_as(SYSTEM, at=world.at):
            theirs = worlds.worker("Nadia", "Frost", "hub-manager", world.council)
        name(world, theirs, world.partner, organisation=world.council)
        second = name(world, theirs, theirs, organisation=world.council)

        do(world, theirs, "ask_earlier", second)

        assert in_order(world) == [theirs, world.partner]
        with pytest.raises(NotPermitted):
            name(world, theirs, world.lead)


class TestLendSeat:
    def test_puts_what_waits_there_to_the_colleague(self, world):
        person = worlds.known(world)
        seat = name(world, None, world.lead, rung=Ladder.WORKERS)
        stalemate = raised(world, person)
        assert asked_at(world, stalemate, world.trust) == world.lead

        do(world, world.lead, "lend_seat", seat, to=world.peer)
        looked_at(world)

        assert asked_at(world, stalemate, world.trust) == world.peer
        looked_at(world)
        assert len(worlds.all_of(SeatAsked, membership=world.peer)) == 1

    def test_asks_the_colleague_from_now_on(self, world):
        person = worlds.known(world)
        seat = name(world, None, world.lead, rung=Ladder.WORKERS)
        name(world, None, world.manager, rung=Ladder.WORKERS)
        do(world, world.manager, "lend_seat", seat, to=world.peer)

        assert asked_at(world, raised(world, person), world.trust) == world.peer

    def test_asks_nobody_twice_where_nobody_else_is_there(self, world):
        person = worlds.known(world)
        seat = name(world, None, world.lead, rung=Ladder.WORKERS)
        stalemate = raised(world, person)
        do(world, world.lead, "lend_seat", seat, to=world.peer)
        with acting_as(SYSTEM, at=world.at):
            for one in (world.peer, world.manager):
                one.is_active, one.left_at = False, world.at
                one.save(update_fields=["is_active", "left_at"])
        for _ in range(2):
            looked_at(world)

        assert asked_at(world, stalemate, world.trust) == world.lead
        assert len(worlds.all_of(SeatAsked, membership=world.lead)) == 1

    @pytest.mark.parametrize(("to", "says"), [("lead", "Nobody stands in"), ("partner", "who works there")])
    def test_is_to_a_colleague_there(self, world, to, says):
        seat = name(world, None, world.lead)

        with pytest.raises(NotPossible, match=says):
            do(world, world.lead, "lend_seat", seat, to=getattr(world, to))

        assert worlds.all_of(SeatLoan) == []

    def test_is_to_nobody_who_is_away_too(self, world):
        seat = name(world, None, world.lead)
        with acting_as(SYSTEM, at=world.at):
            actions.note_absence(
                SYSTEM,
                membership=world.peer,
                kind=AbsenceKind.HOLIDAY,
                cover=world.manager,
                from_at=world.at,
                at=world.at,
            )

        with pytest.raises(NotPossible, match="away too"):
            do(world, world.lead, "lend_seat", seat, to=world.peer)

        assert worlds.all_of(SeatLoan) == []

    def test_is_to_one_at_a_time(self, world):
        seat = name(world, None, world.lead)
        do(world, world.lead, "lend_seat", seat, to=world.peer)

        with pytest.raises(NotPossible, match="sits there already"):
            do(world, world.lead, "lend_seat", seat, to=world.manager)

        assert len(worlds.all_of(SeatLoan)) == 1

    @pytest.mark.parametrize(
        ("role", "may"),
        [("lead", True), ("manager", True), ("administrator", True), ("peer", False), ("outsider", False)],
    )
    def test_is_for_whoever_sits_there_or_names_them(self, world, role, may):
        seat = name(world, None, world.manager if role == "manager" else world.lead)
        seat = name(world, None, world.manager, rung=Ladder.DECISION) if role == "manager" else seat

        if may:
            do(world, getattr(world, role), "lend_seat", seat, to=world.peer)
        else:
            with pytest.raises(NotPermitted):
                do(world, getattr(world, role), "lend_seat", seat, to=world.peer)

        assert len(worlds.all_of(SeatLoan)) == int(may)


class TestTakeSeatBack:
    def test_gives_the_seat_back_by_name(self, world):
        person = worlds.known(world)
        seat = name(world, None, world.lead, rung=Ladder.WORKERS)
        do(world, world.lead, "lend_seat", seat, to=world.peer)
        do(world, world.lead, "take_seat_back", seat)

        (loan,) = worlds.all_of(SeatLoan)
        assert (loan.ended_by, loan.ended_at) == (world.lead, world.at)
        assert asked_at(world, raised(world, person), world.trust) == world.lead

    def test_refuses_when_nobody_sits_there(self, world):
        seat = name(world, None, world.lead)

        with pytest.raises(NotPossible):
            do(world, world.lead, "take_seat_back", seat)

    def test_is_not_for_the_colleague(self, world):
        seat = name(world, None, world.lead)
        do(world, world.lead, "lend_seat", seat, to=world.peer)

        with pytest.raises(NotPermitted):
            do(world, world.peer, "take_seat_back", seat)

        assert worlds.all_of(SeatLoan)[0].ended_at is None


class TestConstraints:
    def test_ladderseat_one_first(self, world):
        name(world, None, world.lead)
        second = name(world, None, world.peer)

        with transaction.atomic(), connection.cursor() as cursor:
            LadderSeat.objects.filter(pk=second.pk).update(place=1)
            with pytest.raises(IntegrityError, match="ladderseat_one_first"):
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)

    def test_seatloan_one_running(self, world):
        seat = name(world, None, world.lead)
        do(world, world.lead, "lend_seat", seat, to=world.peer)

        with pytest.raises(IntegrityError, match="seatloan_one_running"), transaction.atomic():
            SeatLoan.objects.create(seat=seat, to=world.manager, lent_at=world.at)

    def test_seatloan_end_is_whole(self, world):
        seat = name(world, None, world.lead)

        with pytest.raises(IntegrityError, match="seatloan_end_is_whole"), transaction.atomic():
            SeatLoan.objects.create(seat=seat, to=world.peer, lent_at=world.at, ended_by=world.lead)


class TestPages:
    def test_moves_up_and_down(self, world):
        first, second = name(world, None, world.lead), name(world, None, world.peer)
        client = worlds.client_of(world.manager)

        worlds.send(client, f"{page(world.trust)}/{second.pk}/order", to="earlier")
        assert in_order(world) == [world.peer, world.lead]
        worlds.send(client, f"{page(world.trust)}/{second.pk}/order", to="later")
        assert in_order(world) == [world.lead, world.peer]
        answer = worlds.send(client, f"{page(world.trust)}/{first.pk}/order", to="earlier")
        assert "They are asked first already." in worlds.words(client.get(answer.url.split("#")[0]))

    def test_lets_whoever_sits_there_hand_it_on_and_take_it_back(self, world):
        seat = name(world, None, world.peer)
        client, there = worlds.client_of(world.peer), f"{page(world.trust)}/{seat.pk}"

        assert "Hand that to a colleague too" in worlds.words(client.get(f"/memberships/{world.peer.pk}/absence"))
        assert "Name somebody" not in worlds.words(client.get(page(world.trust)))
        assert "Who answers for Ouse Valley Trust instead of Sam Okafor?" in worlds.words(
            client.get(f"{there}/colleague")
        )
        answer = worlds.send(client, f"{there}/colleague", to=str(world.lead.pk))
        assert "Priya Nair meanwhile" in worlds.words(client.get(answer.url))
        answer = worlds.send(client, f"{there}/return")
        assert "Sam Okafor answers there again." in worlds.words(client.get(answer.url))
        answer = worlds.send(client, f"{there}/return")
        assert "Nobody sits there for them." in worlds.words(client.get(answer.url))

    def test_says_what_is_missing_and_what_cannot_be(self, world):
        seat = name(world, None, world.lead)
        client, there = worlds.client_of(world.lead), f"{page(world.trust)}/{seat.pk}/colleague"

        assert "A seat is never empty." in worlds.words(worlds.send(client, there))
        do(world, world.lead, "lend_seat", seat, to=world.peer)
        assert "sits there already" in worlds.words(worlds.send(client, there, to=str(world.manager.pk)))

    def test_is_not_there_for_strangers_and_strange_seats(self, world):
        seat = name(world, None, world.lead)

        for place, by in (("order", world.peer), ("colleague", world.peer), ("return", world.outsider)):
            there = f"{page(world.trust)}/{seat.pk}/{place}"
            assert worlds.send(worlds.client_of(by), there, to=str(world.peer.pk)).status_code == 403
        manager = worlds.client_of(world.manager)
        assert manager.get(f"{page(world.trust)}/{uuid4()}/colleague").status_code == 404
        assert manager.get(f"{page(world.council)}/{seat.pk}/colleague").status_code == 404
