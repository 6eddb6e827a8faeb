import io
import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import world as worlds

from hearth.core import storage
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.record.documents import actions, beginning, checks, jobs, places, queries, reading, scanning
from hearth.record.documents.codes import NO_SCANNER, TOO_LONG_FOR_IT, Problem
from hearth.record.documents.tests import clamd, files
from hearth.record.models import DocumentCheck, DocumentReading, DocumentText

pytestmark = pytest.mark.django_db


def look_after(document):
    jobs.look_after(document_id=str(document.pk))


def states(document):
    steps = sorted(worlds.all_of(DocumentCheck, document=document), key=lambda step: step.id)
    return [(step.state, step.found or step.why) for step in steps]


def words(document):
    return [text.text for text in sorted(worlds.all_of(DocumentText, document=document), key=lambda one: one.page)]


def reading_of(document):
    (one,) = worlds.all_of(DocumentReading, document=document)
    return one


class TestLookAfter:
    def test_says_that_the_scanner_found_nothing(self, add, scanner):
        document = add()

        look_after(document)

        assert states(document) == [("waiting", ""), ("clean", "")]

    def test_holds_back_what_is_harmful_and_never_opens_it(self, add, scanner):
        document = add(files.mail(clamd.HARMFUL.decode()), "mail.eml")

        look_after(document)

        assert states(document)[-1] == ("held", "Eicar-Test-Signature")
        assert worlds.all_of(DocumentReading) == []

    def test_goes_on_without_a_scanner(self, add):
        document = add()

        look_after(document)

        assert states(document) == [("unchecked", NO_SCANNER)]
        assert words(document) == [files.LETTER]

    def test_says_so_where_the_scanner_went_away_for_good(self, add, scanner, monkeypatch):
        document = add()
        monkeypatch.setattr(settings, "CLAMD_SOCKET", "")

        look_after(document)

        assert states(document) == [("waiting", ""), ("unchecked", NO_SCANNER)]

    @pytest.mark.parametrize("answer", [b"", b"stream: Can't allocate memory ERROR\n", b"nonsense\n"])
    def test_is_tried_again_while_the_scanner_says_nothing_of_use(self, add, scanner, answer):
        document = add()
        scanner.answer = answer

        with pytest.raises(scanning.ScannerSilent):
            look_after(document)

        assert states(document) == [("waiting", "")]
        assert worlds.all_of(DocumentReading) == []

    def test_is_tried_again_where_nobody_listens(self, add, monkeypatch, tmp_path):
        monkeypatch.setattr(settings, "CLAMD_SOCKET", str(tmp_path / "nobody"))

        with pytest.raises(scanning.ScannerSilent):
            look_after(add())

    def test_says_what_is_too_long_for_the_scanner(self, add, scanner):
        document = add()
        scanner.answer = b"INSTREAM size limit exceeded. ERROR\n"

        look_after(document)

        assert states(document)[-1] == ("unchecked", TOO_LONG_FOR_IT)

    def test_changes_nothing_the_second_time(self, add, scanner, store):
        document = add()
        look_after(document)
        before = (states(document), words(document), list(storage.names_in(store)))

        look_after(document)

        assert (states(document), words(document), list(storage.names_in(store))) == before
        assert scanner.asked == 1

    def test_begins_again_where_it_died_after_the_pictures(self, add, store, monkeypatch):
        document = add()

        def die(*_given, **_more):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(actions, "keep_reading", die)
            with pytest.raises(KeyboardInterrupt):
                look_after(document)
        look_after(document)

        assert reading_of(document).pages_shown == 1
        assert store.exists(places.of_page(document.sha256, 1))

    def test_draws_pages_and_finds_the_words_of_each(self, add, store):
        document = add(files.pdf("First page", "Second page"))

        look_after(document)

        assert (reading_of(document).pages, reading_of(document).pages_shown) == (2, 2)
        assert words(document) == ["First page", "Second page"]
        with store.open(places.of_page(document.sha256, 2)) as file, Image.open(file) as page:
            assert page.format == "WEBP"
            assert max(page.size) <= 2 * 1240

    def test_draws_the_beginning_of_what_is_long_and_says_so(self, add):
        document = add(files.pdf(*(f"Page {number}" for number in range(1, 23))))

        look_after(document)

        told = reading_of(document)
        assert (told.pages, told.pages_shown, told.problem) == (22, 20, Problem.LONG)
        assert words(document)[-1] == "Page 22"

    def test_leaves_behind_where_a_photo_was_taken(self, add, store):
        document = add(files.photo_with_place(), "photo.jpg")

        look_after(document)

        with store.open(places.of_page(document.sha256, 1)) as file:
            drawn = file.read()
        with Image.open(io.BytesIO(drawn)) as page:
            assert not page.getexif()
        assert b"Phone of" not in drawn

    def test_does_not_try_to_open_what_is_locked(self, add):
        document = add(files.locked_pdf())

        look_after(document)

        assert (reading_of(document).problem, words(document)) == (Problem.LOCKED, [])

    @pytest.mark.parametrize(
        ("content", "name", "found"),
        [
            (files.word("One.", "Two."), "a.docx", ["One.\nTwo."]),
            (files.excel(), "a.xlsx", ["Sheet\nRent\t412\nLeft over\t31.5"]),
            (files.slides(), "a.pptx", ["First", "Second"]),
            (files.open_document(), "a.odt", [files.LETTER]),
            (
                files.mail("<style>p {}</style><p>Keys</p><p>on Monday", "html"),
                "a.eml",
                [
                    "From: Tom Marsh <tom@housing.example>\nTo: hub@hearth.example\n"
                    "Date: Fri, 20 Nov 2026 14:10:00 +0000\nSubject: The flat\n\nKeys\non Monday\nAttached: keys.pdf"
                ],
            ),
        ],
    )
    def test_finds_the_words_of_every_kind(self, add, content, name, found):
        document = add(content, name)

        look_after(document)

        assert words(document) == found

    def test_says_so_when_a_file_cannot_be_read_after_all(self, add):
        document = add(files.open_document(**{"content.xml": "<a><b></a>"}), "a.odt")

        look_after(document)

        assert reading_of(document).problem == Problem.UNREADABLE

    def test_gives_up_on_a_file_that_takes_too_long(self, add, monkeypatch):
        monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.01)
        document = add()

        look_after(document)

        assert reading_of(document).problem == Problem.UNREADABLE

    def test_is_not_fooled_by_words_that_unpack_into_more_words(self, add):
        laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
        bomb = f'<!DOCTYPE b [<!ENTITY a0 "ha">{laughs}]><b>&a9;</b>'
        document = add(files.open_document(**{"content.xml": bomb}), "a.odt")

        look_after(document)

        assert reading_of(document).problem == Problem.UNREADABLE


