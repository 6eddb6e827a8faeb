"""What only hands can bring to people, hub by hub."""

import pytest
from tests import world as worlds
from tests.world import words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging.tests import post
from hearth.people import actions as people
from hearth.people.details import ContactDetails

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(world):
    """A letter to print for Keeley, and words to say to Kit."""
    keeley = worlds.known(world)
    kit = worlds.known(world, known_as="Kit", given="Kit", nhs_number=None)
    with acting_as(SYSTEM, at=world.at):
        people.add_contact(SYSTEM, person=keeley, contact=ContactDetails("address", "3 Foss Walk, York"), at=world.at)
    for person in (keeley, kit):
        post.send(post.queue(about=person.pk, at=world.at, key=str(person.pk)))


class TestLetters:
    def test_shows_what_waits_at_my_hub(self, world, waiting):
        page = words(worlds.client_of(world.lead).get("/letters"))

        assert "Waiting to be printed" in page
        assert "held by Priya" in page

    def test_shows_nothing_about_people_one_does_not_see(self, world, waiting):
        page = words(worlds.client_of(world.outsider).get("/letters"))

        assert "Keeley" not in page
        assert "Kit" not in page

    def test_is_not_for_roles_that_do_not_write(self, world):
        assert worlds.client_of(world.administrator).get("/letters").status_code == 403

    def test_asks_as_much_for_many_as_for_one(self, world, waiting, django_assert_max_num_queries):
        for number in range(10):
            worlds.known(world, known_as=f"Ada {number}", given="Ada", nhs_number=None)

        with django_assert_max_num_queries(12):
            worlds.client_of(world.lead).get("/letters")
