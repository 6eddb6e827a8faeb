"""The two pages on which everyone is shut out, and what the desk says afterwards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.world import all_of, client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.models import Contact, Relation
from hearth.sharing.models import CircleChoice
from hearth.shut_off.models import ShutOff
from hearth.shut_off.tests.closing import shut_out

pytestmark = pytest.mark.django_db
MINE = "/me/circle/closing"


@pytest.fixture
def own(world, keeley):
    return worlds.client_of_person(world, keeley)


@pytest.fixture
def ways(world, keeley):
    with acting_as(SYSTEM, at=world.at):
        return [
            Contact.objects.create(person=keeley, kind="phone", value=value, shared_with=shared)
            for value, shared in (("07700 900 101", ""), ("07700 900 102", "Ash"))
        ]


class TestMyClosing:
    def test_says_first_what_happens(self, own, ash):
        page = words(own.get(MINE))

        assert "Nobody in my life sees anything here any more" in page
        assert "Nobody is told." in page
        assert all_of(ShutOff) == []

    def test_makes_ready_what_is_shared_as_unsafe_and_whom_not_to_ring(self, own, ash, ways):
        page = words(own.get(MINE))

        assert f'value="{ways[0].pk}" checked' in page
        assert f'value="{ways[1].pk}" checked' not in page
        assert "07700 900 102, shared with Ash" in page
        assert "Ash, partner" in page

    def test_happens_by_one_press_and_leaves_me_signed_in(self, world, keeley, own, ash, relation, ways):
        worlds.let_in(world, keeley, world.council)

        answer = send(
            own, MINE, named=str(world.council.pk), safe=str(ways[0].pk), never_ring=str(relation.pk), worker=""
        )

        assert answer.url == "/me/circle"
        (done,) = all_of(ShutOff)
        assert (done.unsafe, done.never_ring) == ([ways[1].pk], [relation.pk])
        assert own.get("/me/circle").status_code == 200
        assert [choice.until_at is None for choice in all_of(CircleChoice, whom_id=ash.pk)] == [False]

    def test_needs_no_answer_at_all(self, own, ash):
        assert send(own, MINE).url == "/me/circle"
        assert [one.named for one in all_of(ShutOff)] == [[]]

    def test_is_said_afterwards_on_none_of_my_own_pages(self, world, keeley, own, ash):
        worlds.let_in(world, keeley, ash)
        before = {path: len(own.get(path).content) for path in ("/me/journey", "/me/looked", "/me/messages")}

        send(own, MINE)

        own.get("/me/circle")
        for path, size in before.items():
            assert len(own.get(path).content) == size
            assert "shut" not in words(own.get(path)).lower()
        assert "Shut everyone out at once</a>" in words(own.get("/me/circle"))

    def test_takes_nobody_made_up(self, world, own):
        answer = send(own, MINE, named=str(world.surgery.pk))

        assert answer.status_code == 200
        assert all_of(ShutOff) == []

    def test_is_nobody_elses(self, world, keeley):
        assert client_of(world.lead).get(MINE).status_code == 404


class TestClosing:
    def test_happens_with_a_worker_beside_them(self, world, keeley, ash):
        lead = client_of(world.lead)
        path = f"/people/{keeley.pk}/circle/closing"
        assert "Be alone with Keeley" in words(lead.get(path))

        answer = send(lead, path, words="He waits outside.")

        assert answer.url == f"/people/{keeley.pk}/circle"
        assert [one.recorded_by_id for one in all_of(ShutOff)] == [world.lead.pk]
        page = words(client_of(world.peer).get(f"/people/{keeley.pk}"))
        assert "Keeley shut everyone out" in page
        assert "with Priya Nair. Tell nobody who asks anything" in page
        assert "He waits outside." in page

    def test_keeps_a_worker_out_by_name(self, world, keeley):
        send(client_of(world.lead), f"/people/{keeley.pk}/circle/closing", worker=str(world.peer.pk))

        assert client_of(world.peer).get(f"/people/{keeley.pk}").status_code == 404

    def test_is_not_there_for_whoever_does_not_see_them(self, world, keeley):
        assert client_of(world.outsider).get(f"/people/{keeley.pk}/circle/closing").status_code == 404

    def test_is_refused_to_whoever_may_not_record_choices(self, world, keeley):
        welcomer = worlds.in_the_team(world, "Wim", "Dale", "welcomer")

        assert send(client_of(welcomer), f"/people/{keeley.pk}/circle/closing").status_code == 403
        assert all_of(ShutOff) == []

    def test_asks_as_often_for_many_as_for_few(self, world, keeley, own):
        with CaptureQueriesContext(connection) as few:
            own.get(MINE)
        with acting_as(SYSTEM, at=world.at):
            for name in ("Ash", "Bo", "Cy"):
                Relation.objects.create(person=keeley, name=name, relation="a friend")
        with CaptureQueriesContext(connection) as many:
            own.get(MINE)
        assert len(many) == len(few)

    def test_is_told_on_no_page_to_somebody_let_in_again(self, world, keeley, ash):
        shut_out(world, keeley)
        worlds.let_in(world, keeley, ash)
        theirs = worlds.client_of_person(world, ash)

        assert "shut" not in words(theirs.get(f"/me/people/{keeley.pk}")).lower()
