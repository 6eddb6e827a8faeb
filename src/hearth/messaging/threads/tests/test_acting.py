"""Whoever acts for somebody writes for them: it says so, it opens no other thread, and the lock holds it to that."""

import pytest
from django.db import ProgrammingError, transaction
from tests import world as worlds

from hearth.carers.tests.factories import acting_for, close_to
from hearth.core import doors
from hearth.core.errors import NotPermitted
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.messaging.models import Thread, ThreadGuest, ThreadMessage, ThreadReading
from hearth.messaging.threads import actions, queries
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing.proxy_models import Proxy

pytestmark = pytest.mark.django_db


@pytest.fixture
def nan(world, keeley):
    return acting_for(world, keeley, level=Level.MINIMUM)


def begin(world, actor, person, words="She would like to come on Tuesday."):
    with acting_as(actor, at=world.at):
        return actions.begin_thread(actor, person=person, about="Tuesday", words=words, at=world.at)


def say(world, actor, thread, words="Thank you."):
    with acting_as(actor, at=world.at):
        return actions.say(actor, thread=thread, words=words, at=world.at)


def all_of(model):
    return worlds.all_of(model)


class TestBeginThread:
    def test_says_for_whom_and_by_whom(self, world, keeley, nan):
        begin(world, nan.actor, keeley)

        said = next(one for one in all_of(ThreadMessage) if one.side == "person")
        assert (said.author_name, said.acting_as) == ("Nan", "for them")
        (told,) = [one for one in worlds.all_of(Entry, person=keeley) if one.subject_type == "Thread"]
        assert (told.byline_to("Keeley"), told.source) == ("for Keeley, by Nan", "told-by-other")

    def test_is_read_by_whoever_began_it_until_the_person_ends_that(self, world, keeley, nan):
        thread, me = begin(world, nan.actor, keeley), worlds.themselves(world, keeley)
        with acting_as(nan.actor, at=world.at):
            assert Thread.objects.visible_to(nan.actor).get().pk == thread.pk

        with acting_as(me, at=world.at):
            actions.let_out(me, guest=ThreadGuest.objects.visible_to(me).get(), at=world.at)

        with acting_as(nan.actor, at=world.at):
            assert not Thread.objects.visible_to(nan.actor).exists()

    def test_is_over_with_the_acting(self, world, keeley, nan):
        thread, me = begin(world, nan.actor, keeley), worlds.themselves(world, keeley)
        with acting_as(me, at=world.at):
            sharing.end_proxy(me, proxy=Proxy.objects.visible_to(me).get(), at=world.at)

        with pytest.raises(NotPermitted):
            say(world, nan.actor, thread)
        with acting_as(nan.actor, at=world.at):
            assert not Thread.objects.exists()

    def test_is_not_for_somebody_merely_let_in(self, world, keeley):
        close = close_to(world, keeley, level=Level.FULL)

        with pytest.raises(NotPermitted):
            begin(world, close.actor, keeley)
        assert all_of(Thread) == []


class TestSay:
    def test_answers_where_they_were_let_in(self, world, keeley, nan):
        lead = worker_actor(world.lead)
        thread = begin(world, nan.actor, keeley)
        say(world, lead, thread, "Tuesday it is.")

        said = say(world, nan.actor, thread)

        assert (said.side, said.author_name, said.author_id) == ("person", "Nan", None)

    def test_stands_in_the_story_beside_what_the_person_wrote_that_day(self, world, keeley, nan):
        thread, me = begin(world, nan.actor, keeley), worlds.themselves(world, keeley)
        say(world, me, thread, "And cake.")
        say(world, nan.actor, thread)

        told = [one.acting_as for one in worlds.all_of(Entry, person=keeley) if one.subject_type == "Thread"]
        assert sorted(told) == ["for them", "my own words"]

    def test_is_new_to_the_person_until_they_look(self, world, keeley, nan):
        thread, me = begin(world, nan.actor, keeley), worlds.themselves(world, keeley)
        say(world, me, thread, "And cake.")
        say(world, nan.actor, thread)
        machine = [one for one in all_of(ThreadMessage) if one.side == "hearth"]

        with acting_as(me, at=world.at):
            assert queries.unread(me, person_id=keeley.pk) == 2 + len(machine)
            actions.read_thread(me, thread=thread, at=world.at)
        with acting_as(me, at=world.at):
            assert queries.unread(me, person_id=keeley.pk) == 0

    def test_leaves_unread_what_the_person_has_not_read(self, world, keeley, nan):
        thread = begin(world, nan.actor, keeley)

        with acting_as(nan.actor, at=world.at), pytest.raises(NotPermitted):
            actions.read_thread(nan.actor, thread=thread, at=world.at)
        assert all_of(ThreadReading) == []


class TestTheLock:
    def test_keeps_them_out_of_every_other_thread(self, world, keeley, nan):
        thread = begin(world, worlds.themselves(world, keeley), keeley, "For you alone.")

        with acting_as(nan.actor, at=world.at):
            assert not Thread.objects.exists()
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                let_in(world, thread, nan).save(force_insert=True)
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                message(world, thread, keeley).save(force_insert=True)

    def test_keeps_them_from_speaking_for_the_team(self, world, keeley, nan):
        thread = begin(world, nan.actor, keeley)

        with (
            acting_as(nan.actor, at=world.at),
            pytest.raises(ProgrammingError, match="row-level security"),
            transaction.atomic(),
        ):
            message(world, thread, keeley, side="team", author=world.lead).save(force_insert=True)

    def test_opens_a_thread_to_them_once(self, world, keeley, nan):
        thread, me = begin(world, nan.actor, keeley), worlds.themselves(world, keeley)
        with acting_as(me, at=world.at):
            actions.let_out(me, guest=ThreadGuest.objects.visible_to(me).get(), at=world.at)

        with acting_as(nan.actor, at=world.at):
            asked = "SELECT messaging_let_in_acting(%s, %s, %s)"
            assert doors.answer(asked, new_id(), thread.pk, world.at) is None


def let_in(world, thread, nan):
    return ThreadGuest(thread=thread, person_id=thread.person_id, guest_id=nan.actor.person_id, let_in_at=world.at)


def message(world, thread, person, **changed):
    told = {"side": "person", "author_name": "Nan", "words": "Hello.", "said_at": world.at, **changed}
    return ThreadMessage(thread=thread, person=person, **told)
