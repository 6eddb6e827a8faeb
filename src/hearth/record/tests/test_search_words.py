"""Which words find an entry or a file, and how they are shown where they were found."""

from datetime import timedelta

import pytest
from tests import world as worlds_of_a_hub

from hearth.core.actor import SYSTEM
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.record import actions
from hearth.record.codes import EntryKind
from hearth.record.models import Document, DocumentCheck, DocumentText, Entry, EntryWords
from hearth.record.search import queries, rules
from hearth.record.search.queries import Narrowed
from hearth.record.search.rules import Piece

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(world):
    return worlds_of_a_hub.known(world)


def lead_finds(world, typed, **more):
    actor = worlds_of_a_hub.worker_actor(world.lead)
    with acting_as(actor, at=world.at):
        return queries.found(actor, typed=typed, people=None, **more)


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "body"),
        [
            ("talking", "We talked for an hour."),
            ("zoe", "Zoë came by."),
            ("łukasz", "Lukasz rang."),
            ("müller", "Her mother, Mrs Muller, was there."),
            ("حسن", "قال حسن إنه بخير"),
            ("ждём", "Мы ЖДЁМ письма."),
            ('"by the river"', "We sat by the river."),
            ("river sat", "We sat by the river."),
            ("the", "We sat by the river."),
            ("didn't", "She didn’t make it."),
        ],
    )
    def test_are_found(self, world, person, typed, body):
        entry = worlds_of_a_hub.written(world, person, body)

        assert [find.entry for find in lead_finds(world, typed).finds] == [entry]

    @pytest.mark.parametrize("typed", ["", "   ", "-", "-river", '"river by"', "\x00", "& | ! ( ) <-> :*", "bridge"])
    def test_are_not_found_otherwise(self, world, person, typed):
        worlds_of_a_hub.written(world, person, "We sat by the stream.")

        assert lead_finds(world, typed).finds == []

    def test_of_an_old_version_are_found_no_more(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "By the river.")
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            newer = actions.amend_entry(actor, entry=entry, title="", body="By the sea.", reason="Wrong", at=world.at)

        assert lead_finds(world, "river").finds == []
        assert [find.entry for find in lead_finds(world, "sea").finds] == [newer]

    def test_written_in_error_are_marked_and_not_shown(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "About somebody else’s river.")
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            actions.mark_entered_in_error(actor, entry=entry, reason="Not hers.", at=world.at)

        (find,) = lead_finds(world, "river").finds
        assert find.entry.status == "entered-in-error"
        assert "somebody" not in "".join(piece.text for piece in find.words)

    def test_of_a_very_long_entry_are_kept_all_the_same(self, world, person):
        many = " ".join(f"ẅörd{number}" for number in range(120_000))
        entry = worlds_of_a_hub.written(world, person, many)

        assert [find.entry for find in lead_finds(world, "word9").finds] == [entry]

    def test_go_on_page_by_page(self, world, person):
        wrote = [worlds_of_a_hub.written(world, person, f"River {number}") for number in range(5)]

        first = lead_finds(world, "river", size=2)
        second = lead_finds(world, "river", size=2, after=first.after)
        third = lead_finds(world, "river", size=2, after=second.after)

        pages = [[find.entry.id for find in page.finds] for page in (first, second, third)]
        assert pages == [[wrote[4].id, wrote[3].id], [wrote[2].id, wrote[1].id], [wrote[0].id]]
        assert third.after == ""

    def test_are_narrowed_by_kind_team_and_day(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "River")
        day = entry.occurred_at.date()

        def finds(**narrowed):
            return [find.entry for find in lead_finds(world, "river", narrowed=Narrowed(**narrowed)).finds]

        assert finds(kind=EntryKind.CONVERSATION, lane=entry.lane, from_on=day, to_on=day) == [entry]
        assert finds(kind=EntryKind.VISIT) == finds(lane="Elsewhere") == []
        assert finds(from_on=day + timedelta(days=1)) == finds(to_on=day - timedelta(days=1)) == []

    def test_are_not_for_hearth_itself(self, world):
        with acting_as(SYSTEM, at=world.at), pytest.raises(RuntimeError):
            queries.found(SYSTEM, typed="river", people=None)


