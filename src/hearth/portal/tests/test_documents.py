import pytest
from tests import world as worlds

from hearth.record.documents.jobs import look_after
from hearth.record.documents.tests import files
from hearth.record.documents.tests.conftest import store  # noqa: F401  the same store here
from hearth.record.models import Document
from hearth.sharing.models import Look, Sealing

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world, keeley):
    return worlds.client_of_person(world, keeley)


def added(client, *, looked_after=True, **typed):
    answer = worlds.send(client, "/me/documents", **typed, file=files.sent(files.pdf()))
    document = worlds.all_of(Document)[-1]
    assert answer.url == f"/me/documents/{document.id}"
    if looked_after:
        look_after(document_id=str(document.id))
    return document


class TestDocuments:
    def test_are_added_by_the_person_and_read_by_those_alongside(self, client, world, keeley):
        added(client, title="From the council")

        assert "From the council" in worlds.words(client.get("/me/documents"))
        assert "From the council" in worlds.words(worlds.client_of(world.lead).get(f"/people/{keeley.id}/documents"))

    def test_refuse_with_what_to_do_instead(self, client):
        answer = worlds.send(client, "/me/documents", file=files.sent(files.SVG, "a.svg"))

        assert "can carry a program" in worlds.words(answer)
        assert worlds.all_of(Document) == []

    def test_are_added_once(self, client):
        document = added(client)

        again = worlds.send(client, "/me/documents", file=files.sent(files.pdf()))

        assert again.url == f"/me/documents/{document.id}"
        assert len(worlds.all_of(Document)) == 1

    def test_are_for_nobody_who_works_here(self, world):
        assert worlds.client_of(world.lead).get("/me/documents").status_code == 404


class TestDocument:
    def test_shows_pages_words_and_a_neutral_name_first(self, client):
        document = added(client)

        page = worlds.words(client.get(f"/me/documents/{document.id}"))

        assert files.LETTER in page
        assert page.index("neutral name") < page.index(">Download<")
        picture = client.get(f"/me/documents/{document.id}/pages/1")
        assert b"".join(picture.streaming_content)[8:12] == b"WEBP"
        answer = client.get(f"/me/documents/{document.id}/file?name=neutral")
        assert b"".join(answer.streaming_content) == files.pdf()
        assert answer["Content-Disposition"] == 'attachment; filename="document.pdf"'

    def test_says_nothing_of_looking_at_ones_own(self, client):
        client.get(f"/me/documents/{added(client).id}")

        assert worlds.all_of(Look) == []

    def test_is_not_there_for_somebody_else(self, client, world):
        document = added(client)
        robin = worlds.known(world, known_as="Robin", given="Robin", family="Vale", nhs_number=None)
        theirs = worlds.client_of_person(world, robin)

        for rest in ("", "/file", "/pages/1", "/sealing"):
            assert theirs.get(f"/me/documents/{document.id}{rest}").status_code == 404


class TestSealing:
    def test_says_first_what_may_follow(self, client):
        document = added(client)

        assert "will not know about this unless you tell them" in worlds.words(
            client.get(f"/me/documents/{document.id}/sealing")
        )

    @pytest.mark.parametrize(("answer", "hidden"), [("no", False), ("yes", True)])
    def test_closes_it_for_everyone_else(self, client, world, keeley, answer, hidden):
        document = added(client)

        worlds.send(client, f"/me/documents/{document.id}/sealing", hidden=answer)

        (sealing,) = worlds.all_of(Sealing)
        assert (sealing.entry_id, sealing.hidden) == (document.entry_id, hidden)
        lead = worlds.client_of(world.lead)
        for rest in ("", "/file", "/pages/1"):
            assert lead.get(f"/people/{keeley.id}/documents/{document.id}{rest}").status_code == 404
        assert str(document.id) not in worlds.words(lead.get(f"/people/{keeley.id}/documents"))
        assert "Closed for everyone but you" in worlds.words(client.get(f"/me/documents/{document.id}"))

    def test_asks_whether_others_may_know(self, client):
        document = added(client)

        answer = worlds.send(client, f"/me/documents/{document.id}/sealing")

        assert "Choose whether others may know" in worlds.words(answer)
        assert worlds.all_of(Sealing) == []
