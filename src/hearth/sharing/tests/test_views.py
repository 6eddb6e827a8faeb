"""The worker's pages: the circle, closing something, opening in an emergency, and the guardian's review."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests import world as worlds
from tests.world import client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.sharing import actions
from hearth.sharing.codes import BlockKind
from hearth.sharing.models import BreakGlass, CircleChoice, Sealing

pytestmark = pytest.mark.django_db

EXPLAINED = {"explained_how": "With the picture of the circle, over tea", "said_by": "person"}
IN_DANGER = {"reason": "life", "why": "They rang from the bridge and hung up."}


@pytest.fixture
def nell(world):
    """A clinician of a partner who has nothing to do with Keeley."""
    return worlds.worker("Nell", "Frost", "clinician", world.surgery)


@pytest.fixture
def guardian(world):
    return worlds.worker("Anneliese", "Brandt", "guardian", world.trust)


def rows(model, person):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.filter(person=person))


def keep_out(world, person, membership):
    with acting_as(SYSTEM, at=world.at):
        actions.block_worker(SYSTEM, person=person, worker=membership.worker, kind=BlockKind.PERSON_ASKED, at=world.at)


def broken(world, person, membership):
    assert send(client_of(membership), f"/people/{person.id}/override", **IN_DANGER).status_code == 302
    (override,) = rows(BreakGlass, person)
    return override


class TestCircle:
    def path(self, person):
        return f"/people/{person.id}/circle"

    def test_says_how_it_is_and_what_each_level_means(self, world, keeley):
        page = words(client_of(world.lead).get(self.path(keeley)))

        assert "Turn the screen round and choose together." in page
        assert "City housing" in page
        assert "not even that I come here" in page

    def test_writes_down_what_they_chose_and_how_it_was_explained(self, world, keeley):
        given = {"whom": f"organisation:{world.council.id}", "level": int(Level.PLAN), **EXPLAINED}

        answer = send(client_of(world.lead), self.path(keeley), **given)

        assert answer.url == self.path(keeley)
        (choice,) = rows(CircleChoice, keeley)
        assert (choice.level, choice.explained_how, choice.recorded_by_id) == (
            Level.PLAN,
            EXPLAINED["explained_how"],
            world.lead.id,
        )

    def test_asks_how_it_was_explained_and_keeps_the_rest(self, world, keeley):
        given = {"whom": f"organisation:{world.council.id}", "level": 30, "said_by": "person", "reason": "Her flat"}

        page = words(send(client_of(world.lead), self.path(keeley), **given))

        assert "Say how you explained it." in page
        assert 'value="Her flat"' in page
        assert rows(CircleChoice, keeley) == []

    def test_asks_why_somebody_else_decided(self, world, keeley):
        given = {"whom": f"organisation:{world.council.id}", "level": 30, **EXPLAINED, "said_by": "best-interests"}

        assert "why somebody else decided" in words(send(client_of(world.lead), self.path(keeley), **given))
        assert rows(CircleChoice, keeley) == []

    def test_lets_one_worker_in_wholly_or_not_at_all(self, world, keeley):
        given = {"whom": f"worker:{world.peer.id}", "level": int(Level.PLAN), **EXPLAINED}

        page = words(send(client_of(world.lead), self.path(keeley), **given))

        assert "For one worker it is everything or nothing." in page

    def test_names_whoever_is_kept_out(self, world, keeley):
        keep_out(world, keeley, world.peer)

        assert "Sam Okafor" in words(client_of(world.lead).get(self.path(keeley))).split('id="blocks"')[1]

    def test_is_for_those_who_may_know_everything(self, world, keeley):
        welcomer = worlds.worker("Gwen", "Parry", "welcomer", world.trust, hub=world.hub)
        worlds.let_in(world, keeley, world.council)

        assert client_of(world.partner).get(self.path(keeley)).status_code == 403
        assert client_of(welcomer).get(self.path(keeley)).status_code == 404
        assert client_of(world.outsider).get(self.path(keeley)).status_code == 404


class TestSealing:
    def path(self, person):
        return f"/people/{person.id}/sealing"

    def test_says_first_what_may_happen(self, world, keeley):
        page = words(client_of(world.lead).get(self.path(keeley)))

        assert "Somebody may give you something you are allergic to" in page
        assert page.index("Say this first") < page.index("Close it")

    def test_closes_nothing_until_the_consequence_was_said(self, world, keeley):
        given = {"what": "allergy", "hidden": "sealed", "consequence_explained": ""}

        page = words(send(client_of(world.lead), self.path(keeley), **given))

        assert "Say first, in plain words, what may happen" in page
        assert 'value="allergy" checked' in page
        assert rows(Sealing, keeley) == []

    def test_closes_one_section_and_opens_it_again(self, world, keeley):
        client = client_of(world.lead)
        given = {"what": "allergy", "hidden": "sealed", "consequence_explained": "She knows, and carries a card."}

        assert send(client, self.path(keeley), **given).url == f"/people/{keeley.id}/circle"
        assert "1 thing is closed at Keeley’s wish" in words(client.get(f"/people/{keeley.id}/circle"))

        (sealing,) = rows(Sealing, keeley)
        lifting = f"/people/{keeley.id}/sealings/{sealing.id}/lifting"
        assert send(client, lifting).url == self.path(keeley)
        assert "This is open again already." in words(client.get(send(client, lifting).url))

    def test_closes_one_entry_to_all_but_whom_it_names(self, world, keeley):
        entry = worlds.written(world, keeley, "Keeley told me about her brother.")
        given = {
            "what": "entry",
            "hidden": "hidden",
            "opens_for": str(world.lead.id),
            "consequence_explained": "Nobody else will know, and they may ask again.",
        }

        send(client_of(world.lead), f"{self.path(keeley)}?entry={entry.root_id}", **given)

        journey = f"/people/{keeley.id}/journey"
        assert "her brother" in words(client_of(world.lead).get(journey))
        assert "her brother" not in words(client_of(world.peer).get(journey))
        page = words(client_of(world.peer).get(f"/people/{keeley.id}/circle"))
        assert "Nothing is closed." in page

    def test_knows_no_sealing_of_somebody_else(self, world, keeley):
        lifting = f"/people/{keeley.id}/sealings/{uuid4()}/lifting"

        assert send(client_of(world.lead), lifting).status_code == 404


class TestOverride:
    def path(self, person):
        return f"/people/{person.id}/override"

    def test_asks_for_a_reason_and_why_at_the_field(self, world, keeley, nell):
        page = words(send(client_of(nell), self.path(keeley), reason="", why="  "))

        assert "Choose what it is." in page
        assert "Say in a few words why. The person reads it, and so does the guardian." in page
        assert rows(BreakGlass, keeley) == []

    def test_opens_the_page_for_some_hours_and_says_so(self, world, keeley, nell):
        client = client_of(nell)
        assert client.get(f"/people/{keeley.id}").status_code == 404

        answer = send(client, self.path(keeley), **IN_DANGER)

        page = words(client.get(answer.url))
        assert "You opened this in an emergency." in page
        assert "3 hours and 59 minutes from now" in page
        assert "Keeley is told, and a guardian looks at it." in page

    @pytest.mark.parametrize("page", ["journey", "circle"])
    def test_says_so_on_every_page_of_theirs(self, world, keeley, nell, page):
        broken(world, keeley, nell)

        shown = words(client_of(nell).get(f"/people/{keeley.id}/{page}"))

        assert "You opened this in an emergency." in shown
        assert "You opened this" not in words(client_of(world.lead).get(f"/people/{keeley.id}/{page}"))

    def test_shows_no_banner_to_anybody_else(self, world, keeley, nell):
        broken(world, keeley, nell)

        assert "You opened this" not in words(client_of(world.lead).get(f"/people/{keeley.id}"))

    def test_opens_nothing_twice(self, world, keeley, nell):
        broken(world, keeley, nell)

        assert "You have this open already." in words(send(client_of(nell), self.path(keeley), **IN_DANGER))

    def test_is_closed_early_by_whoever_opened_it(self, world, keeley, nell):
        broken(world, keeley, nell)
        client = client_of(nell)

        assert send(client, f"{self.path(keeley)}/closing").url == "/desk"

        assert client.get(f"/people/{keeley.id}").status_code == 404
        send(client, f"{self.path(keeley)}/closing")
        assert "This is closed already." in words(client.get("/desk"))

    def test_ends_by_itself(self, world, keeley, nell):
        override = broken(world, keeley, nell)
        actor = worker_actor(nell)

        with acting_as(actor, at=override.until_at - timedelta(seconds=1)):
            assert type(keeley).objects.visible_to(actor).exists()
        with acting_as(actor, at=override.until_at):
            assert not type(keeley).objects.visible_to(actor).exists()

    def test_is_not_for_every_role(self, world, keeley):
        assert client_of(world.peer).get(self.path(keeley)).status_code == 403
        assert send(client_of(world.outsider), self.path(keeley), **IN_DANGER).status_code == 403

    def test_opens_what_is_hidden_only_to_the_guardian(self, world, keeley, nell, guardian):
        assert "what is hidden" not in words(client_of(nell).get(self.path(keeley)))
        assert send(client_of(nell), self.path(keeley), **IN_DANGER, opens_hidden="on").status_code == 403

        assert "what is hidden" in words(client_of(guardian).get(self.path(keeley)))
        assert send(client_of(guardian), self.path(keeley), **IN_DANGER, opens_hidden="on").status_code == 302

    def test_finds_nobody_for_whoever_is_kept_out(self, world, keeley, nell):
        keep_out(world, keeley, nell)
        client = client_of(nell)

        assert client.get(self.path(keeley)).status_code == client.get(f"/people/{uuid4()}/override").status_code == 404


class TestReview:
    def test_waits_on_the_guardians_list_and_leaves_it(self, world, keeley, nell, guardian):
        override = broken(world, keeley, nell)
        client = client_of(guardian)
        assert "opened Keeley’s record" in words(client.get("/overrides"))

        answer = send(client, f"/overrides/{override.id}/review", outcome="It was right.")

        assert answer.url == "/overrides"
        assert "Nothing is waiting." in words(client.get("/overrides"))
        assert "It was right." in words(client.get(f"/overrides/{override.id}/review"))

    def test_asks_what_was_found(self, world, keeley, nell, guardian):
        override = broken(world, keeley, nell)

        page = words(send(client_of(guardian), f"/overrides/{override.id}/review", outcome=" "))

        assert "Say what you found, and what happens now." in page
        assert rows(BreakGlass, keeley)[0].reviewed_at is None

    def test_asks_why_telling_would_not_be_safe(self, world, keeley, nell, guardian):
        override = broken(world, keeley, nell)

        page = words(send(client_of(guardian), f"/overrides/{override.id}/review", because=""))

        assert "Say why telling them would not be safe." in page

    def test_is_never_of_ones_own(self, world, keeley, guardian):
        override = broken(world, keeley, guardian)

        page = words(send(client_of(guardian), f"/overrides/{override.id}/review", outcome="All well."))

        assert "This was your own. Somebody else looks at it." in page

    def test_is_for_the_guardian_alone(self, world, keeley, nell):
        override = broken(world, keeley, nell)

        for path in ("/overrides", f"/overrides/{override.id}/review"):
            assert client_of(world.lead).get(path).status_code == 403
            assert client_of(nell).get(path).status_code == 403

    def test_knows_no_override_by_a_made_up_key(self, guardian):
        assert client_of(guardian).get(f"/overrides/{uuid4()}/review").status_code == 404
