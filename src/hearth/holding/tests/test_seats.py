"""Who answers for a service when services do not agree: naming them, and the page of it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding.codes import Ladder
from hearth.holding.models import LadderSeat
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


def page(organisation):
    return f"/organisations/{organisation.pk}/seats"


def name(world, by, whom, organisation=None, rung=Ladder.MANAGERS):
    actor = worker_actor(by) if by else SYSTEM
    with acting_as(actor, at=world.at):
        return actions.name_seat(
            actor, organisation=organisation or world.trust, rung=rung, membership=whom, at=world.at
        )


class TestNameSeat:
    def test_puts_whoever_is_named_later_after_those_before(self, world):
        seats = [name(world, world.manager, one) for one in (world.lead, world.peer)]

        assert [seat.place for seat in seats] == [1, 2]
        assert seats[0].named_by_id == world.manager.pk
        with acting_as(SYSTEM, at=world.at):
            assert AuditEvent.objects.filter(event="holding.ladder_seat_named").count() == 2

    @pytest.mark.parametrize(
        ("role", "may"),
        [("manager", True), ("administrator", True), ("peer", False), ("partner", False), ("outsider", False)],
    )
    def test_is_for_whoever_leads_there_or_keeps_organisations(self, world, role, may):
        by = getattr(world, role)

        if may:
            name(world, by, world.lead)
        else:
            with pytest.raises(NotPermitted):
                name(world, by, world.lead)

        assert len(worlds.all_of(LadderSeat)) == int(may)

    def test_is_not_for_whoever_leads_elsewhere(self, world):
        with pytest.raises(NotPermitted):
            name(world, world.manager, world.partner, organisation=world.council)

        assert worlds.all_of(LadderSeat) == []

    def test_refuses_somebody_who_works_elsewhere(self, world):
        with pytest.raises(NotPossible, match="who works there"):
            name(world, None, world.partner)

        assert worlds.all_of(LadderSeat) == []

    def test_refuses_whoever_sits_there_already(self, world):
        name(world, None, world.lead)

        with pytest.raises(NotPossible):
            name(world, None, world.lead)

        assert len(worlds.all_of(LadderSeat)) == 1


class TestSeats:
    def test_names_somebody_and_says_so(self, world):
        client = worlds.client_of(world.manager)

        answer = worlds.send(client, page(world.trust), rung="managers", membership=str(world.lead.pk))

        assert answer.url == page(world.trust)
        assert "Priya Nair answers for Ouse Valley Trust from now on." in worlds.words(client.get(answer.url))
        (seat,) = worlds.all_of(LadderSeat)
        assert (seat.rung, seat.membership_id) == ("managers", world.lead.pk)

    def test_lists_them_in_the_order_in_which_they_are_asked(self, world):
        for one in (world.peer, world.lead):
            name(world, world.manager, one)

        shown = worlds.words(worlds.client_of(world.administrator).get(page(world.trust)))
        rows = shown[shown.index('id="managers"') : shown.index('id="decision"')]

        assert rows.index(world.peer.worker.name) < rows.index(world.lead.worker.name)

    def test_leaves_out_whoever_has_left(self, world):
        name(world, None, world.peer)
        with acting_as(SYSTEM, at=world.at):
            world.peer.is_active, world.peer.left_at = False, world.at
            world.peer.save(update_fields=["is_active", "left_at"])

        shown = worlds.words(worlds.client_of(world.manager).get(page(world.trust)))

        assert "asked first" not in shown

    def test_says_who_sits_there_already(self, world):
        name(world, None, world.lead)

        answer = worlds.send(
            worlds.client_of(world.manager), page(world.trust), rung="managers", membership=str(world.lead.pk)
        )

        assert answer.status_code == 200
        assert len(worlds.all_of(LadderSeat)) == 1

    def test_asks_for_both(self, world):
        shown = worlds.words(worlds.send(worlds.client_of(world.manager), page(world.trust)))

        assert "Choose one of the three." in shown
        assert "Choose somebody who works there." in shown

    @pytest.mark.parametrize("role", ["peer", "partner", "outsider"])
    def test_refuses_a_stranger(self, world, role):
        client = worlds.client_of(getattr(world, role))

        assert client.get(page(world.trust)).status_code == 403
        refused = worlds.send(client, page(world.trust), rung="managers", membership=str(world.lead.pk))

        assert refused.status_code == 403
        assert worlds.all_of(LadderSeat) == []

    def test_does_not_know_other_organisations(self, world):
        unknown = f"/organisations/{uuid4()}/seats"

        assert worlds.client_of(world.administrator).get(unknown).status_code == 404

    def test_asks_the_database_the_same_for_few_and_many(self, world):
        client = worlds.client_of(world.manager)
        few = _queries(client, page(world.trust))
        for one in (world.peer, world.lead, world.manager):
            name(world, None, one)

        assert _queries(client, page(world.trust)) == few

    def test_is_found_from_the_page_of_the_organisation(self, world):
        for one in (world.manager, world.administrator):
            shown = worlds.words(worlds.client_of(one).get(f"/organisations/{world.trust.pk}"))

            assert page(world.trust) in shown


def _queries(client, path):

    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
