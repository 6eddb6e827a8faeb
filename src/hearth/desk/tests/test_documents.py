import pytest
from bench.statements import counted
from django.conf import settings
from django.test import Client, override_settings
from tests import world as worlds

from hearth.core.models import OnceKey
from hearth.record.documents import looking, refusals
from hearth.record.documents.jobs import look_after
from hearth.record.documents.tests import clamd, files
from hearth.record.documents.tests.conftest import scanner, store  # noqa: F401  the same store and scanner here
from hearth.record.models import Document, Entry
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world):
    return worlds.client_of(world.lead)


def base(person):
    return f"/people/{person.id}/documents"


def send(client, person, content=None, name="letter.pdf", **typed):
    return worlds.send(client, base(person), **typed, file=files.sent(content or files.pdf(), name))


def added(client, person, content=None, name="letter.pdf", *, looked_after=True):
    send(client, person, content, name)
    document = worlds.all_of(Document)[-1]
    if looked_after:
        look_after(document_id=str(document.id))
    return document


class TestDocuments:
    def test_say_what_would_be_here(self, client, keeley):
        page = worlds.words(client.get(base(keeley)))

        assert "Letters, photos and e-mails about Keeley stand here" in page
        assert "Choose a file first" not in page

    def test_take_a_file_and_show_it(self, client, keeley):
        answer = send(client, keeley, title="From the council", words="Keys on Monday.")

        (document,) = worlds.all_of(Document)
        assert answer.url == f"{base(keeley)}/{document.id}"
        page = worlds.words(client.get(answer.url))
        assert "From the council" in page
        assert "Keys on Monday." in page
        assert "Not checked for viruses. No virus scanner is set up here." in page

    def test_list_what_there_is(self, client, keeley):
        added(client, keeley)
        added(client, keeley, files.word(), "report.docx")

        page = worlds.words(client.get(base(keeley)))

        assert page.index("report") < page.index("letter")
        assert "Word document" in page

    @pytest.mark.parametrize(
        ("content", "name", "words"),
        [
            (files.SVG, "drawing.svg", refusals.WEB_PAGE),
            (b"", "empty.pdf", refusals.EMPTY),
            (files.pdf() + files.packed({"a": "x"}), "a.pdf", refusals.TWO_IN_ONE),
            (files.pdf(), "photo.jpg", "Inside, this is a PDF"),
        ],
    )
    def test_refuse_with_what_to_do_instead(self, client, keeley, content, name, words):
        answer = worlds.send(client, base(keeley), title="Kept", file=files.sent(content, name))

        assert words in worlds.words(answer)
        assert 'value="Kept"' in worlds.words(answer)
        assert (worlds.all_of(Document), worlds.all_of(Entry, kind="document")) == ([], [])

    def test_refuse_what_is_too_large_and_keep_the_words(self, client, keeley):
        with override_settings(UPLOAD_MAX_BYTES=1024 * 1024):
            answer = worlds.send(client, base(keeley), title="Kept", file=files.sent(b"x" * (1024 * 1024 + 1)))
            words = looking.too_large()

        assert words in worlds.words(answer)
        assert 'value="Kept"' in worlds.words(answer)
        assert worlds.all_of(Document) == []

    def test_ask_for_a_file(self, client, keeley):
        assert "Choose a file first" in worlds.words(worlds.send(client, base(keeley), title="Only words"))

    def test_add_a_file_once_however_often_it_is_sent(self, client, keeley):
        send(client, keeley, once="01234567-89ab-7def-8123-456789abcdef")
        again = send(client, keeley, once="01234567-89ab-7def-8123-456789abcdef")
        new_key = send(client, keeley, name="other name.pdf")

        (document,) = worlds.all_of(Document)
        assert again["Location"] == new_key.url == f"{base(keeley)}/{document.id}"
        assert "This is here already" in worlds.words(client.get(new_key.url))
        assert OnceKey.objects.count() == 2

    def test_are_not_there_for_whoever_does_not_know_the_person(self, world, keeley):
        outsider = worlds.client_of(world.outsider)

        assert outsider.get(base(keeley)).status_code == 404
        assert send(outsider, keeley).status_code == 404
        assert worlds.all_of(Document) == []

    def test_let_nobody_in_who_is_not_signed_in(self, keeley):
        assert send(Client(), keeley).status_code == 403
        assert worlds.all_of(Document) == []

    def test_ask_as_often_for_many_as_for_one(self, client, keeley):
        added(client, keeley, looked_after=False)
        client.get(base(keeley))
        with counted() as few:
            client.get(base(keeley))
        for number in range(4):
            added(client, keeley, files.mail(f"Number {number}"), f"{number}.eml", looked_after=False)
        with counted() as many:
            client.get(base(keeley))

        assert len(many) == len(few)


