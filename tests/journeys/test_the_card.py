"""A card for bad days is written together and signed; at three in the morning it opens in two taps, and offline."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.models import Membership, Session
from hearth.organisations.tests.factories import ShiftFactory
from hearth.people.models import Person
from hearth.plans.models import PackedCard, ShiftPack, Signature
from hearth.plans.rules import CARD_TENTHS, Card, tenths_of
from hearth.plans.tests.plans import CARD, sign
from hearth.plans.tests.plans import card as write_card
from hearth.sharing.models import Look
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
FULL = "A dark corner, the blue blanket, rain on my phone. Tea with sugar."
BOTTOM = "() => document.querySelector('.night__whose').getBoundingClientRect().bottom"
# What lies on the device, without the half of the key that nobody can take from it.
STORED = """() => new Promise((resolve) => {
    indexedDB.open("cards", 1).onsuccess = ({ target }) => {
        const asked = target.result.transaction("packs").objectStore("packs").get("pack");
        asked.onsuccess = () => {
            const { device, ...rest } = asked.result;
            resolve(JSON.stringify({ ...rest, extractable: device.extractable }));
        };
    };
})"""

# Everything a browser keeps for a page that is not open.
KEPT = """async () => ({
    drawers: (await indexedDB.databases()).map((one) => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class TestWritingTheCard:
    def test_is_done_with_a_worker_and_signed_by_the_person(self, house: House) -> None:
        robin = worlds.known(house.world, known_as="Robin")
        lead = when_the_screen_is_turned_round(house, robin)
        when_they_write_the_card_together(lead)
        when_robin_says_that_it_is_theirs(lead)

        then_it_is_on_the_first_screen_as_their_own(house, robin)
        then_robin_reads_it_on_their_own_page(house, robin)


class TestAtThreeInTheMorning:
    def test_a_bank_worker_opens_it_in_two_taps_and_then_offline(self, house: House) -> None:
        robin = worlds.known(house.world, known_as="Robin")
        sign(house.world, robin, write_card(house.world, robin))
        bank = when_a_bank_worker_signs_in(house)

        when_two_taps_lead_to_the_card(bank, robin)
        when_the_cards_are_kept_on_the_device(bank, robin)
        when_the_connection_is_cut(bank)
        then_it_is_gone_once_it_was_called_back(house, bank)


class TestSigningOut:
    def test_leaves_nothing_of_the_cards_on_the_device_here_or_from_afar(self, house: House) -> None:
        robin = worlds.known(house.world, known_as="Robin")
        sign(house.world, robin, write_card(house.world, robin))
        wanda = given_a_bank_worker(house)
        bank = house.worker(wanda)
        bank.goes_to("/desk")

        when_the_cards_lie_on_the_device(bank)
        when_they_sign_out(bank)
        then_nothing_is_left_on_the_device(bank)

        bank.keep_session(house.url, worlds.session_of(wanda))
        when_the_cards_lie_on_the_device(bank)
        when_somebody_signs_them_out_from_afar(bank, wanda)
        then_nothing_is_left_on_the_device(bank)


class TestAFullCard:
    def test_fits_on_one_small_screen(self, house: House) -> None:
        robin = worlds.known(house.world, known_as="Robin", pronouns="they/them", area="Acomb Green")
        full = write_card(house.world, robin, calls=(CARD.calls[0],) * 4, calms=FULL, home="", please_dont=FULL)
        sign(house.world, robin, full)
        own, lead = house.person(robin, viewport=PHONE), house.worker(house.world.lead, viewport=PHONE)

        own.goes_to("/me/card")
        lead.goes_to(f"/people/{robin.pk}/card")

        said = Card(CARD.do_first, CARD.calls * 2, CARD.not_to_ring, FULL, please_dont=FULL)
        assert tenths_of(said) > CARD_TENTHS - 20
        assert own.page.evaluate(BOTTOM) <= PHONE["height"]
        assert lead.page.evaluate(BOTTOM) <= PHONE["height"]


def when_the_screen_is_turned_round(house: House, robin: Person) -> Visitor:
    worlds.known(house.world, known_as="Zebedee", nhs_number=None)
    lead = house.worker(house.world.lead)
    carry(lead.context)
    lead.goes_to(f"/people/{robin.pk}")
    lead.follows("Robin’s plan")
    lead.follows("Turn the screen round")
    lead.sees("My plan")
    lead.does_not_see("Zebedee", "Today", "Priya Nair")
    expect(lead.page.get_by_label("Find a person")).to_have_count(0)
    then_it_is_without_mistakes(lead)
    return lead


def when_they_write_the_card_together(lead: Visitor) -> None:
    lead.follows("Write the card")
    lead.types("What should somebody do first?", "Sit with me. Don’t ask me questions for ten minutes.")
    first = lead.page.get_by_role("group", name="Number 1 to ring")
    first.get_by_label("Name").fill("Jess")
    first.get_by_label("Number").fill("07700 900 118")
    first.get_by_label("Who they are").fill("my sister")
    lead.types("What calms me?", "A dark corner, the blue blanket.")
    lead.types("What should nobody do?", "Take my phone.")
    expect(lead.page.locator("[data-kept]")).to_contain_text("saved")
    then_it_is_without_mistakes(lead)
    lead.presses("Keep the card")
    lead.sees("Kept. Read it together", "Not signed yet")


def when_robin_says_that_it_is_theirs(lead: Visitor) -> None:
    lead.follows("Read and say yes")
    lead.sees("My card for bad days: Sit with me.")
    lead.chooses("They made a cross")
    lead.types("Who saw it?", "Sam Okafor")
    then_it_is_without_mistakes(lead)
    lead.presses("This is mine")
    lead.sees("This is mine.")


def then_it_is_on_the_first_screen_as_their_own(house: House, robin: Person) -> None:
    assert [row.mark for row in worlds.all_of(Signature, person=robin)] == ["cross"]
    peer = house.worker(house.world.peer)
    carry(peer.context)
    peer.goes_to(f"/people/{robin.pk}")
    peer.sees("Sit with me.", "Robin’s own, signed")
    peer.follows("Open the card")
    peer.sees("Ring, in this order", "07700 900 118", "What calms me")
    then_it_is_without_mistakes(peer)


def then_robin_reads_it_on_their_own_page(house: House, robin: Person) -> None:
    own = house.person(robin)
    carry(own.context)
    own.goes_to("/me")
    own.sees("My card. I signed it")
    own.follows("Open the card")
    own.sees("When things are bad", "Jess")
    then_it_is_without_mistakes(own)
    own.goes_to("/me/looked")
    own.sees("your card for bad days")


def given_a_bank_worker(house: House) -> Membership:
    bank = worlds.in_the_team(house.world, "Wanda", "Cole", "recovery-worker")
    with acting_as(SYSTEM, at=house.world.at):
        starts, ends = house.world.at - timedelta(hours=1), house.world.at + timedelta(hours=6)
        ShiftFactory(hub=house.world.hub, membership=bank, starts_at=starts, ends_at=ends)
    return bank


def when_a_bank_worker_signs_in(house: House) -> Visitor:
    visitor = house.worker(given_a_bank_worker(house), viewport=PHONE)
    carry(visitor.context)
    visitor.goes_to("/desk")
    return visitor


def when_two_taps_lead_to_the_card(bank: Visitor, robin: Person) -> None:
    bank.page.get_by_role("navigation", name="Main").get_by_role("link", name="Cards").click()
    bank.sees("Robin")
    bank.page.get_by_role("link", name="Robin").click()
    bank.is_at(f"/people/{robin.pk}/card")
    bank.sees("Sit with me.")
    then_it_is_without_mistakes(bank)
    assert [look.name for look in worlds.all_of(Look, person=robin, what="card")] == ["Wanda Cole"]


def when_the_cards_are_kept_on_the_device(bank: Visitor, robin: Person) -> None:
    bank.goes_to("/cards/offline/")
    bank.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    bank.presses("Keep the cards on this device")
    bank.sees("One card of 30 Clarence Street")
    then_it_is_without_mistakes(bank)
    (pack,) = worlds.all_of(ShiftPack)
    assert [one.person_id for one in worlds.all_of(PackedCard, pack=pack)] == [robin.pk]
    stored = bank.page.evaluate(STORED)
    assert "Sit with me" not in stored
    assert "Robin" not in stored
    assert '"extractable":false' in stored


def when_the_connection_is_cut(bank: Visitor) -> None:
    bank.context.set_offline(True)
    bank.goes_to("/cards/offline/")
    bank.sees("One card of 30 Clarence Street")
    bank.page.get_by_role("button", name=re.compile("^Robin")).click()
    bank.sees("Sit with me.", "07700 900 118", "Please don’t", "Robin’s own")
    bank.presses("All names")
    bank.sees("Robin")


def then_it_is_gone_once_it_was_called_back(house: House, bank: Visitor) -> None:
    manager = house.worker(house.world.manager)
    manager.goes_to("/cards")
    manager.page.get_by_role("button", name="Call back what Wanda Cole took").click()
    manager.sees("Called back")

    bank.context.set_offline(False)
    bank.goes_to("/cards/offline/")
    bank.sees("The cards were called back. They are gone from this device.")
    bank.context.set_offline(True)
    bank.goes_to("/cards/offline/")
    bank.does_not_see("Sit with me.", "Robin")
    bank.context.set_offline(False)
    (pack,) = worlds.all_of(ShiftPack)
    assert pack.wiped_at is not None


def when_the_cards_lie_on_the_device(bank: Visitor) -> None:
    bank.goes_to("/cards/offline/")
    bank.page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    bank.presses("Keep the cards on this device")
    bank.sees("One card of 30 Clarence Street")
    kept = bank.page.evaluate(KEPT)
    assert kept["drawers"] == ["cards"]
    assert len(kept["caches"]) == kept["workers"] == 1


def when_they_sign_out(bank: Visitor) -> None:
    bank.goes_to("/desk")
    bank.page.locator(".bar__me").click()
    bank.presses("Sign out")
    bank.is_at("/")


def when_somebody_signs_them_out_from_afar(bank: Visitor, wanda: Membership) -> None:
    Session.objects.filter(membership_id=wanda.pk).delete()
    bank.goes_to("/desk")
    bank.is_at(re.compile("/sign-in"))


def then_nothing_is_left_on_the_device(bank: Visitor) -> None:
    assert bank.page.evaluate(KEPT) == {"drawers": [], "caches": [], "workers": 0}


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
