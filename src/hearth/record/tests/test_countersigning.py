from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions, signing_queries
from hearth.record.codes import EntryKind
from hearth.record.models import Countersigning

pytestmark = pytest.mark.django_db


@pytest.fixture
def words(world, keeley, student):
    return by(student, keeley, world.at)


def by(actor, person, at, body="We made soup."):
    with acting_as(actor, at=at):
        return actions.write_entry(actor, person=person, kind=EntryKind.CONVERSATION, body=body, occurred_at=at, at=at)


def do(act, actor, entry, at, **told):
    with acting_as(actor, at=at):
        return act(actor, entry=entry, at=at, **told)


def waiting(actor, at):
    with acting_as(actor, at=at):
        return [one.entry.body for one in signing_queries.waiting_to_sign(actor)]


def clocks():
    return worlds.all_of(Clock, definition="countersignature")


class TestWriteEntry:
    def test_promises_that_somebody_reads_a_students_words_within_three_working_days(self, world, words):
        (clock,) = clocks()

        assert words.needs_countersign
        assert (clock.subject_id, clock.owner_id, clock.stopped_at) == (words.id, world.lead.id, None)
        assert clock.due_at.date() > world.at.date() + timedelta(days=2)

    def test_promises_nothing_of_the_kind_for_anybody_else(self, world, keeley, lead):
        assert not by(lead, keeley, world.at).needs_countersign
        assert clocks() == []


class TestCountersign:
    def test_stands_under_the_entry_and_keeps_the_promise(self, world, lead, words):
        do(actions.countersign, lead, words, world.at)

        (row,) = worlds.all_of(Countersigning)
        assert (row.said, row.by_name, row.entry_id) == ("signed", "Priya Nair", words.id)
        assert clocks()[0].stopped_at == world.at
        assert waiting(lead, world.at) == []

    def test_is_asked_for_in_a_list_until_then(self, world, lead, words):
        assert waiting(lead, world.at) == ["We made soup."]

    def test_is_never_for_ones_own_words(self, world, keeley, student, words):
        with pytest.raises(NotPermitted):
            do(actions.countersign, student, words, world.at)

        assert worlds.all_of(Countersigning) == []
        assert waiting(student, world.at) == []

    def test_is_not_for_the_same_human_in_another_role(self, world, words):
        mina = worlds.another_role(world, words.author, "clinician")

        with pytest.raises(NotPermitted):
            do(actions.countersign, worker_actor(mina), words, world.at)

        assert worlds.all_of(Countersigning) == []

    @pytest.mark.parametrize("who", ["peer", "partner", "administrator"])
    def test_is_for_those_who_answer_for_others_in_the_same_organisation(self, world, keeley, words, who):
        worlds.let_in(world, keeley, world.council)

        with pytest.raises(NotPermitted):
            do(actions.countersign, worker_actor(getattr(world, who)), words, world.at)

        assert worlds.all_of(Countersigning) == []

    def test_is_done_once(self, world, lead, words):
        do(actions.countersign, lead, words, world.at)

        with pytest.raises(NotPossible, match="already"):
            do(actions.countersign, worker_actor(world.manager), words, world.at)

        assert len(worlds.all_of(Countersigning)) == 1

    def test_is_for_words_as_they_are_now(self, world, lead, student, words):
        with acting_as(student, at=world.at):
            actions.amend_entry(student, entry=words, title="", body="Bread.", reason="It was.", at=world.at)

        with pytest.raises(NotPossible, match="put right meanwhile"):
            do(actions.countersign, lead, words, world.at)

        assert waiting(lead, world.at) == ["Bread."]

    def test_is_asked_for_again_when_signed_words_are_changed(self, world, lead, student, words):
        do(actions.countersign, lead, words, world.at)
        with acting_as(student, at=world.at):
            actions.amend_entry(student, entry=words, title="", body="Bread.", reason="It was.", at=world.at)

        assert waiting(lead, world.at) == ["Bread."]

    def test_is_needed_no_more_once_somebody_who_signs_has_put_it_right(self, world, lead, words):
        with acting_as(lead, at=world.at):
            actions.amend_entry(lead, entry=words, title="", body="Bread.", reason="It was.", at=world.at)

        assert waiting(worker_actor(world.manager), world.at) == []
        assert clocks()[0].stopped_at == world.at


