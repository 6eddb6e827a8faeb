"""A person narrows the circle, and a partner loses sight in the same second, on a page that was open too."""

import pytest
from playwright.sync_api import expect

from hearth.core.sight import Level
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.sharing.models import CircleChoice
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
HOUSING = "City housing: Everything but what I keep private. Change it."


class TestNarrowingTheCircle:
    def test_takes_a_partners_sight_in_the_same_second(self, house: House) -> None:
        keeley = given_somebody_who_let_housing_in(house)
        tom, own = house.worker(house.world.partner), house.person(keeley)
        when_tom_has_the_page_open(tom, keeley)

        when_keeley_drags_housing_outwards(own)
        then_nothing_has_changed_before_she_says_so(own, keeley)
        when_she_says_so(own)

        then_tom_reads_and_writes_nothing_more(tom, keeley)

    def test_is_as_easy_with_the_keyboard(self, house: House) -> None:
        keeley = given_somebody_who_let_housing_in(house)
        own = house.person(keeley)
        own.goes_to("/me/circle")

        own.page.get_by_label(HOUSING).focus()
        own.page.keyboard.press("ArrowDown")
        expect(own.page.locator("[data-rings-says]")).to_contain_text("City housing: less. Press Enter")
        own.page.keyboard.press("ArrowDown")
        own.page.keyboard.press("Enter")

        own.sees("You moved them to “nothing”.")
        own.presses("This is my choice")
        own.is_at("/me/circle")
        assert levels(keeley) == [Level.FULL, Level.NOTHING]

    def test_works_without_scripts(self, house: House) -> None:
        keeley = given_somebody_who_let_housing_in(house)
        own = house.person(keeley, java_script_enabled=False)
        own.goes_to("/me/circle")

        own.page.get_by_label(HOUSING).click()
        own.sees("What may City housing know?")
        own.chooses("That I come here")
        own.presses("This is my choice")

        own.sees("That is how it is from now on.")
        assert levels(keeley) == [Level.FULL, Level.MINIMUM]


def given_somebody_who_let_housing_in(house: House) -> Person:
    keeley = worlds.known(house.world)
    worlds.let_in(house.world, keeley, house.world.council)
    worlds.written(house.world, keeley, "Keeley laughed about the cat.")
    return keeley


def levels(person: Person) -> list[int]:
    return [choice.level for choice in sorted(worlds.all_of(CircleChoice, person=person), key=lambda one: one.from_at)]


def when_tom_has_the_page_open(tom: Visitor, keeley: Person) -> None:
    assert tom.goes_to(f"/people/{keeley.pk}") == 200
    tom.sees("Keeley laughed about the cat.")
    tom.page.locator("textarea").first.fill("She did not come to the viewing.")


def when_keeley_drags_housing_outwards(own: Visitor) -> None:
    carry(own.context)
    own.goes_to("/me/circle")
    own.sees("See everything but what I keep private", "drag it to another ring")
    assert violations(own.page) == []
    own.page.locator('[data-rings="ready"]').scroll_into_view_if_needed()
    face = own.page.get_by_label(HOUSING).locator(".rings__face").bounding_box()
    ring = own.page.locator('[data-ring="0"]').bounding_box()
    assert face is not None
    assert ring is not None
    own.page.mouse.move(face["x"] + face["width"] / 2, face["y"] + face["height"] / 2)
    own.page.mouse.down()
    # Straight down into the outermost ring.
    own.page.mouse.move(ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] - 12, steps=8)
    own.page.mouse.up()
    own.page.wait_for_url("**/me/circle/choice**")


def then_nothing_has_changed_before_she_says_so(own: Visitor, keeley: Person) -> None:
    own.sees("What may City housing know?", "You moved them to “nothing”. Nothing has changed yet", "What follows")
    assert own.page.get_by_label("Nothing", exact=True).is_checked()
    assert violations(own.page) == []
    assert levels(keeley) == [Level.FULL]


def when_she_says_so(own: Visitor) -> None:
    own.presses("This is my choice")
    own.is_at("/me/circle")
    own.sees("That is how it is from now on.")


def then_tom_reads_and_writes_nothing_more(tom: Visitor, keeley: Person) -> None:
    before = len(worlds.all_of(Entry, person=keeley))
    with tom.page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 404):
        tom.page.locator("textarea").first.press("Control+Enter")
    tom.does_not_see("Keeley laughed about the cat.")
    assert len(worlds.all_of(Entry, person=keeley)) == before
    assert tom.goes_to(f"/people/{keeley.pk}") == 404
    assert tom.goes_to(f"/people/{keeley.pk}/journey") == 404
    tom.page.go_back()
    tom.does_not_see("laughed about the cat")
