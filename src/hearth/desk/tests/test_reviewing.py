"""What waits for a second pair of eyes stands on the worker's own day, with its date."""

from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.correcting import actions as correcting
from hearth.desk import queries, reviewing
from hearth.identity import actions as identity
from hearth.organisations.queries import worker_actor
from hearth.people.identity_models import Duplicate, LinkageRun
from hearth.record import actions as record
from hearth.record.codes import WithholdReason
from hearth.sharing import actions as sharing
from hearth.sharing.codes import OverrideReason
from hearth.sharing.tests.test_endings import opened
from hearth.subject_access import actions as subject_access
from hearth.subject_access.codes import Route
from hearth.subject_access.models import AccessPart
from hearth.subject_access.rules import Asked
from hearth.subject_access.tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian(world):
    return worlds.worker("Gail", "Hart", "guardian", world.trust)


@pytest.fixture
def act(world):
    def do(who, action, **told):
        actor = worker_actor(who) if hasattr(who, "worker") else who
        with acting_as(actor, at=world.at):
            return action(actor, at=world.at, **told)

    return do


@pytest.fixture
def waits(world):
    return lambda who: waiting_for(who, world.at)


def waiting_for(who, at):
    """What waits for a worker, as (whose, words, where)."""
    actor = worker_actor(who)
    with acting_as(actor, at=at):
        found = queries.beside_the_day(actor, at=at).to_look_at
    return [(one.whose, one.words, one.href) for one in found]


class TestToLookAt:
    def test_has_what_i_am_asked_to_look_at_and_nobody_else(self, world, person, act, waits):
        entry = worlds.written(world, person, "Her brother rang.")
        told = {"reason": WithholdReason.SERIOUS_HARM, "why": "Not tonight.", "reviewer": world.peer}
        held = act(world.lead, record.hold_back, entry=entry, until_at=world.at + timedelta(days=9), **told)

        assert waits(world.peer) == [("Keeley", "is held back from them", f"/withheld/{held.pk}")]
        assert waits(world.lead) == waits(world.manager) == []

        act(world.peer, record.review_withholding, withholding=held, opens=False, words="Right so.")
        assert waits(world.peer) == []

    def test_has_what_another_says_is_about_somebody_else(self, world, person, act, waits):
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        entry = worlds.written(world, person, "He came.")

        move = act(world.lead, correcting.propose_move, entry=entry, right_person=other, reason="He said so.")

        expected = [("Keeley and Evan", "may have words in the wrong record", f"/moves/{move.pk}")]
        assert waits(world.peer) == waits(world.manager) == expected
        assert waits(world.lead) == waits(world.partner) == waits(world.outsider) == []

    def test_has_what_somebody_i_hold_opened_for_a_while_and_closes_soon(self, world, person, waits):
        opened(world, person, ends=30, whom=world.surgery)
        assert waits(world.lead) == []

        opened(world, person, ends=3)

        where = f"/people/{person.id}/circle?whom=organisation:{world.council.pk}#choose"
        asked = "let somebody see for a while, which ends: ask whether it goes on"
        assert waits(world.lead) == [("Keeley", asked, where)]
        assert waits(world.peer) == waits(world.partner) == []

    def test_has_the_part_of_a_record_that_i_read_through(self, world, person, act, waits, guardian):
        worlds.written(world, person)
        keeley = worlds.themselves(world, person)
        asked = act(keeley, subject_access.ask_for_record, person=person, asked=Asked(Route.ONLINE, "All of it."))
        act(SYSTEM, subject_access.gather, request=asked)
        with acting_as(SYSTEM, at=world.at):
            part = AccessPart.objects.select_related("request").get(organisation=world.trust)
        act(guardian, subject_access.name_reviewer, part=part, reviewer=world.peer)

        ((whose, words, href),) = waits(world.peer)
        assert (whose, href) == ("Keeley", f"/subject-access/parts/{part.pk}")
        assert "read your part" in words
        assert waits(world.lead) == []

    def test_has_one_thing_i_was_asked_what_i_think_of(self):
        house = House()
        house.writes("He is unwell.")
        request = house.asks()
        item = house.items(house.guardian, house.names(request, house.world.trust, house.guardian))[0].item

        house.does(house.guardian, subject_access.ask_professional, item=item, whom=house.clinician)

        words = "asked for their record: say what you think of one thing"
        assert waiting_for(house.clinician, house.at) == [("Keeley", words, f"/subject-access/items/{item.pk}")]
        assert waiting_for(house.world.peer, house.at) == []

    @pytest.mark.parametrize(("days", "stands"), [(5, True), (60, False)])
    def test_has_a_closed_record_once_its_day_comes_near(self, world, person, act, waits, days, stands):
        day = world.at.date() + timedelta(days=days)
        act(world.lead, identity.restrict, person=person, because="Her sister works here.", review_on=day)

        assert bool(waits(world.lead)) is stands
        assert waits(world.peer) == []

    def test_has_the_first_due_first_and_says_what_is_late(self, world, person, act):
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        for who, words in ((person, "One."), (person, "Two.")):
            entry = worlds.written(world, who, words)
            act(world.lead, correcting.propose_move, entry=entry, right_person=other, reason="He said so.")
        later = world.at + timedelta(days=30)

        sam = worker_actor(world.peer)
        with acting_as(sam, at=later):
            found = queries.beside_the_day(sam, at=later).to_look_at

        assert [one.due_at for one in found] == sorted(one.due_at for one in found)
        assert all(one.is_late for one in found)

    def test_asks_as_often_for_thirty_as_for_one(self, world, person, act, django_assert_num_queries):
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        sam = worker_actor(world.peer)
        for number in range(reviewing.MOST + 3):
            entry = worlds.written(world, person, f"Word {number}")
            act(world.lead, correcting.propose_move, entry=entry, right_person=other, reason="He said so.")

        with acting_as(sam, at=world.at), django_assert_num_queries(2):
            assert len(queries.beside_the_day(sam, at=world.at).to_look_at) == reviewing.MOST

    def test_asks_once_where_nothing_waits(self, world, person, django_assert_num_queries):
        sam = worker_actor(world.peer)
        with acting_as(sam, at=world.at), django_assert_num_queries(1):
            assert queries.beside_the_day(sam, at=world.at).to_look_at == []


