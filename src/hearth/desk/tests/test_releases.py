import pytest
from django.conf import settings
from django.test import override_settings
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.storage import storage_from
from hearth.organisations.queries import worker_actor
from hearth.record.documents import actions, looking
from hearth.record.documents.codes import CheckState
from hearth.record.documents.tests import files
from hearth.record.models import DocumentRelease

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(world, person, tmp_path):
    """The page of a letter that the scanner holds back."""
    with override_settings(STORAGES={**settings.STORAGES, "default": storage_from({}, tmp_path)}):
        actor, file, at = worker_actor(world.peer), files.sent(files.pdf(), "letter.pdf"), world.at
        looked = looking.look_at(file, name="letter.pdf", size_bytes=file.size)
        with acting_as(actor, at=at):
            document = actions.add_document(actor, person=person, looked=looked, file=file, title="", words="", at=at)
        with acting_as(SYSTEM, at=at) as scope:
            actions.note_check(SYSTEM, document=document, state=CheckState.HELD, found="Eicar", at=scope.at)
        yield f"/people/{person.id}/documents/{document.id}"


class TestRelease:
    def test_goes_from_one_word_to_two_and_opens(self, world, page, lead):
        peer = worlds.client_of(world.peer)
        assert "Was the scanner wrong?" in worlds.words(peer.get(page))

        worlds.send(peer, f"{page}/release/proposal", reason="The council sent it.")
        assert "It waits for a second worker" in worlds.words(peer.get(f"{page}/release"))
        assert "has a file held back" in worlds.words(lead.get("/desk"))
        assert "has a file held back" not in worlds.words(peer.get("/desk"))
        assert "The council sent it." in worlds.words(lead.get(f"{page}/release"))
        worlds.send(lead, f"{page}/release/answer", answer="yes")

        assert "let through by two people" in worlds.words(lead.get(page))
        assert "has a file held back" not in worlds.words(lead.get("/desk"))
        assert "let it through" in worlds.words(lead.get(f"{page}/release"))
        file = lead.get(f"{page}/file")
        assert b"".join(file.streaming_content).startswith(b"%PDF")
        file.close()

    def test_stays_held_back_with_a_reason(self, world, page, lead):
        worlds.send(worlds.client_of(world.peer), f"{page}/release/proposal", reason="The council sent it.")

        without = worlds.send(lead, f"{page}/release/answer", answer="no")
        assert "Say in a few words why it stays held back." in worlds.words(without)
        worlds.send(lead, f"{page}/release/answer", answer="no", words="Ask for a clean copy.")

        assert "left it held back: Ask for a clean copy." in worlds.words(lead.get(f"{page}/release"))
        assert lead.get(f"{page}/file").status_code == 404

    def test_says_what_is_missing(self, page, lead):
        answer = worlds.send(lead, f"{page}/release/proposal", reason="")

        assert "Say in a few words how you know that it is safe." in worlds.words(answer)
        assert worlds.all_of(DocumentRelease) == []

    def test_says_that_there_is_no_scanner_to_ask_again(self, page, lead):
        worlds.send(lead, f"{page}/checks")

        assert "No virus scanner is set up here." in worlds.words(lead.get(page))

    def test_is_not_there_for_somebody_unseen(self, page, outsider):
        assert outsider.get(f"{page}/release").status_code == 404
        assert worlds.send(outsider, f"{page}/release/proposal", reason="x").status_code == 404
