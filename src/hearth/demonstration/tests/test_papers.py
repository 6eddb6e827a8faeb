import pytest
from django.utils import timezone
from tests.world import words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.demonstration.tests.test_city import enter
from hearth.record.documents.codes import CheckState, FileKind
from hearth.record.models import Document, DocumentCheck, DocumentRelease, Entry, JointAnswer
from hearth.telling.models import Filling, FormOpening, SendingYes, SentForm


@pytest.fixture(autouse=True)
def _all_seeing(city, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def seen(model, **filters):
    with acting_as(SYSTEM, at=timezone.now()):
        return list(model.objects.visible_to(SYSTEM).filter(**filters))


def page(city, slug, key, more):
    return words(enter(slug).get(f"/people/{city.people[key].pk}{more}"))


class TestTell:
    def test_has_a_shelf_of_every_likely_kind_and_state(self, city):
        papers = seen(Document, person_id=city.people["robin"].pk)

        assert {one.kind for one in papers} == {FileKind.PDF, FileKind.JPEG, FileKind.DOCX, FileKind.EML}
        assert any(one.is_locked for one in papers)
        states = {one.state for one in seen(DocumentCheck)}
        assert states >= {CheckState.CLEAN, CheckState.HELD}
        assert "added in error" in page(city, "peer-supporter", "robin", "/documents")

    def test_has_a_file_that_waits_for_a_second_word(self, city):
        (release,) = seen(DocumentRelease)

        assert "It waits for a second worker" in page(
            city, "peer-supporter", "robin", f"/documents/{release.document_id}/release"
        )

    def test_has_forms_sent_with_questions_nobody_had_to_ask_again(self, city):
        sent = seen(SentForm)

        assert {one.way for one in sent} == {"link", "paper"}
        assert all(one.saved for one in sent)
        assert [one.name for one in seen(FormOpening)] == ["Keisha Grant, City housing"] * 2
        assert len(seen(SendingYes)) == 1
        assert len(seen(Filling, status="open")) == 1
        assert "did not have to answer" in page(city, "peer-supporter", "robin", "/forms")

    def test_has_words_of_a_student_that_wait_and_words_of_two_organisations(self, city):
        (waits,) = seen(Entry, needs_countersign=True, person_id=city.people["evan"].pk)
        (answer,) = seen(JointAnswer)

        assert waits.author_id == city.members["mina"].pk
        assert answer.theirs == "mine"

    def test_has_the_time_before_the_hub_as_it_was_told(self, city):
        before = page(city, "peer-supporter", "will", "/before")

        assert "winter 2019–20" in before
        assert "not known when" in before
        assert "Told by Col, an old friend from the boats" in page(city, "peer-supporter", "will", "/journey")
