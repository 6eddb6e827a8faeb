from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import send, words

from hearth.outcomes.models import Answer, Area, Fill, Offer, Retraction, WordingEnd
from hearth.outcomes.tests.sheets import DIALOG, EVERYDAY, LOWEST, MIDDLE, REQOL, file_for, filled, load, with_total
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


def page(keeley, rest=""):
    return f"/people/{keeley.pk}/measures{rest}"


def typed(answers):
    return {f"item-{item}": str(value) for item, value in answers.items()}


class TestMeasures:
    def test_shows_every_measure_and_leaves_a_trace(self, keeley, peer):
        answer = peer.get(page(keeley))

        assert "ReQoL-10" in words(answer)
        assert "On paper only" in words(answer)
        assert worlds.all_of(Look, what="measures")

    def test_asks_as_often_however_much_was_filled_in(self, world, keeley, peer):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                peer.get(page(keeley))
            return len(queries)

        filled(world, keeley, MIDDLE)
        first = asked()
        for days in (1, 2, 3):
            filled(world, keeley, MIDDLE, answered_on=localdate() - timedelta(days=days))

        assert asked() == first

    def test_is_not_there_for_whoever_cannot_see_them_nor_for_whoever_leads(self, world, keeley, manager):
        assert worlds.client_of(world.outsider).get(page(keeley)).status_code == 404
        assert manager.get(page(keeley)).status_code == 403
        assert worlds.client_of_person(world, keeley).get(page(keeley)).status_code == 404


class TestMeasure:
    def test_draws_results_over_time_with_what_the_band_means(self, world, keeley, peer):
        load(world)
        for total, days in ((14, 30), (21, 2)):
            filled(world, keeley, with_total(total), answered_on=localdate() - timedelta(days=days))

        told = words(peer.get(page(keeley, "/reqol-10")))

        assert "The latest is 7 higher than the first. That is 5 or more towards better" in told
        assert "Inside the band, less than 5 from the first, a difference can be chance." in told
        assert "The same as a table" in told

    def test_begins_on_paper_and_enters_by_the_numbers(self, keeley, peer):
        answer = send(peer, page(keeley, "/reqol-10/sittings"), mode="paper", filled_by="themselves")

        (fill,) = worlds.all_of(Fill)
        assert answer.url == page(keeley, f"/sittings/{fill.pk}/items")
        told = words(peer.get(answer.url))
        assert "Item 6" in told
        assert "5th box" in told

    def test_refuses_a_way_that_is_not_offered(self, keeley, peer):
        answer = send(peer, page(keeley, "/reqol-10/sittings"), mode="together", filled_by="themselves")

        assert answer.status_code == 200
        assert worlds.all_of(Fill) == []

    def test_notes_a_no_and_asks_why_it_was_not_offered(self, keeley, peer):
        send(peer, page(keeley, "/dialog/offers"), outcome="declined", words="Rather talk.")
        refused = send(peer, page(keeley, "/dialog/offers"), outcome="not-offered")

        assert "why it was not offered" in words(refused)
        assert "Choose what came of it." in words(send(peer, page(keeley, "/dialog/offers")))
        assert [one.outcome for one in worlds.all_of(Offer)] == ["declined"]

    def test_tells_answers_read_alone_in_words(self, world, keeley, peer):
        filled(world, keeley, {1: 3}, EVERYDAY, mode="together", language="en-GB")

        told = words(peer.get(page(keeley, "/everyday")))

        assert "Is there a place where you feel you belong?" in told
        assert "Mostly" in told
        assert "left out" in told

    def test_asks_in_which_language_where_there_are_several(self, world, keeley, peer):
        load(world)
        load(world, told=file_for(REQOL, language="cy", title="Geiriau"))

        assert "In which language?" in words(peer.get(page(keeley, "/reqol-10")))
        answer = send(peer, page(keeley, "/reqol-10/sittings"), mode="together", filled_by="said", language="cy")

        assert "Geiriau" in words(peer.get(answer.url))

    def test_refuses_a_day_to_come(self, keeley, peer):
        day = localdate() + timedelta(days=2)
        told = {"answered_on_0": day.day, "answered_on_1": day.month, "answered_on_2": day.year}

        answer = send(peer, page(keeley, "/reqol-10/sittings"), mode="paper", filled_by="themselves", **told)

        assert "That day has not come yet" in words(answer)

    def test_is_404_for_a_measure_nobody_has(self, keeley, peer):
        assert peer.get(page(keeley, "/nothing")).status_code == 404


