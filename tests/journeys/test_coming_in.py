"""Coming in without e-mail or phone; a tablet that forgets; a passkey; an account from elsewhere; signing out afar."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.models import Session
from hearth.organisations.tests.test_nhs_identity import nhs, our_key, strict
from hearth.people.models import Person
from hearth.plans.models import PartVersion
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor
from tests.journeys.test_signing_in import given_a_device_that_keeps_passkeys

__all__ = ["nhs", "our_key", "strict"]
pytestmark = pytest.mark.browser
TABLET = {"width": 820, "height": 1180}
CODE = re.compile(r"[a-z]+-[a-z]+-[a-z]+-\d\d")


@pytest.fixture
def keeley(house: House) -> Person:
    return worlds.known(house.world)


class TestComingInWithACode:
    def test_needs_no_email_and_no_phone_and_asks_first_whether_it_is_safe(self, house: House, keeley: Person) -> None:
        code = when_a_worker_asks_alone_and_gives_a_code(house, keeley, "Mostly. Others may see it now and then")
        own = house.somebody()
        carry(own.context)

        when_the_code_is_typed(own, code)

        own.is_at("/me")
        own.sees("Hello Keeley")
        assert own.page.title() == "Notes"
        assert violations(own.page) == []

    def test_is_not_offered_where_it_is_not_safe(self, house: House, keeley: Person) -> None:
        code = when_a_worker_asks_alone_and_gives_a_code(house, keeley, "No. It is not safe just now")

        assert code == ""


class TestATablet:
    def test_forgets_whoever_used_it_after_two_minutes_without_a_touch(self, house: House, keeley: Person) -> None:
        own = given_keeley_is_in_on_a_tablet(house, keeley)
        own.page.clock.install()
        own.follows("What I am called")
        own.is_at("/me/name")
        own.types("What shall we call you?", "Kit of the clocks")

        own.page.clock.run_for(95_000)
        own.sees("Still here? Touch the page.")
        own.page.keyboard.press("Shift")
        own.does_not_see("Still here?")
        own.page.clock.run_for(125_000)

        own.is_at(f"{house.url}/")
        own.sees("The door is open")
        assert own.places() == ["about:blank", f"{house.url}/"]
        assert not worlds.all_of(Session, account__portal_access__person=keeley)
        own.goes_to("/me")
        own.is_at(re.compile("/sign-in"))
        own.does_not_see("Keeley", "Kit of the clocks")

    def test_lets_go_when_somebody_says_so(self, house: House, keeley: Person) -> None:
        own = given_keeley_is_in_on_a_tablet(house, keeley)
        own.goes_to("/me")
        assert violations(own.page) == []

        own.presses("I am done")

        own.sees("The door is open")
        assert not worlds.all_of(Session, account__portal_access__person=keeley)


class TestSigningOutFromAfar:
    def test_ends_the_other_device_in_the_same_second(self, house: House, keeley: Person) -> None:
        account = worlds.own_sign_in(house.world, keeley)
        phone, library = (house.somebody() for _ in range(2))
        for visitor in (library, phone):
            visitor.keep_session(house.url, worlds.session(account, person_id=keeley.id))
        carry(phone.context)
        library.goes_to("/me")

        phone.goes_to("/me/devices")
        assert violations(phone.page) == []
        phone.page.get_by_role("button", name=re.compile("^Sign out there")).click()
        phone.sees("Signed out there.")

        library.goes_to("/me/journey")
        library.is_at(re.compile("/sign-in"))
        phone.goes_to("/me/devices")
        expect(phone.page.get_by_role("button", name=re.compile("^Sign out there"))).to_have_count(0)


class TestAPasskey:
    def test_lets_me_in_and_a_lost_one_shuts_nobody_out(self, house: House, keeley: Person) -> None:
        own = house.person(keeley)
        given_a_device_that_keeps_passkeys(own)
        own.goes_to("/me/devices")
        own.follows("My passkeys")
        own.follows("Add a passkey")
        own.types("What shall we call it?", "My phone")
        own.chooses("It may let me in without my password")
        own.presses("Add it")
        own.sees("Your passkey is in place.")

        own.context.clear_cookies()
        own.goes_to("/sign-in")
        own.presses("Sign in with a passkey")
        own.is_at("/me/safe")
        assert not [place for place in own.places() if "/sign-in" in place]

        code = when_a_worker_asks_alone_and_gives_a_code(house, keeley, "Yes. Nobody else looks at it")
        without_it = house.somebody()
        when_the_code_is_typed(without_it, code)
        without_it.is_at("/me")


class TestAnAccountFromElsewhere:
    def test_is_added_by_whoever_is_in_and_lets_them_in_from_then_on(
        self, house: House, keeley: Person, nhs: object
    ) -> None:
        own = house.person(keeley)
        carry(own.context)
        own.goes_to("/me/devices")
        own.presses("Also come in with the trust account")
        own.is_at("/accounts/2fa/")
        assert violations(own.page) == []

        own.context.clear_cookies()
        own.goes_to("/sign-in")
        own.presses("Go on with the trust account")
        own.is_at("/me/safe")
        own.chooses("Yes. Nobody else looks at it")
        own.presses("Go on")

        own.sees("Hello Keeley")


class TestASessionThatEndsMidSentence:
    @pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
    def test_leaves_the_words_there_after_signing_in(self, house: House, keeley: Person, scripts: bool) -> None:
        own = house.person(keeley, java_script_enabled=scripts)
        own.goes_to("/me/plan/parts/about-me")
        own.types("In my own words", "I fix clocks, and on Sundays")
        given_the_session_has_ended(keeley)

        own.presses("Keep this")
        own.sees("You were signed out. Your words are still here.")
        when_they_come_in_again_beside_it(house, own, keeley)
        own.presses("Try again")
        if not scripts:
            own.sees("This page had been open too long. Your words are still here.")
            own.presses("Try again")

        own.sees("What stood before is kept too.", "I fix clocks, and on Sundays")
        assert [one.words for one in worlds.all_of(PartVersion, person=keeley)] == ["I fix clocks, and on Sundays"]

    def test_finds_them_on_another_device_too(self, house: House, keeley: Person) -> None:
        account = worlds.own_sign_in(house.world, keeley)
        own, other = (house.somebody() for _ in range(2))
        own.keep_session(house.url, worlds.session(account, person_id=keeley.id))
        own.goes_to("/me/plan/parts/about-me")
        own.types("In my own words", "I fix clocks, and on Sundays")
        expect(own.page.locator("[data-kept]").first).to_contain_text("saved")
        given_the_session_has_ended(keeley)

        other.keep_session(house.url, worlds.session(account, person_id=keeley.id))
        other.goes_to("/me/plan/parts/about-me")

        expect(other.page.get_by_role("textbox", name="In my own words")).to_have_value("I fix clocks, and on Sundays")


def when_a_worker_asks_alone_and_gives_a_code(house: House, person: Person, answer: str) -> str:
    peer = house.worker(house.world.peer)
    carry(peer.context)
    peer.goes_to(f"/people/{person.pk}")
    peer.follows("Give them a code")
    peer.sees("Ask when nobody else can hear")
    assert violations(peer.page) == []
    peer.chooses(answer)
    peer.presses("Go on")
    peer.sees("Shown only now" if answer[0] != "N" else "Then no code.")
    found = CODE.search(peer.page.locator("main").inner_text())
    return found[0] if found else ""


def when_the_code_is_typed(visitor: Visitor, code: str) -> None:
    visitor.goes_to("/")
    visitor.follows("I have a code")
    visitor.types("Your code", code.replace("-", " ").upper())
    visitor.presses("Come in")


def given_keeley_is_in_on_a_tablet(house: House, keeley: Person) -> Visitor:
    tablet = house.worker(house.world.peer, viewport=TABLET)
    carry(tablet.context)
    tablet.goes_to("/tablet")
    assert violations(tablet.page) == []
    tablet.presses("Make this a tablet of the hub")
    tablet.is_at("/sign-in/code")
    code = when_a_worker_asks_alone_and_gives_a_code(house, keeley, "Yes. Nobody else looks at it")
    own = Visitor(tablet.context.new_page())
    when_the_code_is_typed(own, code)
    own.is_at("/me")
    return own


def given_the_session_has_ended(person: Person) -> None:
    ended = worlds.now() - timedelta(minutes=1)
    with acting_as(SYSTEM, at=worlds.now()):
        Session.objects.filter(account__portal_access__person=person).update(expire_date=ended)


def when_they_come_in_again_beside_it(house: House, own: Visitor, person: Person) -> None:
    code = when_a_worker_asks_alone_and_gives_a_code(house, person, "Yes. Nobody else looks at it")
    with own.context.expect_page() as opened:
        own.page.get_by_role("link", name="with a code").click()
    beside = Visitor(opened.value)
    beside.types("Your code", code)
    beside.presses("Come in")
    beside.is_at("/me")
