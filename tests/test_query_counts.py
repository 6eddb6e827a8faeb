"""How often each page may ask the database (DESIGN 8), whatever the number of rows it shows.

Counted as `bin/bench` counts: every statement but begin and commit, who acts, and the one trace of who looked.
"""

from datetime import timedelta

import pytest
from bench.statements import counted
from django.test import Client

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.tests.machines import SHORT, Machine, key_for
from hearth.people import queries as people
from hearth.people.actions import create_person
from hearth.people.details import ContactDetails, NeedDetails
from hearth.record import actions as record
from hearth.sharing import actions as sharing
from tests import world as worlds

pytestmark = pytest.mark.django_db

MANY = 30


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


def asked_of_the_database(ask, *, status=200):
    """What one warm request asks."""
    ask()
    with counted() as statements:
        answer = ask()
    assert answer.status_code == status
    return statements


def full_of(world, person, many):
    """As many entries, every fifth put right later, as many looks, and a partner let in."""
    actor = worlds.worker_actor(world.lead)
    for number in range(many):
        entry = worlds.written(world, person, f"Word {number}")
        if number % 5 == 0:
            with acting_as(actor, at=world.at):
                record.amend_entry(actor, entry=entry, title="", body="Put right", reason="The day", at=world.at)
        with acting_as(actor, at=world.at):
            sharing.open_record(actor, person=person, what="journey", reason="to be alongside", at=world.at)
    worlds.let_in(world, person, world.council)


def someone(world, many, **told):
    """Somebody with as much of everything on their first page."""
    contacts = [ContactDetails("phone", f"07700 900{number:03}") for number in range(many)]
    needs = [NeedDetails("adjustment", f"A quiet room {number}") for number in range(many)]
    person = worlds.known(world, contacts=contacts, needs=needs, **told)
    full_of(world, person, many)
    return person


@pytest.fixture
def few(world):
    return someone(world, 1, known_as="Robin", nhs_number=None)


@pytest.fixture
def many(world):
    return someone(world, MANY)


class TestOnePerson:
    @pytest.mark.parametrize(("page", "most"), [("", 12), ("/journey", 5)])
    def test_is_shown_in_as_few_questions_however_much_there_is(self, lead, few, many, page, most):
        of_few = asked_of_the_database(lambda: lead.get(f"/people/{few.id}{page}"))
        of_many = asked_of_the_database(lambda: lead.get(f"/people/{many.id}{page}"))

        assert len(of_many) <= most, of_many
        assert len(of_few) <= len(of_many) <= len(of_few) + 1, "only earlier versions may take one more"

    def test_is_written_about(self, lead, many):
        words = {"words": "We walked.", "kind": "conversation", "source": "seen"}

        asked = asked_of_the_database(lambda: worlds.send(lead, f"/people/{many.id}/entries", **words), status=302)

        assert len(asked) <= 7, asked


class TestTheDay:
    def test_is_shown_in_as_few_questions_for_thirty_as_for_one(self, world, lead):
        worlds.asked(world, known_as="Evan")
        for_one = asked_of_the_database(lambda: lead.get("/desk"))
        for number in range(MANY):
            worlds.written(world, worlds.known(world, known_as=f"Robin {number}", nhs_number=None))
            worlds.asked(world, known_as=f"Evan {number}")

        for_many = asked_of_the_database(lambda: lead.get("/desk"))

        assert len(for_many) == len(for_one), for_many
        assert len(for_many) <= 5, for_many


class TestTheFrontDoor:
    def test_takes_somebody_in(self, world):
        answers = {"for_whom": "myself", "who_and_how_to_find": "Text me", "what_is_happening": worlds.STORY}

        asked = asked_of_the_database(lambda: worlds.send(Client(), "/ask", **answers), status=302)

        assert len(asked) <= 25, asked

    def test_takes_somebody_in_from_another_system(self, world):
        machine = Machine(key_for(world).secret)

        asked = asked_of_the_database(lambda: machine.send(SHORT), status=201)

        assert len(asked) <= 25, asked

    def test_shows_its_long_form(self, world):
        assert len(asked_of_the_database(lambda: Client().get("/ask/whole"))) <= 3

    def test_shows_the_sign_in_page(self, world):
        assert len(asked_of_the_database(lambda: Client().get("/sign-in"))) <= 1


class TestFinding:
    @pytest.mark.parametrize(("typed", "most"), [("999 000 0018", 3), ("Keely Marchbanks 1984", 4)])
    def test_asks_as_little_for_thirty_as_for_one(self, world, lead, typed, most):
        worlds.known(world)
        for_one = asked_of_the_database(lambda: lead.get("/people", {"q": typed}))
        for number in range(MANY):
            worlds.known(world, known_as=f"Robin {number}", nhs_number=None)

        for_many = asked_of_the_database(lambda: lead.get("/people", {"q": typed}))

        assert len(for_many) == len(for_one), for_many
        assert len(for_many) <= most, for_many


class TestCreating:
    def test_asks_who_is_known_and_writes_everything_told_at_once(self, world):
        actor = worlds.worker_actor(world.lead)
        contacts = [ContactDetails("phone", f"07700 900{number:03}") for number in range(MANY)]
        told = people.Told(known_as="Robin", given="Robin", family="Marchbanks")

        with acting_as(actor, at=world.at), counted() as asked:
            people.already_known(actor, told=told, at=world.at)
            create_person(actor, known_as="Robin", given="Robin", family="Marchbanks", contacts=contacts, at=world.at)

        # The request adds three: whose session it is, and doing it once.
        assert len(asked) <= 8 - 3, asked


class TestCounted:
    def test_leaves_out_who_acts_and_the_trace_of_looking_only(self, world, many):
        actor = worlds.worker_actor(world.lead)

        with counted() as statements, acting_as(actor, at=world.at + timedelta(minutes=1)):
            sharing.open_record(actor, person=many, what="journey", reason="to be alongside", at=world.at)
        with counted() as others, acting_as(SYSTEM, at=world.at):
            many.refresh_from_db()

        assert (len(statements), len(others)) == (0, 1)
