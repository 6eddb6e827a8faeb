import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.correcting.models import CorrectionAnswer, CorrectionRequest
from hearth.correcting.tests.addresses import path
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import WithholdReason
from hearth.record.models import MyView, Withholding, WithholdingReview

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(world, keeley):
    return worlds.written(world, keeley, "She was late.", by=world.peer)


@pytest.fixture
def herself(world, keeley):
    return worlds.client_of_person(world, keeley)


def held(world, entry, **changed):
    told = {
        "reason": WithholdReason.THIRD_PARTY,
        "why": "Her sister asked us.",
        "until_at": world.at + timedelta(days=30),
        "reviewer": world.manager,
        **changed,
    }
    peer = worker_actor(world.peer)
    with acting_as(peer, at=world.at):
        return record.hold_back(peer, entry=entry, at=world.at, **told)


class TestEntry:
    def test_shows_every_version_with_what_was_added_and_taken_away(self, world, lead, entry):
        worlds.send(lead, path(entry, "/amendment"), words="She was early.", reason="I misread.")

        page = worlds.words(lead.get(path(entry)))

        assert "<del>" in page
        assert "late." in page.split("<del>")[1].split("</del>")[0]
        assert "early." in page.split("<ins>")[1].split("</ins>")[0]
        assert "I misread." in page

    def test_is_not_there_for_whoever_may_not_read_it(self, world, entry, evan):
        for who in (world.partner, world.outsider, world.administrator):
            assert worlds.client_of(who).get(path(entry)).status_code == 404
        assert worlds.client_of_person(world, evan).get(f"/me/entries/{entry.id}").status_code == 404
        assert worlds.client_of_person(world, evan).get(f"/me/entries/{entry.id}/correction").status_code == 404

    def test_of_another_person_is_not_there(self, world, lead, entry, evan):
        assert lead.get(f"/people/{evan.id}/entries/{entry.id}").status_code == 404


class TestMyView:
    def test_is_said_on_my_own_page_and_stands_wherever_the_entry_does(self, world, lead, herself, entry, keeley):
        worlds.send(herself, f"/me/entries/{entry.id}", words="The bus was late.")

        for client, page in (
            (herself, "/me/journey"),
            (herself, f"/me/entries/{entry.id}"),
            (lead, f"/people/{keeley.id}"),
            (lead, f"/people/{keeley.id}/journey"),
            (lead, path(entry)),
        ):
            assert "The bus was late." in worlds.words(client.get(page)), page

    def test_is_written_down_by_a_worker_with_them(self, world, lead, entry):
        without = worlds.send(lead, path(entry, "/view"), words="The bus was late.")
        worlds.send(lead, path(entry, "/view"), words="The bus was late.", together="She read it over.")

        assert "how you wrote it down together" in worlds.words(without)
        assert [view.written_by_name for view in worlds.all_of(MyView)] == ["Priya Nair"]

    def test_costs_the_journey_no_more_questions(self, world, lead, herself, entry, keeley):
        def asked():
            lead.get(f"/people/{keeley.id}/journey")
            with CaptureQueriesContext(connection) as captured:
                lead.get(f"/people/{keeley.id}/journey")
            return len(captured)

        before = asked()
        for number in range(5):
            one = worlds.written(world, keeley, f"Word {number}")
            worlds.send(herself, f"/me/entries/{one.id}", words=f"View {number}")

        assert asked() == before


class TestSealing:
    @pytest.mark.parametrize("hidden", ["no", "yes"])
    def test_closes_it_for_everyone_else_and_opens_it_again(self, world, herself, lead, entry, keeley, hidden):
        worlds.send(herself, f"/me/entries/{entry.id}", words="The bus was late.")

        worlds.send(herself, f"/me/entries/{entry.id}/sealing", hidden=hidden)

        mine = worlds.words(herself.get(f"/me/entries/{entry.id}"))
        assert "closed for everyone but you" in mine
        for page in (f"/people/{keeley.id}", f"/people/{keeley.id}/journey"):
            assert "late" not in worlds.words(lead.get(page)).partition("<main")[2]
        assert lead.get(path(entry)).status_code == 404
        known = worlds.words(lead.get(f"/people/{keeley.id}/sealing"))
        assert ("<b>One entry</b>" in known) == (hidden == "no")
        address = worlds.words(herself.get("/me/circle")).split("/me/circle/sealings/")[1].split('"')[0]
        worlds.send(herself, f"/me/circle/sealings/{address}")
        assert "The bus was late." in worlds.words(lead.get(f"/people/{keeley.id}/journey"))


