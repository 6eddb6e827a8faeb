"""A file goes where its entry goes: to the right person, into a record that was joined, and back."""

import pytest
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.correcting import actions as correcting
from hearth.identity.tests import custodians as made
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.record.documents import actions, jobs, looking, queries
from hearth.record.documents.tests import files
from hearth.record.models import Document, DocumentText, Entry
from hearth.record.search import queries as search

pytestmark = pytest.mark.django_db


def of(person):
    return {"documents": {person.id}, "texts": {person.id}, "entries": {person.id}}


def add_to(world, person, *, by=None):
    actor, file = worker_actor(by or world.lead), files.sent(files.pdf("The harbour"), "letter.pdf")
    looked = looking.look_at(file, name="letter.pdf", size_bytes=file.size)
    with acting_as(actor, at=world.at):
        document = actions.add_document(
            actor, person=person, looked=looked, file=file, title="From the harbour office", words="", at=world.at
        )
    jobs.look_after(document_id=str(document.pk))
    return document


def shelf(world, person):
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        return queries.shelf(lead, person_id=person.id)


def found(world, person):
    lead = worker_actor(world.lead)
    with acting_as(lead, at=world.at):
        return search.found(lead, typed="harbour", people=[person.id]).finds


@pytest.fixture
def evan(world):
    return worlds.known(world, known_as="Evan", given="Evan", family="Moss", nhs_number=None)


class TestMovedToTheRightPerson:
    @pytest.fixture
    def moved(self, world, keeley, evan):
        document = add_to(world, keeley)
        (entry,) = worlds.all_of(Entry, pk=document.entry_id)
        for who, do in ((world.peer, self.propose), (world.lead, self.decide)):
            actor = worker_actor(who)
            with acting_as(actor, at=world.at):
                do(actor, entry, evan, world.at)
        return document

    def propose(self, actor, entry, evan, at):
        self.move = correcting.propose_move(actor, entry=entry, right_person=evan, reason="His name is on it.", at=at)

    def decide(self, actor, entry, evan, at):
        correcting.do_move(actor, move=self.move, at=at)

    def test_stands_on_the_right_shelf_and_on_no_other(self, world, keeley, evan, moved):
        (one,) = shelf(world, evan)

        assert (one.title, one.document.sha256) == ("From the harbour office", moved.sha256)
        assert one.document.pk != moved.pk
        assert shelf(world, keeley) == []

    def test_is_looked_after_anew_and_found_there_alone(self, world, keeley, evan, moved):
        (one,) = shelf(world, evan)
        jobs.look_after(document_id=str(one.document.pk))

        (find,) = found(world, evan)
        assert find.entry.pk == one.document.entry_id
        assert find.inside.document_id == one.document.pk
        assert found(world, keeley) == []

    def test_is_opened_from_its_entry(self, world, evan, moved):
        (one,) = shelf(world, evan)

        (entry,) = worlds.all_of(Entry, pk=one.document.entry_id)
        assert (entry.subject_type, entry.subject_id) == ("Document", one.document.pk)


class TestJoinedAndParted:
    def where(self):
        rows = {"documents": worlds.all_of(Document), "texts": worlds.all_of(DocumentText)}
        entries = worlds.all_of(Entry, kind=EntryKind.DOCUMENT)
        return {name: {row.person_id for row in some} for name, some in {**rows, "entries": entries}.items()}

    def test_comes_along_and_goes_back(self):
        house = made.build()
        document = add_to(house.world, house.kitty)

        merge = house.join()
        assert self.where() == of(house.kit)
        assert [one.document.pk for one in shelf(house.world, house.kit)] == [document.pk]

        house.part(merge)
        assert self.where() == of(house.kitty)
        assert [one.document.pk for one in shelf(house.world, house.kitty)] == [document.pk]
        assert found(house.world, house.kit) == []

    def test_goes_with_its_entry_if_it_was_added_since_and_belongs_to_the_other(self):
        house = made.build()
        merge = house.join()
        document = add_to(house.world, house.kit)
        lead = worker_actor(house.world.lead)
        with acting_as(lead, at=house.world.at):
            entry = Entry.objects.visible_to(lead).get(pk=document.entry_id)
            told = {"title": "", "body": "It is Kitty’s.", "reason": "Hers", "at": house.world.at}
            newer = record.amend_entry(lead, entry=entry, **told)

        house.part(merge, belong=[newer.pk])

        assert self.where() == of(house.kitty)
        assert len(found(house.world, house.kitty)) == 1
        assert found(house.world, house.kit) == []