class TestDocument:
    def test_shows_its_pages_and_the_words_on_them(self, client, keeley):
        document = added(client, keeley, files.pdf("First page", "Second page"))

        page = worlds.words(client.get(f"{base(keeley)}/{document.id}"))

        assert f'src="{base(keeley)}/{document.id}/pages/2"' in page
        assert "Second page" in page
        assert "Page 2 of 2" in page

    def test_says_that_it_waits(self, client, keeley, scanner):  # noqa: F811
        document = added(client, keeley, looked_after=False)

        page = worlds.words(client.get(f"{base(keeley)}/{document.id}"))

        assert "Waits to be checked for viruses." in page
        assert "Download" not in page
        assert client.get(f"{base(keeley)}/{document.id}/file").status_code == 404

    def test_says_that_it_is_held_and_gives_it_to_nobody(self, client, keeley, scanner):  # noqa: F811
        document = added(client, keeley, files.mail(clamd.HARMFUL.decode()), "mail.eml")

        page = worlds.words(client.get(f"{base(keeley)}/{document.id}"))

        assert "It was: Eicar-Test-Signature. Nobody can open it." in page
        for rest in ("/file", "/pages/1"):
            assert client.get(f"{base(keeley)}/{document.id}{rest}").status_code == 404

    def test_says_that_it_is_locked(self, client, keeley):
        document = added(client, keeley, files.locked_pdf())

        page = worlds.words(client.get(f"{base(keeley)}/{document.id}"))

        assert "locked with a password" in page
        assert "Download it to open it." in page

    def test_leaves_a_trace_that_the_person_reads(self, client, keeley):
        document = added(client, keeley)

        client.get(f"{base(keeley)}/{document.id}")

        (look,) = worlds.all_of(Look, what="document")
        assert (look.name, look.person_id) == ("Priya Nair", keeley.id)

    def test_is_closed_once_it_was_added_in_error(self, client, keeley):
        document = added(client, keeley)
        path = f"/people/{keeley.id}/entries/{document.entry_id}/error"
        assert path in worlds.words(client.get(f"{base(keeley)}/{document.id}"))
        worlds.send(client, path, reason="Somebody else’s letter")

        page = worlds.words(client.get(f"{base(keeley)}/{document.id}"))

        assert "Added in error: somebody else’s letter" in page
        assert files.LETTER not in page
        for rest in ("/file", "/pages/1"):
            assert client.get(f"{base(keeley)}/{document.id}{rest}").status_code == 404

    def test_is_not_there_in_another_record(self, client, world, keeley):
        document = added(client, keeley)
        robin = worlds.known(world, known_as="Robin", given="Robin", family="Vale", nhs_number=None)

        for rest in ("", "/file", "/pages/1"):
            assert client.get(f"{base(robin)}/{document.id}{rest}").status_code == 404


class TestFile:
    def answer(self, client, keeley, document, query=""):
        return client.get(f"{base(keeley)}/{document.id}/file{query}")

    def test_comes_as_it_was_sent_and_no_browser_opens_it_as_a_page(self, client, keeley):
        document = added(client, keeley, name="Brief für Zoë.pdf")

        answer = self.answer(client, keeley, document)

        assert b"".join(answer.streaming_content) == files.pdf()
        assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Brief%20f%C3%BCr%20Zo%C3%AB.pdf"
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Type"] == "application/pdf"

    def test_comes_under_a_neutral_name_where_that_is_asked(self, client, keeley):
        document = added(client, keeley)

        answer = self.answer(client, keeley, document, "?name=neutral")
        assert b"".join(answer.streaming_content)

        assert answer["Content-Disposition"] == 'attachment; filename="document.pdf"'

    def test_leaves_a_trace(self, client, keeley):
        document = added(client, keeley)

        assert b"".join(self.answer(client, keeley, document).streaming_content)

        assert len(worlds.all_of(Look, what="document")) == 1


class TestPage:
    def test_is_a_picture(self, client, keeley):
        document = added(client, keeley)

        answer = client.get(f"{base(keeley)}/{document.id}/pages/1")

        assert (answer["Content-Type"], b"".join(answer.streaming_content)[8:12]) == ("image/webp", b"WEBP")

    @pytest.mark.parametrize("page", [0, 2])
    def test_is_not_there_beyond_the_pages(self, client, keeley, page):
        document = added(client, keeley)

        assert client.get(f"{base(keeley)}/{document.id}/pages/{page}").status_code == 404


def test_the_setting_is_25_mb():
    assert settings.UPLOAD_MAX_BYTES == 25 * 1024 * 1024
