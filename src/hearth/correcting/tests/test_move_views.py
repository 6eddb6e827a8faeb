import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.correcting.models import ExposureDecision, Move, MoveDecision
from hearth.correcting.tests.addresses import path
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(world, keeley):
    return worlds.written(world, keeley, "She was late.", by=world.peer)


class TestMove:
    def propose(self, client, entry, right, **changed):
        typed = {"q": "Evan", "right_person": str(right.id), "reason": "He told me.", **changed}
        return worlds.send(client, path(entry, "/move"), **typed)

    def test_is_proposed_by_one_worker_and_done_by_another(self, world, lead, entry, keeley, evan, guardian):
        peer = worlds.client_of(world.peer)
        found = worlds.words(worlds.send(peer, path(entry, "/move"), q="Evan"))
        self.propose(peer, entry, evan)
        (move,) = worlds.all_of(Move)
        alone = worlds.words(peer.get(f"/moves/{move.id}"))
        lead.get(f"/people/{keeley.id}/journey")

        worlds.send(lead, f"/moves/{move.id}", do="move")

        assert str(evan.id) in found
        assert "Move it" not in alone
        assert "She was late." in worlds.words(lead.get(f"/people/{evan.id}/journey"))
        gone = worlds.words(lead.get(f"/people/{keeley.id}/journey"))
        assert "She was late." not in gone
        assert "by mistake" in gone
        page = worlds.words(worlds.client_of(guardian).get(f"/moves/{move.id}"))
        assert "Priya Nair" in page
        assert "She was late." not in page

    def test_names_only_whom_the_worker_is_alongside(self, world, entry, evan):
        far = worlds.client_of(world.peer)

        answer = self.propose(far, entry, evan, q="Nobody at all")

        assert "We found nobody" in worlds.words(answer)
        assert worlds.all_of(Move) == []

    def test_is_left_with_a_reason(self, world, lead, entry, evan):
        self.propose(worlds.client_of(world.peer), entry, evan)
        (move,) = worlds.all_of(Move)

        without = worlds.send(lead, f"/moves/{move.id}", words="")
        worlds.send(lead, f"/moves/{move.id}", words="It is hers.")

        assert "why it stays" in worlds.words(without)
        assert [one.words for one in worlds.all_of(MoveDecision)] == ["It is hers."]
        assert len(worlds.all_of(Entry)) == 1

    def test_has_each_look_decided_by_a_guardian(self, world, lead, entry, keeley, evan, guardian):
        self.propose(worlds.client_of(world.peer), entry, evan)
        (move,) = worlds.all_of(Move)
        manager = worker_actor(world.manager)
        with acting_as(manager, at=world.at):
            sharing.open_record(manager, person=keeley, what="journey", reason="to be alongside", at=world.at)
        worlds.send(lead, f"/moves/{move.id}", do="move")
        client = worlds.client_of(guardian)
        page = worlds.words(client.get(f"/moves/{move.id}"))
        address = f"/moves/{move.id}/exposures/" + page.split(f"/moves/{move.id}/exposures/")[1].split('"')[0]

        half = worlds.send(client, address, **{"exposure-telling": "reader"})
        worlds.send(client, address, **{"exposure-telling": "nobody", "exposure-words": "She knew already."})

        assert "Say who tells them" in worlds.words(half)
        assert len(worlds.all_of(ExposureDecision)) == 1

    def test_is_not_there_for_others(self, world, entry, evan):
        self.propose(worlds.client_of(world.peer), entry, evan)
        (move,) = worlds.all_of(Move)

        for who in (world.partner, world.outsider, world.administrator):
            assert worlds.client_of(who).get(f"/moves/{move.id}").status_code == 404
