import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.world import send, words

from hearth.core.scope import acting_as
from hearth.messaging.models import Thread, ThreadGuest, ThreadMessage, ThreadReading
from hearth.messaging.threads import actions
from hearth.organisations.queries import worker_actor
from hearth.people.models import Relation
from hearth.record.documents.tests import files
from hearth.record.models import Document
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db
LETTER = {"about": "The flat", "words": "A letter came."}


@pytest.fixture
def mine(world, keeley):
    return worlds.client_of_person(world, keeley)


@pytest.fixture
def thread(mine):
    send(mine, "/me/messages", **LETTER)
    (begun,) = worlds.all_of(Thread)
    return begun


@pytest.fixture
def jess(world, keeley):
    sister = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
    with acting_as(worlds.SYSTEM, at=world.at):
        Relation.objects.bulk_create([Relation(person=keeley, name="Jess", relation="sister", related_person=sister)])
    worlds.let_in(world, keeley, sister)
    return sister


class TestMyMessages:
    def test_says_that_nobody_reads_now_with_the_number_of_the_hub(self, world, mine):
        page = words(mine.get("/me/messages"))

        assert "Nobody is reading this now." in page
        assert world.hub.phone in page

    def test_says_who_reads_and_until_when(self, world, mine):
        send(worlds.client_of(world.peer), "/desk/messages/watch", hours="2")

        page = words(mine.get("/me/messages"))
        assert "Sam reads" in page
        assert "Nobody is reading" not in page

    def test_begins_a_thread_and_shows_what_the_machine_said(self, mine):
        answer = send(mine, "/me/messages", **LETTER)

        page = words(mine.get(answer.url))
        assert "A letter came." in page
        assert "a machine wrote this" in page
        assert "The flat" in words(mine.get("/me/messages"))

    def test_asks_for_words_or_a_file(self, mine):
        assert "Write a few words first" in words(send(mine, "/me/messages", about="The flat"))
        assert worlds.all_of(Thread) == []

    def test_counts_what_is_new_on_the_first_page(self, world, mine, thread):
        mine.get(f"/me/messages/{thread.pk}")
        assert "1 new" not in words(mine.get("/me"))

        send(worlds.client_of(world.lead), f"/people/{thread.person_id}/threads/{thread.pk}", words="I ring them.")

        assert "1 new" in words(mine.get("/me"))
        assert "1 new" in words(mine.get("/me/messages"))


class TestMyThread:
    def test_goes_on_and_shows_who_has_read(self, world, mine, thread):
        here = f"/me/messages/{thread.pk}"
        send(mine, here, words="And another.")
        assert "Nobody has read this yet." in words(mine.get(here))

        worlds.client_of(world.lead).get(f"/people/{thread.person_id}/threads/{thread.pk}")

        assert "Read by Priya Nair." in words(mine.get(here))

    def test_takes_a_file_along_as_a_document_of_the_record(self, mine, thread):
        photo = SimpleUploadedFile("letter.pdf", files.pdf("The letter"))
        send(mine, f"/me/messages/{thread.pk}", words="", file=photo)

        (document,) = worlds.all_of(Document)
        assert document.pk in {one.document_id for one in worlds.all_of(ThreadMessage)}
        assert f"/me/documents/{document.pk}" in words(mine.get(f"/me/messages/{thread.pk}"))

    def test_takes_a_file_that_is_there_already_as_the_same(self, mine, thread):
        for _ in range(2):
            photo = SimpleUploadedFile("letter.pdf", files.pdf("The letter"))
            send(mine, f"/me/messages/{thread.pk}", words="Here.", file=photo)

        assert len(worlds.all_of(Document)) == 1
        assert len([one for one in worlds.all_of(ThreadMessage) if one.document_id]) == 2

    def test_refuses_a_file_that_is_no_file(self, mine, thread):
        empty = SimpleUploadedFile("letter.pdf", b"")

        answer = send(mine, f"/me/messages/{thread.pk}", words="Here.", file=empty)

        assert "Here." in words(answer)
        assert worlds.all_of(Document) == []

    def test_refuses_a_file_that_is_too_large(self, settings, mine, thread):
        settings.UPLOAD_MAX_BYTES = 100
        large = SimpleUploadedFile("letter.pdf", files.pdf("The letter" * 200))

        answer = send(mine, f"/me/messages/{thread.pk}", words="Here.", file=large)

        assert answer.status_code == 200
        assert worlds.all_of(Document) == []

    def test_asks_for_words_or_a_file(self, mine, thread):
        assert "Write a few words first" in words(send(mine, f"/me/messages/{thread.pk}", words=" "))

    def test_is_not_there_for_anybody_else(self, world, thread):
        evan = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)

        assert worlds.client_of_person(world, evan).get(f"/me/messages/{thread.pk}").status_code == 404


class TestMyGuests:
    def test_let_somebody_close_read_one_thread_until_it_is_ended(self, world, mine, thread, jess):
        sister = worlds.client_of_person(world, jess)
        theirs = f"/me/people/{thread.person_id}/messages/{thread.pk}"
        assert sister.get(theirs).status_code == 404
        assert "Let somebody close read this" in words(mine.get(f"/me/messages/{thread.pk}"))

        send(mine, f"/me/messages/{thread.pk}/guests", guest=str(jess.pk))
        assert "A letter came." in words(sister.get(theirs))
        assert "The flat" in words(sister.get(f"/me/people/{thread.person_id}"))
        assert worlds.all_of(Look, what="messages", name="Jess")

        (guest,) = worlds.all_of(ThreadGuest)
        assert "Not any more" in words(mine.get(f"/me/messages/{thread.pk}"))
        send(mine, f"/me/messages/{thread.pk}/guests/{guest.pk}/ending")
        assert sister.get(theirs).status_code == 404

    def test_refuses_whoever_is_not_in_the_circle(self, world, mine, thread):
        evan = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)

        send(mine, f"/me/messages/{thread.pk}/guests", guest=str(evan.pk))

        assert worlds.all_of(ThreadGuest) == []
        assert send(mine, f"/me/messages/{thread.pk}/guests", guest="Jess").status_code == 404


