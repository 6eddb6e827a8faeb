"""Who sees what of a plan: by the circle, by what is sealed, by what is kept close, at the door."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import Actor, ActorKind
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.people.models import PortalAccess
from hearth.plans import actions
from hearth.plans.codes import Whose
from hearth.plans.models import CardVersion, GoalVersion, PartVersion, Signature, Voice, WishVersion
from hearth.plans.tests.plans import act, card, close_card, goal, part, pen, sign
from hearth.plans.wish_rules import Wish

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)
KINDS = {"part": PartVersion, "card": CardVersion, "goal": GoalVersion, "wish": WishVersion}


@pytest.fixture
def robin(world):
    found = worlds.known(world, known_as="Robin")
    written = part(world, found, "The allotment.")
    wish = act(world, actions.write_wish, person=found, wish=Wish("statement", "My bed."), pen=pen())
    sign(world, found, written, card(world, found), goal(world, found), wish)
    act(world, actions.say_otherwise, person=found, version=written, words="And bees.", whose=Whose.PERSON)
    return found


def seen(world, robin, actor):
    """What kinds of rows this actor sees, by the door and by the lock alike."""
    with acting_as(actor, at=world.at + LATER):
        of = {**KINDS, "signature": Signature, "voice": Voice}
        by_door = [name for name, model in of.items() if model.objects.visible_to(actor).filter(person=robin).exists()]
        by_lock = [name for name, model in of.items() if model.objects.filter(person=robin).exists()]
    assert by_door == by_lock
    return by_door


EVERYTHING = ["part", "card", "goal", "wish", "signature", "voice"]


class TestWhoSeesAPlan:
    @pytest.mark.parametrize(
        ("level", "expected"),
        [
            (Level.NOTHING, []),
            (Level.MINIMUM, []),
            (Level.APPOINTMENTS, []),
            (Level.PLAN, EVERYTHING),
            (Level.FULL, EVERYTHING),
        ],
    )
    def test_follows_the_circle(self, world, robin, level, expected):
        worlds.let_in(world, robin, world.council, level)

        assert seen(world, robin, worker_actor(world.partner)) == expected

    def test_is_nobody_outside_the_team(self, world, robin):
        assert seen(world, robin, worker_actor(world.outsider)) == []
        assert seen(world, robin, worker_actor(world.administrator)) == []

    def test_is_the_person_themselves(self, world, robin):
        assert seen(world, robin, worlds.themselves(world, robin)) == EVERYTHING

    def test_is_whoever_they_let_in_close(self, world, robin):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        worlds.let_in(world, robin, jess, Level.PLAN)

        assert seen(world, robin, worlds.themselves(world, jess)) == EVERYTHING


class TestWhatIsNoLongerSo:
    def test_asks_for_sight_of_everything(self, world, robin):
        first = worlds.all_of(PartVersion, person=robin)[0]
        second = part(world, robin, "The garden.", first, later=timedelta(minutes=5))
        sign(world, robin, second, later=timedelta(minutes=6))
        worlds.let_in(world, robin, world.council, Level.PLAN)
        partner, lead = worker_actor(world.partner), worker_actor(world.lead)

        def words(actor):
            with acting_as(actor, at=world.at + LATER):
                return {one.words for one in PartVersion.objects.visible_to(actor).filter(person=robin)}

        assert words(partner) == {"The garden."}
        assert words(lead) == {"The allotment.", "The garden."}

    def test_still_shows_what_is_signed_beside_newer_words(self, world, robin):
        first = worlds.all_of(PartVersion, person=robin)[0]
        part(world, robin, "The garden.", first, later=timedelta(minutes=5))
        worlds.let_in(world, robin, world.council, Level.PLAN)
        partner = worker_actor(world.partner)

        with acting_as(partner, at=world.at + LATER):
            words = {one.words for one in PartVersion.objects.visible_to(partner).filter(person=robin)}
        assert words == {"The allotment.", "The garden."}


class TestAPartKeptClose:
    @pytest.mark.parametrize("kept", ["goals", "wishes"])
    def test_is_seen_by_those_who_see_everything(self, world, robin, kept):
        act(world, actions.choose_level, person=robin, part=kept, level=Level.FULL)
        worlds.let_in(world, robin, world.council, Level.PLAN)
        kind = {"goals": "goal", "wishes": "wish"}[kept]

        assert kind not in seen(world, robin, worker_actor(world.partner))
        assert kind in seen(world, robin, worker_actor(world.peer))


class TestTheCardClosed:
    @pytest.mark.parametrize("hidden", [False, True])
    def test_leaves_nothing_of_itself_but_to_the_person(self, world, robin, hidden):
        with acting_as(worker_actor(world.lead), at=world.at + LATER):
            before = Signature.objects.filter(person=robin).count()
        close_card(world, robin, hidden=hidden)

        assert "card" not in seen(world, robin, worker_actor(world.lead))
        assert "card" in seen(world, robin, worlds.themselves(world, robin))
        with acting_as(worker_actor(world.lead), at=world.at + LATER):
            assert Signature.objects.filter(person=robin).count() == before - 1

    def test_makes_the_page_the_same_as_without_a_card(self, world, robin):
        close_card(world, robin, hidden=True)

        page = worlds.words(worlds.client_of(world.lead).get(f"/people/{robin.pk}"))
        assert "No card yet." in page


class TestAtTheDoor:
    @pytest.fixture
    def welcomer(self, world):
        return worker_actor(worlds.in_the_team(world, "Wren", "Hale", "welcomer"))

    def test_nothing_is_open_unless_the_person_said_so(self, world, robin, welcomer):
        assert seen(world, robin, welcomer) == []

    def test_the_card_and_nothing_else_opens_while_they_say_so(self, world, robin, welcomer):
        opening = act(world, actions.open_card, person=robin, explained_how="Over tea.")
        assert seen(world, robin, welcomer) == ["card", "signature"]

        act(world, actions.close_card, opening=opening, later=timedelta(minutes=5))
        assert seen(world, robin, welcomer) == []

    def test_a_partner_who_may_know_little_is_no_welcomer(self, world, robin):
        worlds.let_in(world, robin, world.council, Level.MINIMUM)
        act(world, actions.open_card, person=robin, explained_how="Over tea.")

        assert seen(world, robin, worker_actor(world.partner)) == []

    def test_what_is_closed_stays_closed(self, world, robin, welcomer):
        act(world, actions.open_card, person=robin, explained_how="Over tea.")
        close_card(world, robin)

        assert seen(world, robin, welcomer) == []


class TestSomebodyElsesSignIn:
    def test_sees_nothing(self, world, robin):
        kit = worlds.known(world, known_as="Kit", nhs_number=None)
        account = worlds.own_sign_in(world, kit)
        actor = Actor(ActorKind.PERSON, name="Kit", account_id=account.id, person_id=kit.id)

        assert seen(world, robin, actor) == []
        assert worlds.all_of(PortalAccess, person=kit)
