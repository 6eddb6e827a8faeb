"""The pages of a handover, from asking to another pair of hands."""

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding.models import Handover, Holding

pytestmark = pytest.mark.django_db
TOLD = {
    "reason": "You know flats.",
    "person_view": "Yes, with Dee.",
    "person_not_asked": "",
    "keep_doing": "Our walk.",
    "warm_meeting_at": "",
}


@pytest.fixture
def person(world):
    return worlds.known(world)


def page(person):
    return f"/people/{person.id}/handover"


def ask(world, person, whom, **changed):
    told = {**TOLD, "where": str(whom.organisation_id), "whom": f"worker:{whom.id}", **changed}
    return worlds.send(worlds.client_of(world.lead), page(person), **told)


def asked(world, person, whom):
    return f"/handovers/{ask(world, person, whom).url.rsplit('/', 1)[1]}"


def all_of(model):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.all())


class TestProposing:
    def test_asks_first_where_and_then_who_there(self, world, person):
        client = worlds.client_of(world.lead)

        where = worlds.words(client.get(page(person)))
        who = worlds.words(client.get(page(person), {"where": str(world.partner.organisation_id)}))

        assert world.partner.organisation.name in where
        assert world.partner.worker.name not in where
        assert world.partner.worker.name in who

    def test_keeps_what_was_typed_and_says_at_each_field_what_is_missing(self, world, person):
        answer = ask(world, person, world.partner, reason="", keep_doing="Our walk on Thursdays.")

        assert "Say why somebody else should hold them." in worlds.words(answer)
        assert "Our walk on Thursdays." in worlds.words(answer)
        assert all_of(Handover) == []

    def test_asks_for_their_view_or_why_it_is_not_known(self, world, person):
        answer = ask(world, person, world.partner, person_view="")

        assert "why nobody could ask them yet" in worlds.words(answer)

    @pytest.mark.parametrize("where", ["", "nowhere", "01a202bd-ae24-73fa-b294-97724da73e23"])
    def test_is_not_troubled_by_a_place_there_is_not(self, world, person, where):
        answer = worlds.client_of(world.lead).get(page(person), {"where": where})

        assert answer.status_code == 200

    def test_is_not_there_for_somebody_who_may_not_see_them(self, world, person):
        assert worlds.client_of(world.outsider).get(page(person)).status_code == 404

    def test_is_refused_to_whoever_neither_holds_nor_leads(self, world, person):
        assert worlds.client_of(world.peer).get(page(person)).status_code == 403

    def test_leads_to_the_question_that_is_open_already(self, world, person):
        url = asked(world, person, world.partner)

        assert worlds.client_of(world.lead).get(page(person)).url == url


class TestAnswering:
    def test_goes_the_whole_way(self, world, person):
        url = asked(world, person, world.partner)
        lead, partner = worlds.client_of(world.lead), worlds.client_of(world.partner)

        assert url in worlds.words(partner.get("/desk"))
        worlds.send(partner, f"{url}/accept")
        worlds.send(lead, f"{url}/met", met_at="")
        worlds.send(lead, f"{url}/complete")

        (holding,) = all_of(Holding)
        assert holding.holder_id == world.partner.id

    def test_shows_no_yes_to_whoever_was_not_asked(self, world, person):
        url = asked(world, person, world.partner)

        assert "Yes, I will hold" not in worlds.words(worlds.client_of(world.lead).get(url))
        assert worlds.send(worlds.client_of(world.peer), f"{url}/accept").status_code == 403

    def test_is_not_there_for_whoever_has_nothing_to_do_with_it(self, world, person):
        url = asked(world, person, world.partner)

        assert worlds.client_of(world.outsider).get(url).status_code == 404

    def test_knows_no_other_steps(self, world, person):
        url = asked(world, person, world.partner)

        assert worlds.send(worlds.client_of(world.lead), f"{url}/reject").status_code == 404

    def test_points_on_with_words_kept_when_something_is_missing(self, world, person):
        url = asked(world, person, world.partner)
        partner = worlds.client_of(world.partner)
        told = {"where": str(world.outsider.organisation_id), "whom": f"worker:{world.outsider.id}"}

        missing = worlds.send(partner, f"{url}/point", **told, spoken_to="", because="They run the flats.")
        pointed = worlds.send(partner, f"{url}/point", **told, spoken_to="Ama", because="They run the flats.")

        assert "Nobody is sent on unheard." in worlds.words(missing)
        assert "They run the flats." in worlds.words(missing)
        assert "Yes, I will hold" in worlds.words(worlds.client_of(world.outsider).get(pointed.url))

    def test_takes_the_question_back_with_a_reason(self, world, person):
        url = asked(world, person, world.partner)
        lead = worlds.client_of(world.lead)

        missing = worlds.send(lead, f"{url}/back", because="")
        worlds.send(lead, f"{url}/back", because="They would rather stay.")

        assert "Those who were asked will read it." in worlds.words(missing)
        assert [one.status for one in all_of(Handover)] == ["withdrawn"]