class TestFill:
    @pytest.fixture
    def begun(self, keeley, peer):
        send(peer, page(keeley, "/reqol-10/sittings"), mode="paper", filled_by="themselves")
        return worlds.all_of(Fill)[0]

    def test_keeps_what_is_typed_and_goes_on_later(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        kept = send(peer, f"{place}/draft", **typed({1: 3}))
        send(peer, f"{place}/items", later="yes", **typed({1: 3, 2: 4}))

        assert "kept" in kept.json()
        assert {(one.item, one.value) for one in worlds.all_of(Answer)} == {(1, 3), (2, 4)}
        assert worlds.all_of(Fill)[0].status == "open"

    def test_finishes_and_shows_what_it_comes_to(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        send(peer, f"{place}/items", finish="yes", **typed(MIDDLE))

        told = words(peer.get(place))
        assert "ReQoL-10: 20" in told
        assert "Not everything in the scoring has been checked" in told

    def test_refuses_nothing_and_what_is_out_of_range(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")

        assert "There is no answer yet" in words(send(peer, f"{place}/items", finish="yes"))
        assert send(peer, f"{place}/items", finish="yes", **typed({1: 9})).status_code == 200
        assert send(peer, f"{place}/draft", **typed({1: 9})).status_code == 409
        assert worlds.all_of(Answer) == []

    def test_stays_with_a_worrying_answer(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")

        answer = send(peer, f"{place}/items", finish="yes", **typed(LOWEST))

        assert answer.url == f"{place}/staying"
        assert "Stay with this" in words(peer.get(answer.url))
        assert "Stay with this" in words(peer.get(place))

    def test_has_no_page_of_staying_where_nothing_worries(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        send(peer, f"{place}/items", finish="yes", **typed(MIDDLE))

        assert peer.get(f"{place}/staying").status_code == 404

    def test_leads_from_the_one_page_to_the_other(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        assert peer.get(place).url == f"{place}/items"

        send(peer, f"{place}/items", finish="yes", **typed(MIDDLE))

        assert peer.get(f"{place}/items").url == place

    def test_is_not_let_go_or_taken_back_at_the_wrong_time(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        assert send(peer, f"{place}/retraction", reason="Too early.").status_code == 404
        send(peer, f"{place}/items", finish="yes", **typed(MIDDLE))

        send(peer, f"{place}/ending")
        for _ in range(2):
            told = send(peer, f"{place}/retraction", reason="Somebody else’s.")

        assert "taken back already" in words(told)
        assert worlds.all_of(Fill)[0].status == "done"

    def test_looks_back_on_the_reason_for_coming(self, world, peer):
        referral, _ = worlds.asked(world)
        place = f"/people/{referral.person_id}/measures/what-i-came-for/sittings"

        answer = send(peer, place, mode="together", filled_by="themselves")

        assert worlds.STORY in words(peer.get(answer.url))

    def test_is_let_go(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        send(peer, f"{place}/ending")

        assert worlds.all_of(Fill)[0].status == "let-go"
        assert peer.get(place).status_code == 404

    def test_is_taken_back_with_a_reason(self, keeley, peer, begun):
        place = page(keeley, f"/sittings/{begun.pk}")
        send(peer, f"{place}/items", finish="yes", **typed(MIDDLE))

        assert "what was wrong" in words(send(peer, f"{place}/retraction", reason=""))
        send(peer, f"{place}/retraction", reason="Somebody else’s sheet.")

        assert len(worlds.all_of(Retraction)) == 1
        assert "Somebody else’s sheet." in words(peer.get(place))

    def test_is_404_for_another_person(self, world, peer, begun):
        other = worlds.known(world, known_as="Wyn", given="Wyn", family="Holt", nhs_number=None)

        assert peer.get(page(other, f"/sittings/{begun.pk}")).status_code == 404

    def test_shows_numbers_once_the_licence_has_run_out(self, world, keeley, peer):
        wording = load(world)
        done = filled(world, keeley, MIDDLE, mode="together", language="en-GB")
        place = page(keeley, f"/sittings/{done.fill.pk}")
        assert "Invented question 3?" in words(peer.get(place))

        send(worlds.client_of(world.manager), f"/instrument-words/{wording.pk}/ending", reason="Given back.")

        told = words(peer.get(place))
        assert "Invented question 3?" not in told
        assert "Item 3" in told
        send(worlds.client_of(world.manager), f"/instrument-words/{wording.pk}/ending", reason="")
        assert len(worlds.all_of(WordingEnd)) == 1


class TestAreas:
    def test_are_chosen_and_talked_through(self, world, keeley, peer):
        done = filled(world, keeley, dict.fromkeys(DIALOG.numbers, 4), DIALOG)
        place = page(keeley, f"/sittings/{done.fill.pk}/areas")

        send(peer, place, item="4")
        send(peer, place, item="nothing")
        (area,) = worlds.all_of(Area)
        assert "Their words" in words(peer.get(f"{place}/{area.pk}"))
        refused = send(peer, f"{place}/{area.pk}", understanding=" ")
        send(peer, f"{place}/{area.pk}", understanding="The stairs.", actions="Ask housing.")

        assert "at least one of the steps" in words(refused)
        assert "Ask housing." in words(peer.get(place))
        assert peer.get(f"{place}/{done.fill.pk}").status_code == 404

    def test_are_not_there_for_a_measure_without_them(self, world, keeley, peer):
        done = filled(world, keeley, MIDDLE)

        assert peer.get(page(keeley, f"/sittings/{done.fill.pk}/areas")).status_code == 404


class TestFigures:
    def test_are_listed_for_whoever_may_count(self, world, peer, manager):
        assert "30 Clarence Street" in words(manager.get("/outcomes"))
        assert "fewer than 10 people" in words(manager.get("/outcomes/hubs/clarence-street"))
        assert manager.get("/outcomes/groups/nothing").status_code == 404
        assert peer.get("/outcomes").status_code == 403
