"""Somebody fills in ReQoL-10 twice, on a phone; and the figures of a group are read by somebody without names."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.outcomes import actions
from hearth.outcomes.figures import Period
from hearth.outcomes.models import Answer, Worry
from hearth.outcomes.tests.sheets import CAME_FOR, LOWEST, MIDDLE, filled, load, with_total
from hearth.people.models import Person
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser


class TestMeasuring:
    def test_shows_a_reliable_change_after_the_second_time(self, house: House) -> None:
        person = worlds.known(house.world)
        load(house.world)
        filled(house.world, person, with_total(14), answered_on=localdate() - timedelta(days=40))
        keeley = house.person(person)
        carry(keeley.context)

        when_she_answers_on_her_phone(keeley, with_total(23))

        keeley.follows("ReQoL-10")
        keeley.sees("The latest is 9 higher than the first.", "more than chance is likely to do")
        then_it_is_without_mistakes(keeley)

    def test_goes_on_where_somebody_stopped(self, house: House) -> None:
        person = worlds.known(house.world)
        load(house.world)
        keeley = house.person(person)
        keeley.goes_to("/me/measures/reqol-10")
        keeley.presses("Answer the questions")
        keeley.page.get_by_label("Answer 3", exact=True).check()
        keeley.sees("saved")

        again = house.person(person)
        again.goes_to("/me/measures/reqol-10")
        again.follows("Go on")

        assert again.page.get_by_label("Answer 3", exact=True).is_checked()
        (answer,) = worlds.all_of(Answer)
        assert (answer.item, answer.value) == (1, 3)

    def test_works_without_scripts_and_offers_help_at_once(self, house: House) -> None:
        person = worlds.known(house.world)
        load(house.world)
        keeley = house.person(person, java_script_enabled=False)

        when_she_answers_on_her_phone(keeley, LOWEST)

        keeley.sees("Thank you for telling us", "Priya is at the desk now and has been told.", "116 123")
        (worry,) = worlds.all_of(Worry)
        assert worry.desk_told_id == house.world.lead.pk
        lead = house.worker(house.world.lead)
        lead.goes_to("/desk")
        lead.sees("Keeley")

    def test_stays_with_somebody_beside_a_worker(self, house: House) -> None:
        person = worlds.known(house.world)
        load(house.world)
        peer = house.worker(house.world.peer)
        carry(peer.context)
        peer.goes_to(f"/people/{person.pk}")
        peer.follows("How it is going")
        peer.follows("ReQoL-10")
        then_it_is_without_mistakes(peer)
        peer.presses("Begin")
        peer.page.locator("#id_item-6-5").check()
        then_it_is_without_mistakes(peer)
        peer.presses("Finish")

        peer.sees("Stay with this", "Keeley has told something")
        then_it_is_without_mistakes(peer)


class TestTheFigures:
    def test_are_whole_and_without_names(self, house: House) -> None:
        people = [
            worlds.known(house.world, known_as=f"Wyn {n}", given="Wyn", family=f"Holt{n}", nhs_number=None)
            for n in range(12)
        ]
        given_what_they_said(house, people)
        commissioner = house.worker(worlds.worker("Rae", "Lund", "commissioner", house.world.trust))
        carry(commissioner.context)

        commissioner.goes_to("/outcomes")
        commissioner.follows("The spring")

        commissioner.sees("8 of 12", "(66.7 % of the 12 who told us)", "Nobody is missing.")
        commissioner.sees("1 of 2", "counts only: fewer than 10 known", "10 of 12 we do not know about")
        commissioner.sees("These do not add up, and should not")
        commissioner.does_not_see("Wyn")
        then_it_is_without_mistakes(commissioner)


def given_what_they_said(house: House, people: list[Person]) -> None:
    today = localdate()
    for number, person in enumerate(people):
        answers = {1: 4 if number < 8 else 1}
        filled(house.world, person, answers, CAME_FOR, mode="together", language="en-GB")
    for person, totals in zip(people, ((10, 20), (20, 22)), strict=False):
        for total, days in zip(totals, (40, 1), strict=True):
            filled(house.world, person, with_total(total), answered_on=today - timedelta(days=days))
    filled(house.world, people[2], MIDDLE)
    with acting_as(SYSTEM, at=house.world.at):
        period = Period(today - timedelta(days=90), today)
        cohort = actions.form_cohort(
            SYSTEM, code="spring", name="The spring", hub=house.world.hub, period=period, at=house.world.at
        )
        for person in people:
            actions.add_to_cohort(SYSTEM, cohort=cohort, person=person, at=house.world.at)


def when_she_answers_on_her_phone(keeley: Visitor, answers: dict[int, int]) -> None:
    keeley.goes_to("/me")
    keeley.follows("How I am getting on")
    keeley.follows("ReQoL-10")
    keeley.presses("Answer the questions")
    for item in range(1, 12):
        keeley.sees(f"Invented question {item}?")
        if item in answers:
            keeley.page.get_by_label(f"Answer {answers[item]}", exact=True).check()
        keeley.presses("Go on")
    keeley.sees("Is this right?")
    keeley.presses("Finish")


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
