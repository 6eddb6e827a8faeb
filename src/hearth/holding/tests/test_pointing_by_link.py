"""Pointing on by link: who is right instead, who was spoken to, and nothing settled until they say yes."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding.models import Handover, HandoverLink, Holding
from hearth.holding.tests.test_links import WHO, ask, now
from hearth.messaging.models import Message
from hearth.organisations.models import Membership, Worker
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry
from hearth.sharing.models import Relationship

pytestmark = pytest.mark.django_db
WHY = {"spoken_to": "Tom, on the phone", "because": "He knows the flats."}


@pytest.fixture
def person(world):
    return worlds.known(world)


def point(world, secret, to=None, **changed):
    at = world.at + timedelta(hours=1)
    with acting_as(PUBLIC, at=at):
        given = {**WHO, **WHY, "to": to or world.partner, **changed}
        return actions.point_on_by_link(PUBLIC, secret=secret, at=at, **given)


def is_untouched(asked):
    return (
        now(asked).status == "proposed"
        and worlds.all_of(HandoverLink)[0].used_at is None
        and Worker.objects.filter(given_name="Ama").count() == 0
    )


class TestPointOnByLink:
    def test_puts_the_question_to_whoever_is_right(self, world, person):
        asked, secret = ask(world, person)
        further = point(world, secret)

        first, second = now(asked), now(further)
        assert (first.status, first.alternative_id, first.spoken_to) == ("in-discussion", second.pk, WHY["spoken_to"])
        assert first.to_worker.worker.name == "Ama Boateng"
        assert (second.to_worker, second.reason, second.sender) == (world.partner, WHY["because"], world.lead)
        assert worlds.all_of(Holding, person=person)[0].holder == world.lead

    def test_tells_the_person_and_whoever_asked(self, world, person):
        _, secret = ask(world, person)
        point(world, secret)

        (entry,) = worlds.all_of(Entry, title="Somebody else is asked")
        assert "Ama Boateng answered by a link, as Housing officer at City housing" in entry.body
        (message,) = worlds.all_of(Message, to_kind="worker")
        assert message.membership_id == world.lead.pk
        assert "Tom Marsh, City housing" in message.body

    def test_is_settled_only_by_their_yes(self, world, person):
        asked, secret = ask(world, person)
        further = point(world, secret)
        tom, later = worker_actor(world.partner), world.at + timedelta(hours=2)
        with acting_as(tom, at=later):
            found = Handover.objects.visible_to(tom).select_related("person").get(pk=further.pk)
            actions.accept_handover(tom, handover=found, at=later)

        assert now(asked).status == "declined"
        assert now(further).accepted_by == world.partner

    def test_leaves_nobody_behind_who_could_be_asked_or_could_look(self, world, person):
        _, secret = ask(world, person)
        point(world, secret)

        ama = Membership.objects.get(worker__given_name="Ama")
        assert (ama.is_active, ama.worker.account) == (False, None)
        assert worlds.all_of(Relationship, membership=ama, until_at=None) == []

    def test_is_said_once(self, world, person):
        _, secret = ask(world, person)
        point(world, secret)

        with pytest.raises(NotPossible, match="has its answer"):
            point(world, secret, given_name="Somebody")

        assert Worker.objects.filter(given_name="Somebody").count() == 0

    @pytest.mark.parametrize(
        ("missing", "says"), [("given_name", "own name"), ("spoken_to", "whom you spoke to"), ("because", "why they")]
    )
    def test_says_who_and_why(self, world, person, missing, says):
        asked, secret = ask(world, person)

        with pytest.raises(NotPossible, match=says):
            point(world, secret, **{missing: " "})

        assert is_untouched(asked)

    def test_points_to_nobody_who_holds_them_already_and_keeps_the_link(self, world, person):
        asked, secret = ask(world, person)

        with acting_as(PUBLIC, at=world.at), pytest.raises(NotPossible, match="holds them already"):
            actions.point_on_by_link(PUBLIC, secret=secret, at=world.at, **WHO, **WHY, to=world.lead)
            # The page is drawn again, and the transaction ends well.

        assert is_untouched(asked)

    def test_sends_nobody_round_in_a_circle(self, world, person):
        _, secret = ask(world, person)
        further = point(world, secret)
        tom, ama = worker_actor(world.partner), Membership.objects.get(worker__given_name="Ama")

        with acting_as(tom, at=world.at + timedelta(hours=2)) as scope:
            found = Handover.objects.visible_to(tom).select_related("person").get(pk=further.pk)
            with pytest.raises(NotPossible, match="no longer works there"):
                actions.point_on(tom, handover=found, to=ama, **WHY, at=scope.at)

        assert now(further).alternative_id is None

    def test_is_for_somebody_at_the_door(self, world, person):
        asked, secret = ask(world, person)
        peer = worker_actor(world.peer)

        with acting_as(peer, at=world.at), pytest.raises(NotPermitted):
            actions.point_on_by_link(peer, secret=secret, at=world.at, **WHO, **WHY, to=world.partner)

        assert is_untouched(asked)


class TestSayWhoIsByLink:
    def test_tells_whoever_asked_and_leaves_the_question_open(self, world, person):
        asked, secret = ask(world, person)
        with acting_as(PUBLIC, at=world.at):
            actions.say_who_is_by_link(PUBLIC, secret=secret, name="Ama", who_is="Jo at Acomb flats.", at=world.at)

        (message,) = worlds.all_of(Message, to_kind="worker")
        assert message.membership_id == world.lead.pk
        assert "Jo at Acomb flats." in message.body
        assert is_untouched(asked)

    def test_says_who(self, world, person):
        _, secret = ask(world, person)
        with acting_as(PUBLIC, at=world.at), pytest.raises(NotPossible, match="Say who is"):
            actions.say_who_is_by_link(PUBLIC, secret=secret, name="Ama", who_is=" ", at=world.at)

        assert worlds.all_of(Message, to_kind="worker") == []


class TestPage:
    def test_goes_from_where_to_who_to_the_question(self, world, person):
        asked, secret = ask(world, person)
        client, page = Client(), f"/h/{secret}"

        there = worlds.words(worlds.send(client, page, answer="where", where=str(world.council.pk), **WHO))
        assert "Tom, partner" in there
        assert "Marsh" not in there
        told = {"where": str(world.council.pk), "to": str(world.partner.pk), **WHY}
        done = worlds.words(worlds.send(client, page, answer="point", **told, **WHO))

        assert "Tom is asked now, and Priya hears it from you" in done
        assert now(asked).status == "in-discussion"
        assert "This question has its answer" in worlds.words(client.get(page))

    def test_lists_nobody_without_a_sign_in(self, world, person):
        with acting_as(PUBLIC, at=world.at):
            Membership.objects.filter(pk=world.partner.pk).update(worker=Worker.objects.create(given_name="Una"))
        _, secret = ask(world, person)

        there = worlds.words(worlds.send(Client(), f"/h/{secret}", answer="where", where=str(world.council.pk), **WHO))

        assert "Una" not in there
        assert "Nobody there can be asked here." in there

    def test_tells_nobody_who_works_where_before_they_say_who_they_are(self, world, person):
        _, secret = ask(world, person)
        unnamed = {**WHO, "given_name": ""}

        shown = worlds.send(Client(), f"/h/{secret}", answer="where", where=str(world.council.pk), **unnamed)

        assert "Tom" not in worlds.words(shown)
        assert "Keeley" not in worlds.words(shown)

    def test_says_at_the_field_what_is_missing(self, world, person):
        asked, secret = ask(world, person)

        shown = worlds.send(Client(), f"/h/{secret}", answer="point", where=str(world.council.pk), **WHO)

        assert "Choose who is right." in worlds.words(shown)
        assert "Say whom you spoke to there." in worlds.words(shown)
        assert is_untouched(asked)

    def test_says_why_it_cannot_be(self, world, person):
        asked, secret = ask(world, person)
        told = {"where": str(world.trust.pk), "to": str(world.lead.pk), **WHY}

        shown = worlds.words(worlds.send(Client(), f"/h/{secret}", answer="point", **told, **WHO))

        assert "Priya Nair holds them already." in shown
        assert is_untouched(asked)

    def test_takes_words_where_nobody_has_a_name(self, world, person):
        _, secret = ask(world, person)
        client, page = Client(), f"/h/{secret}"

        assert "whom you spoke to there" in worlds.words(worlds.send(client, page, answer="say", **WHO))
        done = worlds.send(client, page, answer="say", who_is="Jo at Acomb flats.", **WHO)
        assert "hears what you said" in worlds.words(done)