class TestLookAfterWhatWaits:
    def test_asks_again_for_what_was_left_and_is_in_nobodys_hand(self, add, scanner, monkeypatch):
        monkeypatch.setattr(jobs, "PATIENCE", timedelta(hours=-1))
        left, taken = add(), add(files.word(), "a.docx")
        ProcrastinateJob.objects.exclude(args={"document_id": str(taken.pk)}).delete()

        jobs.look_after_what_waits(0)

        asked = ProcrastinateJob.objects.filter(task_name=beginning.LOOKING_AFTER_JOB).order_by("id")
        assert [job.args["document_id"] for job in asked] == [str(taken.pk), str(left.pk)]

    def test_asks_for_what_was_never_checked_once_there_is_a_scanner(self, add, world, monkeypatch):
        document = add()
        look_after(document)
        ProcrastinateJob.objects.all().delete()
        before = world.at + timedelta(minutes=10)

        for socket, found in (("", []), ("/run/clamd", [document.pk])):
            monkeypatch.setattr(settings, "CLAMD_SOCKET", socket)
            with acting_as(SYSTEM, at=world.at):
                assert queries.to_look_after(SYSTEM, before=before) == found


class TestSweep:
    def test_leaves_what_is_new_and_forgets_what_was_half_written(self, add, store):
        add()
        storage.keep(places.of_file("ab" * 32), ContentFile(b"left over"))
        (store.unfinished / "half").write_bytes(b"half")
        os.utime(store.unfinished / "half", (0, 0))
        os.utime(store.path(places.of_file("ab" * 32)), (0, 0))

        jobs.sweep(0)

        assert len(list(storage.names_in(store))) == 1
        assert list(store.unfinished.iterdir()) == []


class TestChecks:
    def problems(self, world, at=None):
        with acting_as(SYSTEM, at=at or world.at):
            return [problem for check in checks.checks() for problem in check.problems()]

    def test_find_nothing_where_all_is_well(self, add, world):
        document = add()
        look_after(document)

        assert self.problems(world) == []

    def test_find_a_row_without_its_file(self, add, world, store):
        document = add()
        store.delete(places.of_file(document.sha256))

        assert self.problems(world) == [f"document {document.pk} has no file"]

    def test_find_a_file_without_a_row_once_the_sweep_has_had_its_turn(self, world, store):
        storage.keep(places.of_file("ab" * 32), ContentFile(b"left over"))

        assert self.problems(world) == []
        (problem,) = self.problems(world, at=world.at + timedelta(days=4))
        assert "belongs to no document" in problem
