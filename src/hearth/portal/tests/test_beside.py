"""The pages of somebody who is there for another: help for them needs nothing to be shared."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.carers.models import Note, Seeing
from hearth.carers.tests.factories import close_to
from hearth.core.sight import Level
from hearth.sharing.supporter_models import Supporting

pytestmark = pytest.mark.django_db

TOLD = {"words": "She has not eaten since Sunday.", "unsafe": "no", "may_read": "no"}


@pytest.fixture
def amina(world, keeley):
    return close_to(world, keeley)


@pytest.fixture
def hers(amina):
    return amina.client()


def seeing_page(close):
    return f"/me/beside/{close.supporting.pk}/seeing"


class TestMe:
    def test_with_nothing_shared_offers_all_the_help_there_is(self, hers):
        page = words(hers.get("/me"))

        assert "Nothing is shared with you just now" in page
        for way in ("Tell us what you see", "/me/caring", "/me/assessment", "/me/notes", "/me/plan"):
            assert way in page

    def test_with_a_part_shared_leads_to_it(self, world, keeley):
        close = close_to(world, keeley, level=Level.APPOINTMENTS)

        page = words(close.client().get("/me"))

        assert "lets you see “my appointments”" in page
        assert close.client().get(f"/me/people/{keeley.pk}").status_code == 200

    def test_with_nothing_shared_the_other_is_not_there(self, keeley, hers):
        assert hers.get(f"/me/people/{keeley.pk}").status_code == 404

    def test_asks_no_more_for_two_than_for_one(self, world, keeley, amina):
        client = amina.client()
        client.get("/me")
        with CaptureQueriesContext(
            connection,
        ) as one:
            client.get("/me")
        for name in ("Wilf", "Robin"):
            other = worlds.known(world, known_as=name, nhs_number=None)
            with worlds.acting_as(worlds.SYSTEM, at=world.at):
                Supporting(person_id=amina.person.pk, about=other, called=name, since_at=world.at).save(
                    force_insert=True
                )
        with CaptureQueriesContext(connection) as three:
            client.get("/me")

        assert len(three) == len(one)


class TestSeeing:
    def test_is_taken_whatever_is_shared(self, amina, hers):
        answer = send(hers, seeing_page(amina), **TOLD)

        assert answer.url == seeing_page(amina)
        assert "Not read yet" in words(hers.get(seeing_page(amina)))

    def test_of_danger_shows_whom_to_ring_first(self, amina, hers):
        answer = send(hers, seeing_page(amina), **{**TOLD, "unsafe": "yes"})

        assert answer.url == "/me/beside/unsafe"
        assert "999" in words(hers.get(answer.url))

    def test_asks_what_it_must_know(self, amina, hers):
        page = words(send(hers, seeing_page(amina), words="She sits in the dark."))

        assert "Say whether anyone is unsafe now." in page
        assert "She sits in the dark." in page
        assert worlds.all_of(Seeing) == []

    def test_is_only_of_whom_they_are_beside(self, world, amina):
        other = close_to(world, worlds.known(world, known_as="Wilf", nhs_number=None), name="Tove")

        assert other.client().get(seeing_page(amina)).status_code == 404

    def test_is_read_at_the_desk_and_answered(self, world, amina, hers):
        send(hers, seeing_page(amina), **TOLD)
        (seeing,) = worlds.all_of(Seeing)
        lead = client_of(world.lead)

        assert "She has not eaten" in words(lead.get("/seeings"))
        send(lead, f"/seeings/{seeing.pk}", words_back="Thank you. Please ring us any time.")

        assert "Everything is read" in words(lead.get("/seeings"))
        assert "Please ring us any time" in words(hers.get(seeing_page(amina)))

    def test_read_by_two_says_so_to_the_second(self, world, amina, hers):
        send(hers, seeing_page(amina), **TOLD)
        (seeing,) = worlds.all_of(Seeing)
        send(client_of(world.lead), f"/seeings/{seeing.pk}")

        assert "Somebody has read this already" in words(send(client_of(world.manager), f"/seeings/{seeing.pk}"))

    def test_stands_on_the_desk_as_a_promise(self, world, amina, hers):
        send(hers, seeing_page(amina), **{**TOLD, "unsafe": "yes"})
        (seeing,) = worlds.all_of(Seeing)

        page = words(client_of(world.lead).get("/desk"))

        assert f"/seeings/{seeing.pk}" in page
        assert "has somebody read now that they may not be safe" in page

    def test_is_not_there_for_whoever_does_not_see_her(self, world, amina, hers):
        send(hers, seeing_page(amina), **TOLD)
        (seeing,) = worlds.all_of(Seeing)

        assert client_of(world.outsider).get(f"/seeings/{seeing.pk}").status_code == 404
        assert client_of(world.administrator).get("/seeings").status_code == 403


class TestCaring:
    def test_helps_and_lists_groups_with_a_next_step(self, world, hers):
        lead = client_of(world.lead)
        send(lead, "/groups", name="Tuesday table", meets="Tuesdays, 18:00", next_step="Just come, and ask for Dee.")

        page = words(hers.get("/me/caring"))

        assert "Just come, and ask for Dee." in page
        assert "It meets no more" in words(lead.get("/groups"))

    def test_says_so_when_there_is_no_group(self, hers):
        assert "There is no group on the list just now" in words(hers.get("/me/caring"))

    def test_takes_a_group_off(self, world):
        from hearth.carers.models import Group

        lead = client_of(world.lead)
        send(lead, "/groups", name="Tuesday table", meets="Tuesdays", next_step="Just come.")
        (group,) = Group.objects.all()

        send(lead, f"/groups/{group.pk}/ending")
        send(lead, f"/groups/{group.pk}/ending")

        assert "There is no group on the list yet" in words(lead.get("/groups"))

    def test_keeps_groups_from_whoever_does_not_keep_them(self, world):
        assert client_of(world.peer).get("/groups").status_code == 403


class TestNotes:
    def test_are_kept_and_taken_out(self, hers):
        send(hers, "/me/notes", words="Ring the GP.")
        (note,) = worlds.all_of(Note)
        assert "Ring the GP." in words(hers.get("/me/notes"))

        send(hers, f"/me/notes/{note.pk}/removal")

        assert "Nothing is kept yet" in words(hers.get("/me/notes"))

    def test_of_somebody_else_are_not_there(self, world, keeley, hers):
        send(hers, "/me/notes", words="Ring the GP.")
        (note,) = worlds.all_of(Note)

        assert send(client_of_person(world, keeley), f"/me/notes/{note.pk}/removal").status_code == 404


class TestAssessment:
    def test_gives_them_a_holder_by_name(self, world, hers):
        assert send(hers, "/me/assessment", reach="Text me", words="I do not sleep.").url == "/me"

        page = words(hers.get("/me"))
        assert "Alongside me" in page
        assert "Priya" in page
        assert "You asked" in words(hers.get("/me/assessment"))

    def test_says_so_when_asked_again(self, hers):
        send(hers, "/me/assessment", reach="Text me")

        assert send(hers, "/me/assessment", reach="Text me").status_code == 200

    def test_says_so_where_no_hub_is_open(self, world, hers):
        type(world.hub).objects.update(status="closed")

        assert "No hub is open yet" in words(send(hers, "/me/assessment", reach="Text me"))
