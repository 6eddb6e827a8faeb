from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import send, words

from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.organisations.models import Shift
from hearth.outcomes import actions, instruments
from hearth.outcomes.codes import Mode, Offered
from hearth.outcomes.models import Answer, Fill, Offer
from hearth.outcomes.tests.sheets import LOWEST, MIDDLE, REQOL, act, filled, known, load, with_total
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return known(world)


@pytest.fixture
def own(world, keeley):
    return worlds.client_of_person(world, keeley)


def begin(own, code="reqol-10"):
    place = send(own, f"/me/measures/{code}/sittings").url
    return place.removesuffix("/items/1")


def answer_all(own, place, answers, of=REQOL):
    for item in of.numbers:
        told = {f"item-{item}": answers[item]} if item in answers else {}
        answer = send(own, f"{place}/items/{item}", **told)
    return answer


class TestMyMeasures:
    def test_show_what_has_words_and_what_was_filled_in(self, world, keeley, own):
        told = words(own.get("/me/measures"))
        assert "What I came for" in told
        assert "ReQoL-10" not in told

        assert "When I care for somebody" not in told

        filled(world, keeley, MIDDLE)
        act(world, actions.note_offer, person=keeley, of=instruments.instrument("caring", 1), outcome=Offered.OFFERED)

        told = words(own.get("/me/measures"))
        assert "ReQoL-10" in told
        assert "When I care for somebody" in told

    def test_are_not_there_for_a_worker(self, world):
        assert worlds.client_of(world.peer).get("/me/measures").status_code == 404


class TestMyItems:
    def test_keep_each_answer_and_go_on(self, world, own):
        load(world)
        place = begin(own)

        first = own.get(f"{place}/items/1")
        assert "Invented question 1?" in words(first)
        assert send(own, f"{place}/items/1", **{"item-1": "3"}).url == f"{place}/items/2"
        assert send(own, f"{place}/draft", **{"item-2": "1"}).json()["kept"]
        assert {(one.item, one.value) for one in worlds.all_of(Answer)} == {(1, 3), (2, 1)}
        assert send(own, "/me/measures/reqol-10/sittings").url == f"{place}/items/1"

    def test_may_all_be_on_one_page(self, world, own):
        load(world)
        place = begin(own)

        answer = send(own, f"{place}/whole", **{f"item-{item}": value for item, value in MIDDLE.items()})

        assert answer.url == f"{place}/check"
        assert len(worlds.all_of(Answer)) == 10

    def test_are_not_there_beyond_the_last_or_out_of_range(self, world, own):
        load(world)
        place = begin(own)

        assert own.get(f"{place}/items/12").status_code == 404
        assert own.get(f"{place}/items/0").status_code == 404
        assert send(own, f"{place}/items/1", **{"item-1": "9"}).status_code == 200
        assert send(own, f"{place}/draft", **{"item-1": "9"}).status_code == 409
        assert worlds.all_of(Answer) == []

    def test_all_on_one_page_refuse_what_the_measure_does_not_have(self, world, own):
        load(world)
        place = begin(own)

        assert own.get(f"{place}/whole").status_code == 200
        assert send(own, f"{place}/whole", **{"item-1": "9"}).status_code == 200

    def test_are_not_shown_once_the_licence_was_ended(self, world, own):
        wording = load(world)
        place = begin(own)
        send(worlds.client_of(world.manager), f"/instrument-words/{wording.pk}/ending", reason="Given back.")

        assert own.get(f"{place}/items/1").status_code == 404
        assert own.get(f"{place}/whole").status_code == 404

    def test_cannot_be_begun_without_words(self, own):
        assert send(own, "/me/measures/reqol-10/sittings").url == "/me/measures/reqol-10"
        assert worlds.all_of(Fill) == []

    def test_are_not_there_for_somebody_else(self, world, own):
        load(world)
        place = begin(own)
        jess = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)

        assert worlds.client_of_person(world, jess).get(place).status_code == 404


class TestMySitting:
    def test_is_finished_and_read_over_time(self, world, keeley, own):
        load(world)
        filled(world, keeley, with_total(12), answered_on=localdate() - timedelta(days=40))
        place = begin(own)
        assert answer_all(own, place, with_total(20)).url == f"{place}/check"
        assert "Nobody reads this before you finish." in words(own.get(f"{place}/check"))

        send(own, f"{place}/check")

        assert own.get(f"{place}/check").url == place
        assert "ReQoL-10: 20" in words(own.get(place))
        send(own, f"{place}/ending")
        told = words(own.get("/me/measures/reqol-10"))
        assert "The latest is 8 higher than the first. That is 5 or more towards better" in told
        assert len(worlds.all_of(Entry, kind="outcome")) == 2

    def test_says_why_there_is_no_result(self, world, own):
        load(world)
        place = begin(own)
        answer_all(own, place, {1: 2})

        send(own, f"{place}/check")

        assert "So there is no result, and that is all right." in words(own.get(place))

    def test_is_not_finished_empty_and_can_be_let_go(self, world, own):
        load(world)
        place = begin(own)

        assert "There is no answer yet" in words(own.get(send(own, f"{place}/check").url))
        send(own, f"{place}/ending")
        assert own.get(place).status_code == 404
        assert worlds.all_of(Fill)[0].status == "let-go"

    def test_shows_what_a_worker_wrote_down_and_cannot_change_it(self, world, keeley, own):
        done = filled(world, keeley, MIDDLE, helped_by="Jess")
        place = f"/me/measures/sittings/{done.fill.pk}"

        told = words(own.get(place))

        assert "Jess helped." in told
        assert own.get(f"{place}/items/1").status_code == 404
        assert own.get(f"{place}/help").status_code == 404

    def test_is_read_from_the_journey(self, world, keeley, own):
        done = filled(world, keeley, MIDDLE)

        assert f"/me/measures/sittings/{done.fill.pk}" in words(own.get("/me/journey"))
        assert own.get("/me/measures/nothing").status_code == 404


class TestMyHelp:
    def worrying(self, own):
        place = begin(own)
        answer_all(own, place, LOWEST)
        return send(own, f"{place}/check").url

    def test_comes_at_once_and_says_who_knows(self, world, own):
        load(world)

        place = self.worrying(own)

        told = words(own.get(place))
        assert place.endswith("/help")
        assert "Priya is at the desk now and has been told." in told
        assert "116 123" in told

    def test_says_honestly_that_nobody_is_there(self, world, own):
        load(world)
        with acting_as(SYSTEM, at=world.at):
            Shift.objects.all().update(ends_at=world.at - timedelta(minutes=1))

        told = words(own.get(self.worrying(own)))

        assert "Nobody is at the desk now, so nobody has read it yet." in told
        assert "Priya is in touch with you by the end of tomorrow." in told
        assert [one.definition for one in worlds.all_of(Clock, subject_type="Worry")] == ["worrying-answer"]


class TestMyNotToday:
    def test_is_noted_and_nothing_hangs_on_it(self, own):
        send(own, "/me/measures/everyday/offers", outcome="declined")
        send(own, "/me/measures/everyday/offers", outcome="not-offered")

        assert [(one.outcome, one.noted_by_id) for one in worlds.all_of(Offer)] == [("declined", None)]


class TestOwnMode:
    def test_is_what_the_person_fills_in(self, world, own):
        load(world)
        begin(own)

        assert worlds.all_of(Fill)[0].mode == Mode.OWN