class TestAskBeforeSigning:
    def test_goes_back_with_a_question_while_the_clock_goes_on(self, world, lead, student, words):
        do(actions.ask_before_signing, lead, words, world.at, question="Who cooked?")

        with acting_as(student, at=world.at):
            (question,) = signing_queries.questions_to(student)
        assert (question.words, question.known_as) == ("Who cooked?", "Keeley")
        assert clocks()[0].stopped_at is None

    def test_asks_in_words(self, world, lead, words):
        with pytest.raises(NotPossible, match="like to know"):
            do(actions.ask_before_signing, lead, words, world.at, question=" ")

        assert worlds.all_of(Countersigning) == []

    def test_is_over_when_it_is_answered(self, world, lead, student, words):
        do(actions.ask_before_signing, lead, words, world.at, question="Who cooked?")
        later = world.at + timedelta(minutes=1)
        do(actions.answer_question, student, words, later, words="Keeley did.")

        with acting_as(student, at=later):
            assert list(signing_queries.questions_to(student)) == []
        assert waiting(lead, later) == ["We made soup."]

    def test_is_answered_by_nobody_else(self, world, lead, words):
        with pytest.raises(NotPermitted):
            do(actions.answer_question, lead, words, world.at, words="Keeley did.")

        assert worlds.all_of(Countersigning) == []


class TestNamesOnPage:
    def test_say_who_signed_and_what_is_asked(self, world, lead, words):
        do(actions.ask_before_signing, lead, words, world.at, question="Who cooked?")
        with acting_as(lead, at=world.at):
            assert signing_queries.names_on_page(lead, [words])[words.id].asked.words == "Who cooked?"
        do(actions.countersign, lead, words, world.at + timedelta(minutes=1))

        with acting_as(lead, at=world.at + timedelta(minutes=2)):
            names = signing_queries.names_on_page(lead, [words])[words.id]
            assert (names.signed.by_name, names.asked) == ("Priya Nair", None)
            assert signing_queries.names_on_page(lead, []) == {}


class TestTheDatabase:
    def row(self, world, entry, **changed):
        told = {
            "person_id": entry.person_id,
            "entry": entry,
            "root_id": entry.root_id,
            "said": "signed",
            "by": world.lead,
            "by_name": "Priya Nair",
            "author_id": entry.author_id,
            "at": world.at,
            **changed,
        }
        return Countersigning(**told)

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"said": "asked"}, "countersigning_question_in_words"),
            ({"said": "answered", "words": "Yes"}, "countersigning_never_own"),
        ],
    )
    def test_keeps_the_shape(self, world, words, changed, rule):
        with pytest.raises(IntegrityError, match=rule), acting_as(SYSTEM, at=world.at):
            Countersigning.objects.bulk_create([self.row(world, words, **changed)])

    def test_keeps_one_signature_a_version_and_never_the_authors_own(self, world, lead, words):
        do(actions.countersign, lead, words, world.at)

        with pytest.raises(IntegrityError, match="countersigning_once"), acting_as(SYSTEM, at=world.at):
            Countersigning.objects.bulk_create([self.row(world, words)])
        with pytest.raises(IntegrityError, match="countersigning_never_own"), acting_as(SYSTEM, at=world.at):
            Countersigning.objects.bulk_create([self.row(world, words, by=words.author)])

    @pytest.mark.parametrize("who", ["peer", "outsider"])
    def test_lets_nobody_sign_in_anothers_name(self, world, words, who):
        other = worker_actor(getattr(world, who))

        with pytest.raises(DatabaseError, match="row-level security"), acting_as(other, at=world.at):
            Countersigning.objects.bulk_create([self.row(world, words)])

    def test_shows_it_to_whoever_sees_the_entry(self, world, keeley, lead, words):
        do(actions.countersign, lead, words, world.at)
        themselves, outsider = worlds.themselves(world, keeley), worker_actor(world.outsider)

        with acting_as(themselves, at=world.at):
            assert Countersigning.objects.visible_to(themselves).count() == Countersigning.objects.count() == 1
        with acting_as(outsider, at=world.at):
            assert Countersigning.objects.visible_to(outsider).count() == Countersigning.objects.count() == 0