class TestToday:
    def test_shows_it_with_a_date(self, world, person, act):
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        entry = worlds.written(world, person)
        move = act(world.lead, correcting.propose_move, entry=entry, right_person=other, reason="He said so.")

        shown = worlds.words(worlds.client_of(world.peer).get("/desk"))

        assert "Waits for your eyes" in shown
        assert f'href="/moves/{move.pk}"' in shown

    def test_leads_from_a_promise_to_the_correction_itself(self, world, person, act):
        entry = worlds.written(world, person)
        asked = act(worlds.themselves(world, person), correcting.ask_correction, entry=entry, words="No.")

        assert f'href="/corrections/{asked.pk}"' in worlds.words(worlds.client_of(world.lead).get("/desk"))


class TestForAGuardian:
    def test_shows_everything_that_waits_for_them(self, world, person, act, guardian):
        nell = worlds.worker("Nell", "Byrne", "clinician", world.surgery)
        told = {"person_id": person.id, "reason": OverrideReason.LIFE, "why": "She rang."}
        act(nell, sharing.break_glass, **told)
        keeley = worlds.themselves(world, person)
        act(keeley, subject_access.ask_for_record, person=person, asked=Asked(Route.ONLINE, "All of it."))
        entry = worlds.written(world, person, "Her brother rang.")
        held = {"reason": WithholdReason.SERIOUS_HARM, "why": "Not tonight.", "reviewer": world.peer}
        act(world.lead, record.hold_back, entry=entry, until_at=world.at + timedelta(days=9), **held)
        other = worlds.known(world, known_as="Kee", given="Kee", family="Marchbank", nhs_number=None)
        _may_be_one(world, person, other)

        shown = worlds.words(worlds.client_of(guardian).get("/desk"))

        for words in (
            "was opened in an emergency by Nell Byrne",
            "asked for their record",
            "has an entry held back from them",
            "may be one person",
        ):
            assert words in shown
        assert "Her brother rang." not in shown

    def test_says_that_nothing_waits(self, guardian):
        assert "Nothing waits for you." in worlds.words(worlds.client_of(guardian).get("/desk"))


def _may_be_one(world, one, other):
    first, second = sorted([one.id, other.id])
    pair = {"first_id": first, "second_id": second, "weight": 9.0, "probability": 0.9, "facts": "x", "model": "1"}
    with acting_as(SYSTEM, at=world.at):
        Duplicate(**pair, found_at=world.at, seen_at=world.at).save(force_insert=True)
        LinkageRun(model="1", started_at=world.at, finished_at=world.at).save(force_insert=True)
