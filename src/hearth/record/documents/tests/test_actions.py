from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world as worlds

from hearth.core import storage
from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.record.documents import actions, beginning, places, queries
from hearth.record.documents.codes import CheckState, Problem
from hearth.record.documents.tests import files
from hearth.record.models import Document, DocumentCheck, DocumentReading, DocumentText, Entry
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


def kept(store):
    return list(storage.names_in(store))


def hide(world, keeley, document):
    herself = worlds.themselves(world, keeley)
    with acting_as(herself, at=world.at):
        sharing.seal(
            herself, person=keeley, entry_id=document.entry_id, hidden=True, consequence_explained="x", at=world.at
        )


class TestAddDocument:
    def test_keeps_the_file_under_its_hash_and_tells_of_it_in_the_record(self, add, world, keeley, store):
        document = add(title="From the council", words="Keys on Monday.")

        entry = worlds.all_of(Entry, subject_id=document.pk)[0]
        assert (entry.kind, entry.title, entry.body) == (EntryKind.DOCUMENT, "From the council", "Keys on Monday.")
        assert (entry.source, entry.author_name, entry.pk) == (Source.SEEN, "Priya Nair", document.entry_id)
        with store.open(places.of_file(document.sha256)) as file:
            assert file.read() == files.pdf()
        assert kept(store) == [f"documents/{document.sha256[:2]}/{document.sha256}"]
        (event,) = worlds.all_of(AuditEvent, event="record.document_added")
        assert event.detail == {"kind": "pdf"}

    def test_is_called_by_its_name_unless_somebody_says_what_it_is(self, add):
        document = add(name="Letter of 3 November.pdf")

        assert worlds.all_of(Entry, pk=document.entry_id)[0].title == "Letter of 3 November"

    def test_asks_for_it_to_be_looked_after(self, add):
        document = add()

        (job,) = ProcrastinateJob.objects.filter(task_name=beginning.LOOKING_AFTER_JOB)
        assert job.args == {"document_id": str(document.pk)}

    def test_says_that_nothing_is_set_up_to_check_it(self, add):
        document = add()

        assert [step.state for step in worlds.all_of(DocumentCheck, document=document)] == [CheckState.UNCHECKED]

    def test_lets_it_wait_for_the_scanner(self, add, scanner):
        document = add()

        assert [step.state for step in worlds.all_of(DocumentCheck, document=document)] == [CheckState.WAITING]

    def test_lets_the_person_add_their_own(self, add, world, keeley):
        document = add(actor=worlds.themselves(world, keeley))

        entry = worlds.all_of(Entry, pk=document.entry_id)[0]
        assert (entry.author_name, entry.source) == ("Keeley", Source.TOLD_BY_PERSON)

    def test_adds_the_same_file_once(self, add, world, keeley, store):
        first = add()

        with pytest.raises(actions.AlreadyHere) as already:
            add(name="the same under another name.pdf")

        assert already.value.document == first
        assert (len(worlds.all_of(Document)), len(worlds.all_of(Entry, kind="document")), len(kept(store))) == (1, 1, 1)

    def test_adds_it_again_where_the_first_was_added_in_error(self, add, world, lead):
        first = add()
        entry = worlds.all_of(Entry, pk=first.entry_id)[0]
        with acting_as(lead, at=world.at):
            record.mark_entered_in_error(lead, entry=entry, reason="Wrong letter", at=world.at)

        assert add() != first

    def test_tells_nobody_that_a_hidden_one_is_there(self, add, world, keeley, store):
        hidden = add(actor=worlds.themselves(world, keeley))
        hide(world, keeley, hidden)

        assert add() != hidden
        assert len(kept(store)) == 1

    def test_adds_it_to_another_record_as_well(self, add, world, store):
        robin = worlds.known(world, known_as="Robin", given="Robin", family="Vale", nhs_number=None)
        add()

        assert add(person=robin).person == robin
        assert len(kept(store)) == 1

    @pytest.mark.parametrize("who", ["administrator", "guardian", "welcomer"])
    def test_refuses_a_role_that_does_not_write(self, add, world, store, who):
        actor = worker_actor(worlds.worker("Una", "Reed", who, world.trust))

        with pytest.raises(NotPermitted):
            add(actor=actor)

        assert (worlds.all_of(Document), kept(store)) == ([], [])

    def test_refuses_the_public_and_somebody_else_who_is_let_in(self, add, world, keeley, store):
        robin = worlds.known(world, known_as="Robin", given="Robin", family="Vale", nhs_number=None)
        worlds.let_in(world, keeley, robin)

        for actor in (PUBLIC, worlds.themselves(world, robin)):
            with pytest.raises(NotPermitted):
                add(actor=actor)

        assert (worlds.all_of(Document), kept(store)) == ([], [])

    def test_cannot_be_done_by_somebody_who_cannot_see_the_person(self, add, world):
        with pytest.raises(DatabaseError, match="row-level security"):
            add(actor=worker_actor(world.outsider))

        assert worlds.all_of(Document) == []

    def test_leaves_no_row_where_the_store_is_full(self, add, store, monkeypatch):
        def full(*_given):
            raise OSError("no space left")

        monkeypatch.setattr(storage, "keep", full)

        with pytest.raises(OSError, match="no space"):
            add()

        assert worlds.all_of(Document) == []


def note(document, at, **said):
    with acting_as(SYSTEM, at=at):
        actions.note_check(SYSTEM, document=document, at=at, **said)


def keep_reading(document, at, **changed):
    told = {"pages": 1, "pages_shown": 1, "problem": None, "texts": [(1, files.LETTER)], **changed}
    with acting_as(SYSTEM, at=at):
        actions.keep_reading(SYSTEM, document=document, at=at, **told)


