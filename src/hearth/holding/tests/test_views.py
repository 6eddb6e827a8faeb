import pytest
from tests import world as worlds
from tests.world import client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding.models import Holding
from hearth.organisations.models import Membership

pytestmark = pytest.mark.django_db


def leaving(membership):
    return f"/memberships/{membership.id}/leaving"


class TestLeaving:
    def test_ends_access_and_hands_over_in_the_same_second(self, world):
        person = worlds.known(world)
        theirs = client_of(world.lead)
        assert theirs.get("/desk").status_code == 200

        response = send(client_of(world.manager), leaving(world.lead), manager=str(world.peer.id))

        assert response.url == f"/organisations/{world.trust.id}"
        assert theirs.get("/desk").status_code == 302
        with acting_as(SYSTEM, at=world.at):
            assert Holding.objects.get(person=person).holder == world.peer
        gone = Membership.objects.get(id=world.lead.id)
        assert (gone.is_active, gone.manager) == (False, world.peer)

    def test_offers_colleagues_who_can_hold(self, world):
        page = words(client_of(world.manager).get(leaving(world.lead)))

        assert "Priya Nair is leaving Ouse Valley Trust" in page
        assert "Sam Okafor, Ouse Valley Trust" in page
        assert "Ada Quill, " not in page

    def test_leaves_nobody_without_a_holder(self, world):
        worlds.known(world)
        Membership.objects.filter(id=world.lead.id).update(manager=None)

        response = send(client_of(world.manager), leaving(world.lead), manager="")

        assert "there is no manager to hold them next" in words(response)
        assert Membership.objects.get(id=world.lead.id).is_active

    def test_is_for_those_who_lead_there(self, world):
        assert client_of(world.peer).get(leaving(world.lead)).status_code == 403
        assert send(client_of(world.manager), leaving(world.partner), manager="").status_code == 403
