from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader
from tests import world as worlds

from hearth.core.sight import Level
from hearth.plans.models import CardOpening
from hearth.plans.tests.plans import CARD, card, close_card, page, part, sign
from hearth.plans.tests.test_packs import spki

pytestmark = pytest.mark.django_db


class TestTheCard:
    def test_reads_in_the_order_of_a_bad_night(self, world, robin, lead):
        sign(world, robin, card(world, robin), later=timedelta())

        words = page(lead, f"/people/{robin.pk}/card")

        order = [CARD.do_first, "Ring, in this order", "Jess", "Dee", CARD.not_to_ring, "What calms me", "Please don’t"]
        places = [words.index(one) for one in order]
        assert places == sorted(places)
        assert 'href="tel:07700900118"' in words
        assert "Robin’s own, said yes to it" in words

    def test_is_one_tap_from_the_first_screen_and_from_the_list_of_the_shift(self, world, robin, lead):
        card(world, robin)

        assert f'href="/people/{robin.pk}/card"' in page(lead, f"/people/{robin.pk}")
        assert f'href="/people/{robin.pk}/card"' in page(lead, "/cards")

    def test_says_what_to_do_where_there_is_none(self, robin, lead):
        assert "speak quietly" in page(lead, f"/people/{robin.pk}/card")
        assert lead.get(f"/people/{robin.pk}/card/paper").status_code == 404

    def test_is_written_kept_and_read_again(self, world, robin, own):
        told = {"do_first": "Sit with me.", "call_0_name": "Jess", "call_0_number": "07700 900 118"}
        answer = worlds.send(own, "/me/card/writing", **told)

        assert answer.url == "/me/card"
        assert "Sit with me." in page(own, "/me/card/writing")
        assert "07700 900 118" in page(own, "/me/card")

    def test_looks_no_different_when_it_is_hidden_and_when_there_is_none(self, world, robin, lead):
        kit = worlds.known(world, known_as="Kit", nhs_number=None)
        card(world, robin)
        close_card(world, robin, hidden=True)

        hidden, none = (page(lead, f"/people/{one.pk}/card") for one in (robin, kit))

        assert "No card yet" in hidden
        assert "No card yet" in none
        assert "Robin" not in page(lead, "/cards").split("<main")[1]

    def test_prints_for_a_wallet_on_one_sheet(self, world, robin, own):
        card(world, robin)

        made = own.get("/me/card/paper")

        reader = PdfReader(BytesIO(made.content))
        assert len(reader.pages) == 1
        assert "Sit with me" in reader.pages[0].extract_text()

    def test_opens_and_closes_at_the_door(self, world, robin, lead):
        card(world, robin)
        path = f"/people/{robin.pk}/card/opening"
        assert worlds.send(lead, path, explained_how="").url == f"/people/{robin.pk}/card"
        assert worlds.all_of(CardOpening) == []

        worlds.send(lead, path, explained_how="Over tea.")
        assert "Over tea." in page(lead, f"/people/{robin.pk}/card")
        worlds.send(lead, path)
        assert worlds.all_of(CardOpening)[0].until_at is not None


class TestSomebodyClose:
    def test_reads_the_card_and_the_plan_as_far_as_they_may(self, world, robin):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        part(world, robin, "The allotment.")
        card(world, robin)
        worlds.let_in(world, robin, jess, Level.PLAN)
        client = worlds.client_of_person(world, jess)

        assert f"/me/people/{robin.pk}/card" in page(client, f"/me/people/{robin.pk}")
        assert "Sit with me." in page(client, f"/me/people/{robin.pk}/card")
        words = page(client, f"/me/people/{robin.pk}/plan")
        assert "The allotment." in words
        assert "Begin" not in words
        assert client.get(f"/me/people/{jess.pk}/plan").status_code == 404

    def test_finds_nothing_below_the_plan(self, world, robin):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        card(world, robin)
        worlds.let_in(world, robin, jess, Level.APPOINTMENTS)
        client = worlds.client_of_person(world, jess)

        assert f"/me/people/{robin.pk}/card" not in page(client, f"/me/people/{robin.pk}")
        assert "Sit with me." not in page(client, f"/me/people/{robin.pk}/card")


class TestTheCardsOfAShift:
    def test_tell_namesakes_apart(self, world, lead):
        for area in ("Holgate", "Acomb"):
            card(world, worlds.known(world, known_as="Beth", area=area, nhs_number=None))

        words = page(lead, "/cards")

        assert "Holgate" in words
        assert "Acomb" in words

    def test_ask_no_more_of_the_database_for_more(self, world, lead):
        def asked():
            with CaptureQueriesContext(connection) as found:
                page(lead, "/cards")
            return len(found)

        card(world, worlds.known(world, known_as="Robin"))
        page(lead, "/cards")
        few = asked()
        for name in ("Kit", "Ash", "Wren"):
            card(world, worlds.known(world, known_as=name, nhs_number=None))

        assert asked() == few


class TestPacks:
    def test_are_listed_and_called_back(self, world, robin, lead):
        card(world, robin)
        assert page(lead, "/cards/offline/").count("Robin") == 0
        refused = worlds.send(lead, "/cards/packs", spki="x")
        assert refused.status_code == 409
        assert "Print" in refused.json()["problem"]

        paper = worlds.send(lead, "/cards/paper")
        assert "Robin" in PdfReader(BytesIO(paper.content)).pages[0].extract_text()
        assert "on paper" in page(lead, "/cards")

    def test_are_given_to_a_device_that_may_keep_them_while_the_shift_runs(self, world, robin, lead):
        card(world, robin)
        pack = worlds.send(lead, "/cards/packs", spki=spki()).json()
        assert set(pack) == {"id", "made", "until", "iv", "data", "key"}
        assert worlds.send(lead, f"/cards/packs/{pack['id']}/contact").json() == {"keep": True}
        other = worlds.client_of(world.manager)
        assert worlds.send(other, f"/cards/packs/{pack['id']}/contact").json() == {"keep": False}

        assert worlds.send(other, f"/cards/packs/{pack['id']}/calling-back").url == "/cards"
        assert worlds.send(other, f"/cards/packs/{pack['id']}/calling-back").url == "/cards"
        assert worlds.send(lead, f"/cards/packs/{pack['id']}/contact").json() == {"keep": False}

    def test_say_that_no_shift_runs(self, world, robin):
        card(world, robin)
        peer = worlds.client_of(world.peer)

        assert "Yours is not running now" in page(peer, "/cards")
        assert worlds.send(peer, "/cards/paper").url == "/cards"

    def test_are_kept_by_a_script_that_holds_nobody(self, world, robin, lead):
        card(world, robin)
        script = lead.get("/cards/offline/worker.js")

        assert script["Content-Type"] == "text/javascript"
        assert "Robin" not in worlds.words(script)
        assert lead.get("/cards/offline/manifest.webmanifest")["Content-Type"] == "application/manifest+json"


class TestOnOnePage:
    def test_prints_the_card_with_the_first_screen(self, world, robin, lead):
        sign(world, robin, card(world, robin), later=timedelta())

        text = PdfReader(BytesIO(lead.get(f"/people/{robin.pk}/one-page").content)).pages[0].extract_text()

        assert "Sit with me" in text
        assert "07700 900 118" in text