class TestNoteCheck:
    def test_adds_a_step_and_leaves_the_earlier_ones(self, add, world):
        document = add()

        note(document, world.at + timedelta(minutes=1), state=CheckState.HELD, found="Eicar")

        steps = worlds.all_of(DocumentCheck, document=document)
        assert [(step.state, step.found) for step in sorted(steps, key=lambda step: step.at)] == [
            ("unchecked", ""),
            ("held", "Eicar"),
        ]

    def test_says_the_same_once(self, add, world):
        document = add()

        for _ in range(2):
            note(document, world.at + timedelta(minutes=1), state=CheckState.CLEAN)

        assert len(worlds.all_of(DocumentCheck, document=document)) == 2

    def test_is_for_hearth_alone(self, add, world, lead):
        document = add()

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            actions.note_check(lead, document=document, state=CheckState.CLEAN, at=world.at)

        assert len(worlds.all_of(DocumentCheck, document=document)) == 1


class TestKeepReading:
    def test_keeps_pages_and_words_once(self, add, world):
        document = add()

        keep_reading(document, world.at)
        keep_reading(document, world.at, pages=9, texts=[(1, "Something else")])

        assert [one.pages for one in worlds.all_of(DocumentReading)] == [1]
        assert [text.text for text in worlds.all_of(DocumentText)] == [files.LETTER]

    def test_makes_the_words_findable_in_their_other_forms(self, add, world):
        keep_reading(add(), world.at, texts=[(1, "She visited the flats.")])

        assert worlds.all_of(DocumentText, words="visit flat") != []

    def test_is_for_hearth_alone(self, add, world, lead):
        document = add()

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            actions.keep_reading(lead, document=document, pages=0, pages_shown=0, problem=None, texts=[], at=world.at)

        assert worlds.all_of(DocumentReading) == []


class TestSweepFiles:
    def test_removes_what_no_row_names_and_nothing_else(self, add, world, store):
        document = add()
        for name in (places.of_file("ab" * 32), places.of_page("ab" * 32, 1)):
            storage.keep(name, ContentFile(b"left over"))

        with acting_as(SYSTEM, at=world.at):
            assert actions.sweep_files(SYSTEM, at=world.at, before=world.at - timedelta(days=1)) == 0
            assert actions.sweep_files(SYSTEM, at=world.at, before=world.at + timedelta(days=1)) == 2

        assert kept(store) == [places.of_file(document.sha256)]

    def test_is_for_hearth_alone(self, world, lead):
        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            actions.sweep_files(lead, at=world.at, before=world.at)


class TestTheTables:
    @pytest.mark.parametrize(
        ("model", "wrong", "constraint"),
        [
            (Document, {"sha256": "x" * 64}, "document_named_by_its_hash"),
            (Document, {"size_bytes": 0}, "document_holds_something"),
            (Document, {"file_name": ""}, "document_has_a_name"),
            (DocumentCheck, {"state": "held", "found": ""}, "documentcheck_held_says_what_for"),
            (DocumentCheck, {"state": "clean", "found": "Eicar"}, "documentcheck_held_says_what_for"),
            (DocumentCheck, {"state": "unchecked", "why": ""}, "documentcheck_unchecked_says_why"),
            (DocumentReading, {"pages": 1, "pages_shown": 2}, "documentreading_shows_no_more_than_there_is"),
            (DocumentText, {"page": 1, "text": ""}, "documenttext_says_something"),
        ],
    )
    def test_refuse_what_cannot_be(self, add, world, keeley, model, wrong, constraint):
        document = add()
        known = {"entry": worlds.written(world, keeley), "kind": "pdf", "file_name": "a.pdf", "sha256": "a" * 64}
        about = {**known, "size_bytes": 1, "added_at": world.at} if model is Document else {"document": document}
        moment = {DocumentCheck: {"at": world.at}, DocumentReading: {"read_at": world.at}}.get(model, {})

        with pytest.raises(DatabaseError, match=constraint), acting_as(SYSTEM, at=world.at):
            model.objects.bulk_create([model(person=keeley, **{**about, **moment, **wrong})])

    def test_have_the_words_of_a_page_once(self, add, world, keeley):
        document = add()
        keep_reading(document, world.at)

        with pytest.raises(DatabaseError, match="documenttext_page_once"), acting_as(SYSTEM, at=world.at):
            DocumentText.objects.bulk_create([DocumentText(person=keeley, document=document, page=1, text="Again")])

    @pytest.mark.parametrize(
        "row",
        [
            lambda about, at: DocumentCheck(state=CheckState.CLEAN, at=at, **about),
            lambda about, at: DocumentReading(read_at=at, problem=Problem.LOCKED, **about),
            lambda about, at: DocumentText(page=1, text="Made up", **about),
        ],
    )
    def test_let_no_worker_say_what_the_check_or_the_reading_found(self, add, world, keeley, lead, row):
        made = row({"person": keeley, "document": add()}, world.at)

        with pytest.raises(DatabaseError, match="row-level security"), acting_as(lead, at=world.at):
            type(made).objects.bulk_create([made])

    def test_show_nothing_of_what_is_sealed_to_anybody_else(self, add, world, keeley, lead):
        document = add()
        keep_reading(document, world.at)
        hide(world, keeley, document)

        for actor, count in ((lead, 0), (worlds.themselves(world, keeley), 1)):
            with acting_as(actor, at=world.at), connection.cursor() as cursor:
                for model in (Document, DocumentCheck, DocumentReading, DocumentText):
                    assert model.objects.visible_to(actor).count() == count
                    cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
                    assert cursor.fetchone() == (count,)
                assert len(queries.shelf(actor, person_id=keeley.id)) == count
                assert queries.texts(actor, person_id=keeley.id).count() == count