class TestInside:
    @pytest.fixture
    def letter(self, world, person):
        actor = worlds_of_a_hub.worker_actor(world.lead)
        told = {"kind": EntryKind.DOCUMENT, "body": "A letter came.", "occurred_at": world.at, "at": world.at}
        with acting_as(actor, at=world.at):
            entry = actions.write_entry(actor, person=person, **told)
        with acting_as(SYSTEM, at=world.at):
            about = {"person_id": person.id}
            told = {"kind": "pdf", "file_name": "letter.pdf", "sha256": "a" * 64, "size_bytes": 9, "added_at": world.at}
            document = Document.objects.create(entry=entry, **about, **told)
            DocumentCheck.objects.create(document=document, state="clean", at=world.at, **about)
            pages = ((1, "Dear Keeley"), (2, "The café by the harbour"), (3, "The harbour again"))
            rows = [DocumentText(id=new_id(), document=document, page=n, text=text, **about) for n, text in pages]
            DocumentText.objects.bulk_create(rows)
        return document

    @pytest.mark.parametrize("typed", ["harbours", "cafe", '"the café"', "letter harbour", "Keeley harbour"])
    def test_finds_words_of_a_file_with_its_entry(self, world, letter, typed):
        (find,) = lead_finds(world, typed).finds

        assert find.entry.id == letter.entry_id
        assert find.inside is not None
        assert any(piece.found for piece in find.inside_words)

    def test_shows_the_first_page_that_has_them(self, world, letter):
        (find,) = lead_finds(world, "harbour").finds

        assert (find.inside.document_id, find.inside.page) == (letter.id, 2)
        assert Piece("harbour", found=True) in find.inside_words

    def test_shows_no_page_where_only_the_entry_has_them(self, world, letter):
        (find,) = lead_finds(world, "came").finds

        assert find.inside is None

    def test_goes_on_finding_them_when_the_entry_is_corrected(self, world, letter):
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            entry = Entry.objects.visible_to(actor).get(pk=letter.entry_id)
            newer = actions.amend_entry(actor, entry=entry, title="", body="From her GP.", reason="Who", at=world.at)

        assert [find.entry.id for find in lead_finds(world, "harbour").finds] == [newer.id]

    def test_finds_none_of_a_file_that_was_added_in_error(self, world, letter):
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            entry = Entry.objects.visible_to(actor).get(pk=letter.entry_id)
            actions.mark_entered_in_error(actor, entry=entry, reason="Not hers.", at=world.at)

        assert lead_finds(world, "harbour").finds == []

    def test_shows_nothing_of_a_file_that_was_held_back_since(self, world, letter):
        with acting_as(SYSTEM, at=world.at):
            held = {"state": "held", "found": "Eicar", "at": world.at + timedelta(minutes=1)}
            DocumentCheck.objects.create(document=letter, person_id=letter.person_id, **held)

        (find,) = lead_finds(world, "harbour").finds
        assert find.inside is None


class TestKept:
    def test_stand_once_for_each_entry_as_it_is_now(self, world, person):
        entry = worlds_of_a_hub.written(world, person, "River")
        actor = worlds_of_a_hub.worker_actor(world.lead)
        with acting_as(actor, at=world.at):
            newer = actions.amend_entry(actor, entry=entry, title="", body="Sea", reason="Wrong", at=world.at)

        kept = {row.entry_id for row in worlds_of_a_hub.all_of(EntryWords, person_id=person.id)}
        assert newer.id in kept
        assert entry.id not in kept

    def test_are_read_by_nobody_past_the_search(self, world, person):
        worlds_of_a_hub.written(world, person, "River")
        actor = worlds_of_a_hub.worker_actor(world.lead)

        with acting_as(actor, at=world.at):
            assert not EntryWords.objects.exists()


class TestSnippet:
    def test_shows_the_find_among_its_words(self):
        text = "one " * 30 + "by the river we sat " + "two " * 60
        pieces = rules.snippet(text, {"river"})

        assert Piece("river", found=True) in pieces
        assert pieces[0].text == "… "
        assert pieces[-1].text == " …"
        assert len("".join(piece.text for piece in pieces).split()) < 45

    def test_gives_back_every_letter_of_a_short_text(self):
        text = "<b>River</b>, river & sea."

        assert "".join(piece.text for piece in rules.snippet(text, {"River", "river"})) == text
        assert rules.snippet("", set()) == []
        assert rules.snippet("…!", set()) == [Piece("…!")]


class TestQuestion:
    def test_is_plain_and_short(self):
        assert rules.question("  -river\n -- sea ") == "river sea"
        assert len(rules.question("a" * 900)) == 200
        assert rules.question("follow-up") == "follow-up"
