"""What the scanner holds back wrongly is let through by two, or looked at again; the person reads of it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.ids import new_id
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record.documents import actions, jobs, queries, releasing
from hearth.record.documents.codes import CheckState
from hearth.record.models import DocumentCheck, DocumentRelease, DocumentReleaseAnswer, Entry

pytestmark = pytest.mark.django_db
WHY = "The council sent it, and their own people looked at it too."


@pytest.fixture
def held(add, world):
    """The scanner found something in it."""
    document = add()
    hold(document, world.at)
    return document


def hold(document, at):
    with acting_as(SYSTEM, at=at):
        actions.note_check(SYSTEM, document=document, state=CheckState.HELD, found="Eicar", at=at)


@pytest.fixture
def do(world):
    def done(membership, action, *, at=None, **told):
        actor, at = worker_actor(membership), at or world.at
        with acting_as(actor, at=at):
            return action(actor, at=at, **told)

    return done


@pytest.fixture
def proposed(do, world, held):
    return do(world.peer, releasing.propose_release, document=held, reason=WHY)


def state_of(world, keeley, document):
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        return queries.on_the_shelf(lead, person_id=keeley.id, document_id=document.pk).state


class TestProposeRelease:
    def test_opens_nothing_yet(self, world, keeley, held, proposed):
        assert proposed.reason == WHY
        assert state_of(world, keeley, held) == CheckState.HELD

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_those_alongside(self, do, world, held, who):
        with pytest.raises(NotPermitted):
            do(getattr(world, who), releasing.propose_release, document=held, reason=WHY)

        assert worlds.all_of(DocumentRelease) == []

    def test_refuses_without_a_reason_twice_or_for_what_is_not_held(self, do, world, add, held, proposed):
        fine = add(name="fine.pdf", content=None, person=worlds.known(world, known_as="Evan", nhs_number=None))

        for document, reason in ((held, " "), (held, WHY), (fine, WHY)):
            assert refusal(lambda d=document, r=reason: do(world.lead, releasing.propose_release, document=d, reason=r))
        assert worlds.all_of(DocumentRelease) == [proposed]

    def test_may_be_said_anew_when_the_scanner_has_looked_anew(self, do, world, keeley, held, proposed):
        later = world.at + timedelta(hours=2)
        with acting_as(SYSTEM, at=later):
            told = {"state": "held", "found": "Eicar.2", "at": later}
            DocumentCheck.objects.create(document=held, person_id=keeley.id, **told)

        again = do(world.lead, releasing.propose_release, document=held, reason=WHY, at=later)
        assert again != proposed
        assert refusal(lambda: do(world.lead, releasing.release_document, release=proposed, at=later))


class TestReleaseDocument:
    def test_lets_it_through_tells_the_person_and_has_it_read(self, do, world, keeley, held, proposed):
        do(world.lead, releasing.release_document, release=proposed)

        assert state_of(world, keeley, held) == CheckState.RELEASED
        (told,) = worlds.all_of(Entry, subject_type="DocumentRelease")
        assert "Eicar" in told.body
        assert f"{world.peer.worker.name} and Priya Nair looked into it" in told.body
        assert told.body.endswith(WHY)
        assert ProcrastinateJob.objects.filter(args__document_id=str(held.pk), status="todo").exists()
        assert len(worlds.all_of(AuditEvent, event="record.document_released")) == 1

    def test_is_not_undone_by_looking_after_it(self, do, world, keeley, held, proposed, scanner):
        do(world.lead, releasing.release_document, release=proposed)

        jobs.look_after(document_id=str(held.pk))

        assert state_of(world, keeley, held) == CheckState.RELEASED
        with acting_as(SYSTEM, at=world.at):
            assert queries.is_read(SYSTEM, document_id=held.pk)
        assert scanner.asked == 0

    def test_takes_somebody_else_whose_role_answers_for_others(self, do, world, held, proposed):
        again = worlds.another_role(world, world.peer, "clinician")
        other_peer = worlds.in_the_team(world, "Una", "Reed", "peer-supporter")

        for membership in (world.peer, again, other_peer, world.outsider):
            with pytest.raises(NotPermitted):
                do(membership, releasing.release_document, release=proposed)
        assert worlds.all_of(DocumentReleaseAnswer) == []

    def test_refuses_a_second_answer(self, do, world, held, proposed):
        do(world.lead, releasing.release_document, release=proposed)

        assert refusal(lambda: do(world.manager, releasing.leave_held, release=proposed, words="No.")) == (
            releasing.NOT_WAITING
        )
        assert len(worlds.all_of(DocumentReleaseAnswer)) == 1


class TestLeaveHeld:
    def test_keeps_it_closed_and_tells_the_person_why(self, do, world, keeley, held, proposed):
        do(world.lead, releasing.leave_held, release=proposed, words="Ask for a clean copy.")

        assert state_of(world, keeley, held) == CheckState.HELD
        (told,) = worlds.all_of(Entry, subject_type="DocumentRelease")
        assert told.body == "Priya Nair looked into it: Ask for a clean copy."

    def test_refuses_without_a_reason(self, do, world, held, proposed):
        assert refusal(lambda: do(world.lead, releasing.leave_held, release=proposed, words=" ")) == releasing.SAY_WHY
        assert worlds.all_of(DocumentReleaseAnswer) == []


class TestCheckAgain:
    def test_closes_it_until_the_scanner_has_looked(self, do, world, keeley, held, scanner):
        do(world.peer, releasing.check_again, document=held)
        assert state_of(world, keeley, held) == CheckState.WAITING

        jobs.look_after(document_id=str(held.pk))

        assert state_of(world, keeley, held) == CheckState.CLEAN

    def test_holds_it_again_if_it_is_harmful(self, do, world, keeley, held, scanner):
        scanner.answer = b"stream: Eicar FOUND\n"
        do(world.peer, releasing.check_again, document=held)

        jobs.look_after(document_id=str(held.pk))

        assert state_of(world, keeley, held) == CheckState.HELD

    def test_refuses_without_a_scanner_and_for_what_is_not_held(self, do, world, held):
        assert refusal(lambda: do(world.peer, releasing.check_again, document=held)) == releasing.NO_SCANNER
        assert len(worlds.all_of(DocumentCheck, document=held)) == 2

    def test_is_for_those_alongside(self, do, world, held, scanner):
        with pytest.raises(NotPermitted):
            do(world.outsider, releasing.check_again, document=held)


class TestTheDatabase:
    def test_refuses_a_file_let_through_by_nobody(self, world, keeley, held, proposed):
        lead = worker_actor(world.lead)
        row = DocumentCheck(id=new_id(), person_id=keeley.id, document=held, state="released", at=world.at)

        with pytest.raises(DatabaseError), acting_as(lead, at=world.at):
            DocumentCheck.objects.bulk_create([row])

    def answer(self, world, proposed, **changed):
        told = {
            "release": proposed,
            "document_id": proposed.document_id,
            "person_id": proposed.person_id,
            "opens": True,
            "proposed_by": world.peer,
            "answered_by": world.lead,
            "answered_at": world.at,
        }
        return DocumentReleaseAnswer(**told | changed)

    def test_refuses_an_answer_of_the_same_worker_or_a_no_without_a_reason(self, world, proposed):
        same = self.answer(world, proposed, answered_by=world.peer)
        silent = self.answer(world, proposed, opens=False)

        assert broken_rule(same.save, at=world.at) == "documentreleaseanswer_by_another"
        assert broken_rule(silent.save, at=world.at) == "documentreleaseanswer_left_says_why"

    def test_refuses_a_word_without_a_reason(self, world, keeley, held):
        (check,) = worlds.all_of(DocumentCheck, state="held")
        row = DocumentRelease(
            person_id=keeley.id, document=held, of_check=check, reason="", proposed_by=world.peer, proposed_at=world.at
        )

        assert broken_rule(row.save, at=world.at) == "documentrelease_says_why"