class TestTheTeam:
    @pytest.fixture
    def lead(self, world):
        return worlds.client_of(world.lead)

    def test_finds_who_waits_for_an_answer(self, world, lead, thread):
        assert "you hold them" in words(lead.get("/desk/messages"))
        assert "held by Priya Nair" in words(worlds.client_of(world.peer).get("/desk/messages"))
        assert "has an answer to what they wrote to us" in words(lead.get("/desk"))

    def test_asks_as_often_for_a_whole_list_and_says_who_holds_nobody(self, world, lead, thread):
        def asked():
            with CaptureQueriesContext(connection) as statements:
                page = words(lead.get("/desk/messages"))
            return len(statements), page

        for_one, _ = asked()
        for number in range(3):
            other = worlds.known(world, known_as=f"Evan {number}", nhs_number=None, holder=world.peer)
            send(worlds.client_of_person(world, other), "/me/messages", **LETTER)

        for_many, page = asked()

        assert for_many == for_one
        assert page.index("Keeley") < page.index("Evan 0") < page.index("Evan 1")
        assert page.count("held by Sam") == 3

    def test_reads_and_answers(self, lead, thread, mine):
        here = f"/people/{thread.person_id}/threads/{thread.pk}"
        assert "A letter came." in words(lead.get(here))
        send(lead, here, words="I ring them.")

        assert "Nobody waits." in words(lead.get("/desk/messages"))
        assert "I ring them." in words(mine.get(f"/me/messages/{thread.pk}"))
        assert worlds.all_of(Look, what="messages", name="Priya Nair")

    def test_says_that_it_needs_no_answer_once(self, lead, thread):
        here = f"/people/{thread.person_id}/threads/{thread.pk}"
        send(lead, f"{here}/settling")
        send(lead, f"{here}/settling")

        assert len(worlds.all_of(ThreadReading, kind="no-answer")) == 1

    def test_begins_one_with_a_file(self, lead, keeley):
        photo = SimpleUploadedFile("map.pdf", files.pdf("The way"))
        answer = send(lead, f"/people/{keeley.pk}/threads", about="Friday", words="The way.", file=photo)

        assert "map.pdf" in words(lead.get(answer.url))
        assert "Friday" in words(lead.get(f"/people/{keeley.pk}/threads"))
        assert "Write a few words first" in words(send(lead, f"/people/{keeley.pk}/threads", about="Friday"))
        assert "Write a few words first" in words(send(lead, answer.url, words=""))

    def test_puts_a_human_translation_beside_a_message(self, lead, thread, mine):
        said = worlds.all_of(ThreadMessage, side="person")[0]
        there = f"/people/{thread.person_id}/threads/{thread.pk}/messages/{said.pk}/translations"
        told = {"language": "Polish", "translation": "Przyszedł list.", "translated_by": "Amina Khan"}

        assert "Please fill this in." in words(send(lead, there, **{**told, "translated_by": ""}))
        send(lead, there, **told)

        page = words(mine.get(f"/me/messages/{thread.pk}"))
        assert "translated by Amina Khan, a human" in page
        assert "Przyszedł list." in page

    def test_is_not_there_for_whoever_may_not_read_it(self, world, thread):
        here = f"/people/{thread.person_id}/threads"
        partner = worlds.client_of(world.partner)

        assert partner.get(f"{here}/{thread.pk}").status_code == 404
        assert partner.get(here).status_code in (403, 404)
        assert worlds.client_of(world.administrator).get("/desk/messages").status_code == 403


class TestWatching:
    def test_is_said_and_taken_back(self, world):
        peer = worlds.client_of(world.peer)
        assert "Nobody has said that they read." in words(peer.get("/desk/messages"))
        send(peer, "/desk/messages/watch", hours="4")
        assert "I read no longer" in words(peer.get("/desk/messages"))

        send(peer, "/desk/messages/watch/ending")
        send(peer, "/desk/messages/watch/ending")

        assert "I read messages now" in words(peer.get("/desk/messages"))

    def test_asks_for_how_long(self, world):
        assert "Choose one of these." in words(send(worlds.client_of(world.peer), "/desk/messages/watch", hours="100"))

    def test_is_not_offered_to_whoever_has_no_hub(self, world):
        assert "Who reads now" not in words(worlds.client_of(world.partner).get("/desk/messages"))


class TestQuestions:
    def test_are_as_few_for_many_threads_as_for_one(self, world, mine, keeley, thread):
        def asked(path, client):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            return len(queries)

        lead, actor = worlds.client_of(world.lead), worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            actions.begin_thread(actor, person=keeley, about="Tea", words="Hello.", at=world.at)
        for_one = [asked("/me/messages", mine), asked("/desk/messages", lead)]
        herself = worlds.themselves(world, keeley)
        for number in range(12):
            with acting_as(herself, at=world.at):
                actions.begin_thread(herself, person=keeley, about=f"{number}", words="Hello.", at=world.at)
            with acting_as(actor, at=world.at):
                actions.begin_thread(actor, person=keeley, about=f"{number}", words="Hello.", at=world.at)

        assert [asked("/me/messages", mine), asked("/desk/messages", lead)] == for_one
