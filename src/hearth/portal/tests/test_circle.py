"""The person says who may see, and is told what follows before they choose."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.people.models import Relation
from hearth.sharing import actions as sharing
from hearth.sharing.models import CircleChoice

pytestmark = pytest.mark.django_db
NOBODY = "0192f0c1-0000-7000-8000-000000000001"

CHOICE = "/me/circle/choice"


@pytest.fixture
def client(world, keeley):
    return client_of_person(world, keeley)


def organisation(one):
    return f"organisation:{one.id}"


def chosen(person):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(CircleChoice.objects.filter(person=person).order_by("from_at").values_list("whom_id", "level"))


def sealed(world, person, **what):
    with acting_as(SYSTEM, at=world.at):
        return sharing.seal(
            SYSTEM, person=person, consequence_explained="What may happen was said", at=world.at, **what
        )


class TestCircle:
    def test_says_how_it_is_before_anything_was_chosen(self, world, client):
        page = words(client.get("/me/circle"))

        assert "Ouse Valley Trust" in page
        assert "Everything but what I keep private, not chosen yet" in page
        assert "Nothing, not chosen yet" in page

    def test_draws_whoever_holds_me_nearest_and_says_the_same_in_words(self, world, keeley, client):
        worlds.let_in(world, keeley, world.council, Level.PLAN)

        page = words(client.get("/me/circle"))

        assert 'aria-label="Priya Nair: Everything but what I keep private. Change it."' in page
        assert f'href="{CHOICE}?whom={organisation(world.council)}" aria-label="City housing: My plan' in page
        assert page.index("Holds me</h2>") < page.index("See everything") < page.index("See less</h2>")
        assert "My plan, not my notes" in page

    def test_says_nothing_of_what_has_run_out(self, world, keeley, client):
        with acting_as(SYSTEM, at=world.at - timedelta(days=3)):
            sharing.choose_circle(
                SYSTEM,
                person=keeley,
                whom=world.trust,
                level=Level.FULL,
                explained_how="over tea",
                until_at=world.at - timedelta(days=1),
                at=world.at - timedelta(days=3),
            )

        nothing = words(client.get("/me/circle")).split("See nothing</h2>")[1]

        assert "Ouse Valley Trust" in nothing

    def test_tells_nobody_kept_out_from_somebody_never_let_in(self, world, keeley, client):
        for name in ("Ash", "Bo"):
            close = worlds.known(world, known_as=name, given=name, family="Lowe", nhs_number=None)
            with acting_as(SYSTEM, at=world.at):
                Relation.objects.create(person=keeley, name=name, relation="was close", related_person=close)
                if name == "Ash":
                    for level in (Level.FULL, Level.NOTHING):
                        sharing.choose_circle(
                            SYSTEM, person=keeley, whom=close, level=level, explained_how="alone", at=world.at
                        )

        page = words(client.get("/me/circle"))

        for name in ("Ash", "Bo"):
            assert f'aria-label="{name}: Nothing. Change it."' in page

    def test_shows_what_is_closed_and_opens_it_again(self, world, keeley, client):
        sealing = sealed(world, keeley, section="allergy", hidden=True)
        assert "Nobody else can tell that it is there." in words(client.get("/me/circle"))

        send(client, f"/me/circle/sealings/{sealing.id}/lifting")

        assert "Nobody else can tell" not in words(client.get("/me/circle"))

    def test_opens_nothing_of_anybody_else(self, world, keeley, client):
        other = worlds.known(world, known_as="Bea", given="Bea", family="Stone", nhs_number=None)
        sealing = sealed(world, other, section="allergy")

        assert send(client, f"/me/circle/sealings/{sealing.id}/lifting").status_code == 404

    def test_asks_as_often_for_many_as_for_few(self, world, keeley, client):
        worlds.let_in(world, keeley, world.peer)
        few = statements(client)

        for whom in (world.council, world.trust, world.surgery, world.lead, world.partner):
            worlds.let_in(world, keeley, whom)

        assert statements(client) == few

    def test_is_nobody_elses(self, world, keeley):
        assert client_of(world.lead).get("/me/circle").status_code == 404
        assert client_of(world.lead).get(CHOICE).status_code == 404


class TestChoice:
    def test_says_what_each_level_means_before_it_is_chosen(self, world, client):
        page = words(client.get(f"{CHOICE}?whom={organisation(world.council)}"))

        assert "What may City housing know?" in page
        assert "not even that I come here" in page
        assert "What they have read already, they know." in page

    def test_makes_ready_what_was_moved_in_the_picture_and_changes_nothing(self, world, keeley, client):
        page = words(client.get(f"{CHOICE}?whom={organisation(world.trust)}&level=30"))

        assert "You moved them to “my plan, not my notes”. Nothing has changed yet" in page
        assert 'value="30" checked' in page
        assert chosen(keeley) == []

    @pytest.mark.parametrize("level", ["", "31", "all", "-1"])
    def test_takes_no_made_up_level_from_the_address(self, world, client, level):
        page = words(client.get(f"{CHOICE}?whom={organisation(world.trust)}&level={level}"))

        assert "You moved them" not in page
        assert "checked" not in page

    def test_counts_from_that_moment(self, world, keeley, client):
        worlds.written(world, keeley, "Keeley laughed about the cat.")
        path = f"/people/{keeley.id}/journey"
        assert client_of(world.partner).get(path).status_code == 404

        answer = send(client, CHOICE, whom=organisation(world.council), level=int(Level.FULL))

        assert answer.url == "/me/circle"
        assert "Keeley laughed about the cat." in words(client_of(world.partner).get(path))

    def test_takes_it_back_as_soon(self, world, keeley, client):
        worlds.let_in(world, keeley, world.council)
        theirs = client_of(world.partner)
        assert theirs.get(f"/people/{keeley.id}").status_code == 200

        send(client, CHOICE, whom=organisation(world.council), level=int(Level.NOTHING))

        assert theirs.get(f"/people/{keeley.id}").status_code == 404
        assert chosen(keeley) == [(world.council.id, 40), (world.council.id, 0)]

    def test_ends_by_itself_after_the_last_day(self, world, keeley, client):
        last = localdate(world.at) + timedelta(days=3)
        until = {"until_0": last.day, "until_1": last.month, "until_2": last.year}

        send(client, CHOICE, whom=organisation(world.council), level=int(Level.FULL), **until)

        tom = worker_actor(world.partner)
        with acting_as(tom, at=world.at + timedelta(days=2)):
            assert type(keeley).objects.visible_to(tom).filter(pk=keeley.pk).exists()
        with acting_as(tom, at=world.at + timedelta(days=5)):
            assert not type(keeley).objects.visible_to(tom).filter(pk=keeley.pk).exists()

    def test_keeps_a_worker_out_by_name(self, world, keeley, client):
        send(client, CHOICE, whom=f"worker:{world.peer.id}", level=int(Level.NOTHING))

        assert client_of(world.peer).get(f"/people/{keeley.id}").status_code == 404
        assert client_of(world.lead).get(f"/people/{keeley.id}").status_code == 200

    def test_offers_a_worker_everything_or_nothing(self, world, client):
        page = words(client.get(f"{CHOICE}?whom=worker:{world.lead.id}"))

        assert "not even in an emergency" in page
        assert "My appointments" not in page
        assert "Priya Nair holds you." in page

    def test_refuses_in_a_sentence_and_keeps_what_was_typed(self, world, keeley, client):
        past = {"until_0": "3", "until_1": "october", "until_2": "2020"}

        page = words(send(client, CHOICE, whom=organisation(world.council), level=int(Level.PLAN), **past))

        assert "That day has passed already." in page
        assert 'value="october"' in page
        assert 'value="30" checked' in page
        assert chosen(keeley) == []

    def test_asks_for_what_is_missing(self, world, keeley, client):
        page = words(send(client, CHOICE, whom="", level=""))

        assert "Choose who it is about." in page
        assert "Choose how much they may know." in page

    @pytest.mark.parametrize("whom", ["", "nonsense", f"organisation:{NOBODY}", f"supporter:{NOBODY}", "worker:"])
    def test_knows_nobody_by_a_made_up_key(self, keeley, client, whom):
        assert "Who may know what?" in words(client.get(CHOICE, {"whom": whom}))
        send(client, CHOICE, whom=whom, level=40)
        assert chosen(keeley) == []

    def test_is_made_once_however_often_it_is_sent(self, world, keeley, client):
        key = uuid4()
        for _ in range(2):
            send(client, CHOICE, once=key, whom=organisation(world.council), level=int(Level.FULL))

        assert chosen(keeley) == [(world.council.id, 40)]


def statements(client):
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/me/circle").status_code == 200
    return len(captured)
