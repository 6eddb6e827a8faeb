from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.organisations.models import Shift
from hearth.organisations.queries import worker_actor
from hearth.record import actions, jobs
from hearth.record.models import Draft, UnfinishedNotice

pytestmark = pytest.mark.django_db
HANDING = "/handovers/0195f0a0-0000-7000-8000-000000000000/point"


def begin(client, person, place=None, **typed):
    page = f"/people/{person.id}/handover"
    return worlds.send(client, "/drafts", _place=place or page, _page=page, **(typed or {"reason": "She mo"}))


class TestDrafts:
    def test_keep_what_is_typed_on_any_page_for_whoever_typed_it(self, world, person, lead):
        begin(lead, person, reason="She mo", csrfmiddlewaretoken="x")

        (draft,) = worlds.all_of(Draft)
        page = f"/people/{person.id}/handover"
        assert draft.fields == {"reason": "She mo", "_page": page}
        assert (draft.place, draft.person_id, draft.account_id) == (page, person.id, world.lead.worker.account_id)

    def test_are_there_again_where_they_were_typed(self, world, person, lead):
        begin(lead, person)

        there = lead.get("/drafts", {"place": f"/people/{person.id}/handover"})
        elsewhere = lead.get("/drafts", {"place": "/people/new"})
        of_another = worlds.client_of(world.peer).get("/drafts", {"place": f"/people/{person.id}/handover"})
        assert there.json()["fields"]["reason"] == "She mo"
        assert elsewhere.json() == of_another.json() == {}
        assert "no-store" in there["Cache-Control"]

    @pytest.mark.parametrize("place", ["", "elsewhere", "//evil.example/x", "/" + "x" * 120])
    def test_keep_nothing_for_what_is_no_address_of_ours(self, person, lead, place):
        answer = worlds.send(lead, "/drafts", _place=place, _page=place, reason="She mo")

        assert answer.status_code == 400
        assert worlds.all_of(Draft) == []

    @pytest.mark.parametrize(
        "about", ["/people/0195f0a0-0000-7000-8000-000000000000/x", "/people/--------", "/people/new"]
    )
    def test_name_nobody_who_may_not_be_known(self, lead, about):
        worlds.send(lead, "/drafts", _place=about, _page=about, reason="She mo")

        assert worlds.all_of(Draft)[0].person_id is None

    def test_end_when_the_words_have_found_their_place(self, person, lead):
        place = f"/people/{person.id}/safety-notes"
        begin(lead, person, place=place, fact="A dog")

        worlds.send(lead, f"/people/{person.id}/entries", words="She laughed.", kind="call", _draft=place)

        assert worlds.all_of(Draft) == []

    def test_stay_while_something_is_missing(self, person, lead):
        place = f"/people/{person.id}/safety-notes"
        begin(lead, person, place=place, fact="A dog")

        assert worlds.send(lead, place, fact="", _draft=place).status_code == 200

        assert len(worlds.all_of(Draft)) == 1


class TestUnfinishedWords:
    def test_stand_on_the_first_page_with_whom_they_are_about(self, person, lead):
        begin(lead, person)

        page = worlds.words(lead.get("/desk"))
        assert "Unfinished words" in page
        assert f'href="/people/{person.id}/handover">About Keeley' in page

    def test_name_nobody_who_is_not_seen_any_more(self, world, person):
        begin(worlds.client_of(world.outsider), person)

        assert "Keeley" not in worlds.words(worlds.client_of(world.outsider).get("/desk"))

    def test_are_let_go_by_whoever_began_them(self, world, person, lead):
        begin(lead, person)
        (draft,) = worlds.all_of(Draft)

        assert worlds.send(worlds.client_of(world.peer), f"/drafts/{draft.id}/ending").status_code == 404
        assert worlds.send(lead, f"/drafts/{draft.id}/ending").status_code == 302

        assert worlds.all_of(Draft) == []


class TestTheEndOfAShift:
    def ending(self, world, minutes):
        with acting_as(SYSTEM, at=world.at):
            Shift.objects.update(ends_at=world.at + timedelta(minutes=minutes))

    def test_is_said_once_where_the_words_stand(self, world, person, lead):
        begin(lead, person)
        self.ending(world, 15)

        jobs.tell_unfinished(0)
        jobs.tell_unfinished(0)

        assert len(worlds.all_of(UnfinishedNotice)) == 1
        assert "Your shift ends at" in worlds.words(lead.get("/desk"))

    @pytest.mark.parametrize("minutes", [-1, 45])
    def test_is_not_said_before_or_after(self, world, person, lead, minutes):
        begin(lead, person)
        self.ending(world, minutes)

        jobs.tell_unfinished(0)

        assert worlds.all_of(UnfinishedNotice) == []

    def test_is_not_said_to_whoever_has_finished(self, world, person):
        self.ending(world, 15)

        jobs.tell_unfinished(0)

        assert worlds.all_of(UnfinishedNotice) == []

    def test_is_only_looked_for_by_hearth_itself(self, world):
        lead = worker_actor(world.lead)

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            actions.tell_unfinished(lead, within=timedelta(minutes=20), at=world.at)