class TestCorrection:
    def test_goes_from_asking_to_the_answer(self, world, lead, herself, entry):
        worlds.send(herself, f"/me/entries/{entry.id}/correction", words="The bus was late, not me.")
        (request,) = worlds.all_of(CorrectionRequest)
        waits = worlds.words(herself.get("/me/corrections"))
        listed = worlds.words(lead.get("/corrections"))
        told = {"answer": "amend", "body": "The bus was late.", "reason": "You are right, sorry."}
        worlds.send(lead, f"/corrections/{request.id}", **told)

        page = worlds.words(herself.get("/me/corrections"))
        assert "Priya Nair" in waits
        assert "Keeley" in listed
        assert "It is put right" in page
        assert "You are right, sorry." in page
        assert "The bus was late." in worlds.words(herself.get("/me/journey"))

    def test_that_is_not_accepted_leaves_their_words_beside_it(self, world, lead, herself, entry, keeley):
        worlds.send(herself, f"/me/entries/{entry.id}/correction", words="No.", statement="I was there at ten.")
        (request,) = worlds.all_of(CorrectionRequest)

        worlds.send(lead, f"/corrections/{request.id}", answer="keep", reason="I saw you come.")

        assert "I was there at ten." in worlds.words(lead.get(f"/people/{keeley.id}/journey"))
        assert "It stays as it is" in worlds.words(herself.get("/me/corrections"))

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({}, "Choose what you do."),
            ({"answer": "amend", "reason": "So."}, "Write what it says from now on."),
            ({"answer": "keep"}, "Say why, in words they can read."),
        ],
    )
    def test_asks_for_what_is_missing_and_keeps_what_was_typed(self, lead, herself, entry, typed, sentence):
        worlds.send(herself, f"/me/entries/{entry.id}/correction", words="No.")
        (request,) = worlds.all_of(CorrectionRequest)

        answer = worlds.send(lead, f"/corrections/{request.id}", **typed)

        assert sentence in worlds.words(answer)
        assert worlds.all_of(CorrectionAnswer) == []

    def test_is_written_down_with_them_by_a_worker(self, lead, entry):
        answer = worlds.send(lead, path(entry, "/correction"), words="No.", together="She said so.")

        assert answer.status_code == 302
        assert [one.together for one in worlds.all_of(CorrectionRequest)] == ["She said so."]

    def test_says_that_i_have_asked_already(self, herself, entry):
        for _ in range(2):
            answer = worlds.send(herself, f"/me/entries/{entry.id}/correction", words="No.")

        assert "asked about this already" in worlds.words(answer)
        assert "You have asked." in worlds.words(herself.get(f"/me/entries/{entry.id}"))

    def test_is_not_there_for_others(self, world, herself, entry):
        worlds.send(herself, f"/me/entries/{entry.id}/correction", words="No.")
        (request,) = worlds.all_of(CorrectionRequest)

        for who in (world.partner, world.outsider, world.administrator):
            assert worlds.client_of(who).get(f"/corrections/{request.id}").status_code == 404


class TestWithholding:
    def test_asks_why_until_when_and_a_second_worker(self, world, lead, entry):
        noor = worlds.worker("Noor", "Aziz", "clinician", world.trust)
        day = world.at + timedelta(days=20)
        until = {"until_0": day.day, "until_1": day.month, "until_2": day.year}
        told = {"reason": "third-party", "why": "Her sister asked.", "reviewer": str(noor.id)}

        without = worlds.send(lead, path(entry, "/withholding"), **told)
        worlds.send(lead, path(entry, "/withholding"), **told, **until)

        assert "Say until when" in worlds.words(without)
        (row,) = worlds.all_of(Withholding)
        assert (row.reviewer_id, row.held_by_id) == (noor.id, world.lead.id)
        assert "Her sister" not in worlds.words(lead.get("/withheld"))
        assert "Keeley" in worlds.words(lead.get("/withheld"))

    def test_makes_every_page_of_the_person_as_if_it_had_never_been_written(self, world, keeley):
        """The same lives twice; in one of them an entry was written, put right, answered by a view, and held back."""
        clients, other = {}, worlds.known(world, known_as="Robin", given="Robin", family="Vale", nhs_number=None)
        for person, hides in ((keeley, True), (other, False)):
            clients[person] = worlds.client_of_person(world, person)
            for number in range(60):
                worlds.written(world, person, f"Word {number}")
                if hides and number in (5, 30, 59):
                    self.hidden(world, person)

        for page in ("/me", "/me/journey", "/me/looked", "/me/circle", "/me/corrections", "/me/messages"):
            held_back, never_written = (plain(clients[person].get(page), person) for person in (keeley, other))
            assert held_back == never_written, page

    def hidden(self, world, person):
        entry = worlds.written(world, person, "Her sister rang.", by=world.peer)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            told = {"title": "", "body": "Her aunt rang.", "reason": "Her aunt."}
            record.amend_entry(lead, entry=entry, at=world.at, **told)
            record.say_my_view(lead, entry=entry, words="I know.", together="We talked.", at=world.at)
        held(world, entry)

    def test_is_looked_at_by_a_second_worker(self, world, entry, keeley):
        row = held(world, entry)
        manager = worlds.client_of(world.manager)

        worlds.send(manager, f"/withheld/{row.id}", opens="yes", words="She knows now.")

        assert len(worlds.all_of(WithholdingReview)) == 1
        assert "She was late." in worlds.words(worlds.client_of_person(world, keeley).get("/me/journey"))

    def test_is_counted_for_guardians_who_read_none_of_it(self, world, guardian, entry):
        row = held(world, entry)
        client = worlds.client_of(guardian)

        day, page = worlds.words(client.get("/desk")), worlds.words(client.get("/withheld"))

        assert "has an entry held back from them" in day
        assert "Keeley" in page
        assert "She was late." not in page
        assert client.get(f"/withheld/{row.id}").status_code == 404

    def test_of_one_person_is_not_there_for_whoever_does_not_know_them(self, world, entry):
        row = held(world, entry)

        assert worlds.client_of(world.outsider).get(f"/withheld/{row.id}").status_code == 404


def plain(response, person):
    """A page without what tells one person's from another's: their name, keys, and values used once."""
    assert response.status_code == 200
    words = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "KEY", worlds.words(response))
    return re.sub(r'(value|content|nonce)="[^"]*"', "", words.replace(person.known_as, "NAME"))
