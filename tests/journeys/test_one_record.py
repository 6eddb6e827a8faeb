"""One person is known twice: two custodians join the records, and two take them apart again."""

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.models import Membership
from hearth.people.identity_models import Duplicate, LinkageRun
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import PHONE, House, Visitor

pytestmark = pytest.mark.browser
COMPARED = [
    {"code": "phone", "label": "Phone", "words": "The same number", "weight": 14.9},
    {"code": "family", "label": "Surname", "words": "Different", "weight": -3.6},
]


class TestOneRecord:
    def test_is_made_of_two_by_two_people_and_taken_apart_by_two(self, house: House) -> None:
        kit, kitty, gail, hugh = given_somebody_who_is_known_twice(house)

        when_one_proposes_it(house, gail)
        then_nothing_has_changed(kitty)
        when_another_says_so_too(house, hugh)
        then_there_is_one_record_with_everything_in_it(house, kit, kitty)
        when_both_say_that_they_are_two_after_all(house, gail, hugh)

        then_each_has_their_own_again(house, kit, kitty)


def given_somebody_who_is_known_twice(house: House) -> tuple[Person, Person, Membership, Membership]:
    world = house.world
    kit = worlds.known(world, known_as="Kit", given="Kit", family="Rowntree")
    kitty = worlds.known(world, known_as="Kitty", given="Kitty", family="Rowe", nhs_number=None)
    worlds.written(world, kit, "Kit came with the dog.")
    worlds.written(world, kitty, "Kitty rang about the flat.")
    first, second = sorted([kit.id, kitty.id])
    with acting_as(SYSTEM, at=world.at):
        told = {"weight": 11.2, "probability": 0.98, "compared": COMPARED, "facts": "as they are", "model": "2026-11"}
        pair = Duplicate(first_id=first, second_id=second, found_at=world.at, seen_at=world.at, **told)
        pair.save(force_insert=True)
        LinkageRun(model="2026-11", started_at=world.at, finished_at=world.at).save(force_insert=True)
    gail = worlds.worker("Gail", "Hart", "guardian", world.trust)
    return kit, kitty, gail, worlds.worker("Hugh", "Dale", "guardian", world.council)


def when_one_proposes_it(house: House, membership: Membership) -> None:
    gail = at_their_desk(house, membership)
    gail.sees("may be one person")
    gail.follows("Two records")
    gail.follows("Kit")
    gail.sees("one person or two?", "The same number")
    without_mistakes(gail)
    gail.page.get_by_label("Kit, known here since").first.check()
    gail.chooses("A letter or a card with their name")
    gail.types("Why?", "She told me of both hubs herself.")
    gail.presses("Propose to join them")
    gail.sees("Proposed.")
    without_mistakes(gail)


def then_nothing_has_changed(kitty: Person) -> None:
    assert worlds.all_of(Person, pk=kitty.pk)[0].status == "provisional"


def when_another_says_so_too(house: House, membership: Membership) -> None:
    hugh = at_their_desk(house, membership)
    hugh.sees("are one person, says Gail Hart")
    hugh.follows("Kitty and Kit")
    hugh.sees("She told me of both hubs herself.")
    without_mistakes(hugh)
    hugh.chooses("Their NHS number")
    hugh.presses("Join them")
    hugh.sees("They are one record now.")
    without_mistakes(hugh)


def then_there_is_one_record_with_everything_in_it(house: House, kit: Person, kitty: Person) -> None:
    lead = house.worker(house.world.lead, viewport=PHONE)
    carry(lead.context)
    # A page of the record that was joined leads to the one that goes on.
    lead.goes_to(f"/people/{kitty.id}/journey")
    lead.is_at(f"/people/{kit.id}/journey")
    lead.sees("Kit came with the dog.", "Kitty rang about the flat.", "One record")
    without_mistakes(lead)


def when_both_say_that_they_are_two_after_all(house: House, one: Membership, other: Membership) -> None:
    gail = at_their_desk(house, one)
    gail.goes_to("/identities")
    gail.follows("Kit")
    gail.types("How do you know that they are two people?", "Her sister came with her today.")
    gail.presses("Propose to take them apart")
    gail.sees("Proposed.")
    hugh = at_their_desk(house, other)
    hugh.sees("are two people after all, says Gail Hart")
    hugh.follows("Kitty and Kit")
    without_mistakes(hugh)
    hugh.presses("Take them apart")
    hugh.sees("They are two records again")


def then_each_has_their_own_again(house: House, kit: Person, kitty: Person) -> None:
    lead = house.worker(house.world.lead)
    lead.goes_to(f"/people/{kit.id}/journey")
    lead.sees("Kit came with the dog.", "Two records again")
    lead.does_not_see("Kitty rang about the flat.")
    lead.goes_to(f"/people/{kitty.id}/journey")
    lead.sees("Kitty rang about the flat.")
    lead.does_not_see("Kit came with the dog.")


def at_their_desk(house: House, membership: Membership) -> Visitor:
    visitor = house.worker(membership)
    carry(visitor.context)
    visitor.goes_to("/desk")
    without_mistakes(visitor)
    return visitor


def without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
