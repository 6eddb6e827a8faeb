"""An abusive ex-partner who was let in, has signed in as the person, and asks a service he works for, finds nothing."""

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.models import Person, Relation
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
WORDS = "Keeley has a room at her sister\u2019s."


class TestAnAbusiveExPartner:
    def test_finds_nothing(self, house: House) -> None:
        keeley, ash = given_ash_who_was_let_in(house)
        own, as_himself, as_her, at_work = given_four_open_browsers(house, keeley, ash)

        when_keeley_shuts_everyone_out(own)

        then_he_finds_nobody(as_himself, keeley)
        then_he_is_nobody_in_her_sign_in(as_her)
        then_his_colleague_finds_no_page(at_work, keeley)
        then_her_own_page_says_no_more_than_before(own)
        then_those_alongside_are_told_to_say_nothing(house, keeley)


def given_ash_who_was_let_in(house: House) -> tuple[Person, Person]:
    world = house.world
    keeley = worlds.known(world)
    ash = worlds.known(world, known_as="Ash", given="Ash", family="Lowe", nhs_number=None)
    with acting_as(SYSTEM, at=world.at):
        Relation.objects.create(person=keeley, name="Ash", relation="partner", related_person=ash, emergency=True)
    worlds.let_in(world, keeley, ash)
    worlds.let_in(world, keeley, world.council)
    worlds.written(world, keeley, WORDS)
    return keeley, ash


def given_four_open_browsers(house: House, keeley: Person, ash: Person) -> tuple[Visitor, Visitor, Visitor, Visitor]:
    account = worlds.own_sign_in(house.world, keeley)
    own, as_her = house.somebody(), house.somebody()
    for visitor in (own, as_her):
        visitor.keep_session(house.url, worlds.session(account, person_id=keeley.pk))
    as_himself, at_work = house.person(ash), house.worker(house.world.partner)
    as_himself.goes_to(f"/me/people/{keeley.pk}")
    as_her.goes_to("/me/journey")
    at_work.goes_to(f"/people/{keeley.pk}")
    for visitor in (as_himself, as_her, at_work):
        visitor.sees(WORDS)
    return own, as_himself, as_her, at_work


def when_keeley_shuts_everyone_out(own: Visitor) -> None:
    carry(own.context)
    own.goes_to("/me/circle")
    own.follows("Shut everyone out at once")
    own.is_at("/me/circle/closing")
    own.sees("Nobody in my life sees anything here any more", "Nobody is told.")
    assert violations(own.page) == []
    own.page.get_by_text("Name who else must see nothing").click()
    own.chooses("City housing")
    own.presses("Shut everyone out now")
    own.is_at("/me/circle")


def then_he_finds_nobody(as_himself: Visitor, keeley: Person) -> None:
    for path in ("", "/card", "/plan"):
        assert as_himself.goes_to(f"/me/people/{keeley.pk}{path}") == 404
    never = as_himself.page.content()
    assert as_himself.goes_to("/me/people/0192f0c1-0000-7000-8000-000000000001") == 404
    assert len(as_himself.page.content()) == len(never)
    assert as_himself.goes_to("/me") == 200
    as_himself.does_not_see("Keeley", "shut", "no longer")
    as_himself.sees("Hello Ash")


def then_he_is_nobody_in_her_sign_in(as_her: Visitor) -> None:
    as_her.goes_to("/me/journey")
    as_her.does_not_see(WORDS, "Keeley")
    assert "/sign-in" in as_her.page.url


def then_his_colleague_finds_no_page(at_work: Visitor, keeley: Person) -> None:
    for path in ("", "/journey", "/circle"):
        assert at_work.goes_to(f"/people/{keeley.pk}{path}") == 404
    at_work.does_not_see(WORDS)


def then_her_own_page_says_no_more_than_before(own: Visitor) -> None:
    own.sees("That is how it is from now on.")
    assert own.page.get_by_label("Ash: Nothing. Change it.").count() == 0
    for path in ("/me", "/me/journey", "/me/messages"):
        own.goes_to(path)
        own.does_not_see("Shut", "shut out")


def then_those_alongside_are_told_to_say_nothing(house: House, keeley: Person) -> None:
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/people/{keeley.pk}")
    lead.sees("Keeley shut everyone out", "Tell nobody who asks anything")
    lead.sees(WORDS)
    assert violations(lead.page) == []
