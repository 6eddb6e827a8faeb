"""A shift changes hands person by person: nobody is dropped between two shifts, and nobody is taken without a yes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions, queries
from hearth.holding.codes import AbsenceKind
from hearth.holding.models import Holding, ShiftChange, ShiftYes
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def people(world):
    """Keeley, Ash and Evan, held by Priya."""
    named = (("Keeley", worlds.SURNAME), ("Ash", "Vale"), ("Evan", "Reid"))
    return [worlds.known(world, known_as=one, given=one, family=two, nhs_number=None) for one, two in named]


def page(world):
    return f"/hub/{world.hub.slug}/shift-change"


def offer(world, by=None, to=None):
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=world.at):
        return actions.offer_shift(actor, hub=world.hub, taker=to or world.peer, at=world.at)


def yes(world, change, people, by=None):
    actor = worker_actor(by or world.peer)
    with acting_as(actor, at=world.at + HALF_AN_HOUR) as scope:
        wanted = Holding.objects.visible_to(actor).filter(person__in=people)
        return actions.say_yes_to(actor, change=change, people=wanted, at=scope.at)


def holders(people):
    held = {one.person_id: one.holder.worker.given_name for one in worlds.all_of(Holding)}
    return [held[person.pk] for person in people]


class TestOfferShift:
    def test_moves_nobody_and_tells_whoever_comes(self, world, people):
        offer(world)

        assert holders(people) == ["Priya"] * 3
        (message,) = worlds.all_of(Message, key__startswith="shift-change/")
        assert message.membership_id == world.peer.pk
        assert "Keeley" not in message.body

    @pytest.mark.parametrize(("to", "says"), [("lead", "comes after you"), ("manager", "is away")])
    def test_names_somebody_else_who_is_here(self, world, people, to, says):
        with acting_as(SYSTEM, at=world.at):
            ill = {"membership": world.manager, "kind": AbsenceKind.ILL, "cover": world.peer}
            actions.note_absence(SYSTEM, **ill, from_at=world.at, at=world.at)

        with pytest.raises(NotPossible, match=says):
            offer(world, to=getattr(world, to))

        assert worlds.all_of(ShiftChange) == []

    def test_is_said_once(self, world, people):
        offer(world)

        with pytest.raises(NotPossible, match="asked somebody already"):
            offer(world, to=world.manager)

        assert len(worlds.all_of(ShiftChange)) == 1

    def test_needs_somebody_to_hand_over(self, world):
        with pytest.raises(NotPossible, match="hold nobody here"):
            offer(world)

    @pytest.mark.parametrize("role", ["partner", "outsider", "administrator"])
    def test_is_for_those_who_work_at_the_hub(self, world, people, role):
        with pytest.raises(NotPermitted):
            offer(world, by=getattr(world, role))

        assert worlds.all_of(ShiftChange) == []


class TestSayYesTo:
    def test_takes_each_from_that_second_and_leaves_the_rest(self, world, people):
        change = offer(world)
        assert yes(world, change, people[:1]) == 1

        assert holders(people) == ["Sam", "Priya", "Priya"]
        (said,) = worlds.all_of(ShiftYes)
        assert (said.by, said.person_id) == (world.peer, people[0].pk)
        assert worlds.all_of(ShiftChange)[0].ended_at is None

    def test_ends_when_nobody_is_left(self, world, people):
        change = offer(world)
        yes(world, change, people)

        assert holders(people) == ["Sam"] * 3
        assert worlds.all_of(ShiftChange)[0].ended_at == world.at + HALF_AN_HOUR

    @pytest.mark.parametrize("role", ["lead", "manager", "outsider"])
    def test_is_only_for_whoever_is_asked(self, world, people, role):
        change = offer(world)

        with pytest.raises(NotPermitted):
            yes(world, change, people, by=getattr(world, role))

        assert holders(people) == ["Priya"] * 3

    def test_takes_nobody_whom_another_holds_meanwhile(self, world, people):
        change = offer(world)
        manager = worker_actor(world.manager)
        with acting_as(manager, at=world.at):
            actions.move_holder(manager, holding=worlds.holding_of(manager, people[1]), to=world.manager, at=world.at)

        with pytest.raises(NotPossible, match="holds one of them meanwhile"):
            yes(world, change, people)

        assert holders(people) == ["Priya", "Ola", "Priya"]
        assert worlds.all_of(ShiftYes) == []

    def test_says_so_for_nobody_and_once_it_is_over(self, world, people):
        change = offer(world)
        with pytest.raises(NotPossible, match="at least one"):
            yes(world, change, [])
        yes(world, change, people)

        with pytest.raises(NotPossible, match="This is over"):
            yes(world, change, people)

    def test_is_found_at_once_by_whoever_holds(self, world, people):
        yes(world, offer(world), people[:2])
        peer = worker_actor(world.peer)

        with acting_as(peer, at=world.at + HALF_AN_HOUR):
            held = queries.held_by(peer, membership_id=world.peer.pk)
            assert {one.known_as for one in held} == {"Keeley", "Ash"}


class TestCallOffShift:
    def test_leaves_everybody_where_they_are(self, world, people):
        change = offer(world)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.call_off_shift(lead, change=change, at=world.at)

        assert holders(people) == ["Priya"] * 3
        with pytest.raises(NotPossible, match="This is over"):
            yes(world, change, people)

    def test_is_not_for_a_stranger(self, world, people):
        change = offer(world)
        outsider = worker_actor(world.outsider)

        with acting_as(outsider, at=world.at), pytest.raises(NotPermitted):
            actions.call_off_shift(outsider, change=change, at=world.at)

        assert worlds.all_of(ShiftChange)[0].ended_at is None


class TestTellOfUnfinishedShifts:
    def tell(self, world, after):
        with acting_as(SYSTEM, at=world.at + after) as scope:
            return actions.tell_of_unfinished_shifts(SYSTEM, at=scope.at)

    def test_tells_whoever_manages_once_and_moves_nobody(self, world, people):
        offer(world)

        assert self.tell(world, HALF_AN_HOUR - timedelta(seconds=1)) == 0
        assert self.tell(world, HALF_AN_HOUR) == 1
        self.tell(world, 2 * HALF_AN_HOUR)
        (message,) = worlds.all_of(Message, membership=world.manager)
        assert "nobody has said yes to yet: 3" in message.body
        assert holders(people) == ["Priya"] * 3

    def test_ends_what_has_nobody_left(self, world, people):
        offer(world)
        with acting_as(SYSTEM, at=world.at):
            for one in Holding.objects.all():
                actions.move_holder(SYSTEM, holding=one, to=world.manager, at=world.at)

        assert self.tell(world, HALF_AN_HOUR) == 0
        assert worlds.all_of(ShiftChange)[0].ended_at is not None

    def test_is_done_by_hearth_itself(self, world):
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at), pytest.raises(NotPermitted):
            actions.tell_of_unfinished_shifts(lead, at=world.at)


class TestConstraints:
    def test_keep_one_of_each(self, world, people):
        change = offer(world)
        yes(world, change, people[:1])
        held = worlds.all_of(Holding, person=people[0])[0]
        told = {"hub": world.hub, "offered_at": world.at}
        wrong = {
            "shiftchange_one_running": ShiftChange(giver=world.lead, taker=world.manager, **told),
            "shiftchange_taker_is_other": ShiftChange(giver=world.peer, taker=world.peer, **told),
            "shiftyes_once": ShiftYes(person=held, change=change, by=world.peer, at=world.at),
        }
        with acting_as(SYSTEM, at=world.at):
            for name, row in wrong.items():
                with pytest.raises(IntegrityError, match=name), transaction.atomic():
                    row.save(force_insert=True)


class TestPage:
    def test_goes_from_offer_to_a_yes_to_each(self, world, people):
        lead, peer = worlds.client_of(world.lead), worlds.client_of(world.peer)
        assert "You hold 3 here." in worlds.words(lead.get(page(world)))
        answer = worlds.send(lead, page(world), taker=str(world.peer.pk))
        assert "You hold everyone until they say yes." in worlds.words(lead.get(answer.url))
        (change,) = worlds.all_of(ShiftChange)

        shown = worlds.words(peer.get(page(world)))
        assert "Priya Nair goes, you come" in shown
        worlds.send(peer, f"/shift-changes/{change.pk}/yes", person=str(people[0].pk))
        worlds.send(peer, f"/shift-changes/{change.pk}/yes", but=[str(people[1].pk)])

        assert holders(people) == ["Sam", "Priya", "Sam"]
        assert "You hold 1 more." in worlds.words(peer.get(page(world)))

    def test_says_what_cannot_be(self, world, people):
        lead, peer = worlds.client_of(world.lead), worlds.client_of(world.peer)
        assert "Nobody is held by an empty chair." in worlds.words(worlds.send(lead, page(world)))
        change = offer(world)
        assert "asked somebody already" in worlds.words(worlds.send(lead, page(world), taker=str(world.peer.pk)))
        worlds.send(peer, f"/shift-changes/{change.pk}/yes", person="nobody")
        assert "Choose at least one person" in worlds.words(peer.get(page(world)))
        worlds.send(lead, f"/shift-changes/{change.pk}/end")
        worlds.send(lead, f"/shift-changes/{change.pk}/end")
        assert "This is over" in worlds.words(lead.get(page(world)))

    def test_is_closed_to_others(self, world, people):
        change = offer(world)
        for by in (world.partner, world.outsider):
            client = worlds.client_of(by)
            assert client.get(page(world)).status_code == 403
            assert worlds.send(client, f"/shift-changes/{change.pk}/yes").status_code == 403
            assert worlds.send(client, f"/shift-changes/{change.pk}/end").status_code == 403

    def test_is_found_from_today(self, world):
        assert page(world) in worlds.words(worlds.client_of(world.lead).get("/desk"))
