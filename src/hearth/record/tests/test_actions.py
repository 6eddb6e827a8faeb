from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions, queries
from hearth.record.codes import EntryKind, Source
from hearth.record.models import Draft, Entry

pytestmark = pytest.mark.django_db


def write(actor, person, at, **changed):
    told = {"kind": EntryKind.CONVERSATION, "body": "We talked.", "occurred_at": at, **changed}
    with acting_as(actor, at=at):
        return actions.write_entry(actor, person=person, at=at, **told)


def amend(actor, entry, at, body="We talked for an hour.", reason="It was longer."):
    with acting_as(actor, at=at):
        return actions.amend_entry(actor, entry=entry, title="", body=body, reason=reason, at=at)


def journey(actor, person, at):
    with acting_as(actor, at=at):
        return queries.journey(actor, person_id=person.id).lines


def everything(model, **wanted):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.filter(**wanted))


class TestWriteEntry:
    def test_keeps_who_wrote_for_whom_and_both_times(self, world, keeley):
        entry = write(worker_actor(world.lead), keeley, world.at, occurred_at=world.at - timedelta(hours=3))

        assert (entry.author_name, entry.acting_as, entry.lane) == ("Priya Nair", "Shift lead", "Ouse Valley Trust")
        assert (entry.occurred_at, entry.recorded_at) == (world.at - timedelta(hours=3), world.at)
        (event,) = everything(AuditEvent, event="record.entry_written")
        assert event.detail == {"kind": "conversation"}

    @pytest.mark.parametrize("words", ["", " \n\t"])
    def test_asks_for_a_few_words(self, world, keeley, words):
        with pytest.raises(NotPossible, match="Write a few words"):
            write(worker_actor(world.lead), keeley, world.at, body=words)

        assert everything(Entry) == []

    def test_refuses_what_has_not_happened_yet(self, world, keeley):
        with pytest.raises(NotPossible, match="has not come yet"):
            write(worker_actor(world.lead), keeley, world.at, occurred_at=world.at + timedelta(minutes=1))

        assert everything(Entry) == []

    def test_refuses_a_role_that_does_not_write(self, world, keeley):
        with pytest.raises(NotPermitted):
            write(worker_actor(world.administrator), keeley, world.at)

    def test_cannot_be_done_by_somebody_who_cannot_see_the_person(self, world, keeley):
        with pytest.raises(DatabaseError, match="row-level security"):
            write(worker_actor(world.outsider), keeley, world.at)

    def test_lets_the_person_write_in_their_own_words(self, world, keeley):
        entry = write(worlds.themselves(world, keeley), keeley, world.at, source=Source.TOLD_BY_PERSON)

        assert (entry.author_name, entry.acting_as, entry.author_id) == ("Keeley", "my own words", None)

    def test_can_never_be_changed_or_removed_behind_our_back(self, world, keeley):
        entry = write(worker_actor(world.lead), keeley, world.at)

        for statement in ("UPDATE record_entry SET body = 'x' WHERE id = %s", "DELETE FROM record_entry WHERE id = %s"):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                acting_as(SYSTEM, at=world.at),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement, [entry.id])


class TestAmendEntry:
    def test_leaves_what_stood_before_readable_behind_it(self, world, keeley):
        lead = worker_actor(world.lead)

        amend(lead, write(lead, keeley, world.at), world.at)

        (line,) = journey(lead, keeley, world.at)
        assert line.entry.body == "We talked for an hour."
        assert [(e.words, e.reason, e.by) for e in line.earlier] == [("We talked.", "It was longer.", "Priya Nair")]

    def test_shows_the_second_of_two_what_the_first_has_written(self, world, keeley):
        lead, manager = worker_actor(world.lead), worker_actor(world.manager)
        entry = write(lead, keeley, world.at)
        amend(manager, entry, world.at, body="We talked for two hours.")

        with pytest.raises(actions.AmendedMeanwhile) as meanwhile:
            amend(lead, entry, world.at)

        assert meanwhile.value.theirs.body == "We talked for two hours."
        (line,) = journey(lead, keeley, world.at)
        assert line.entry.body == "We talked for two hours."

    def test_goes_on_from_what_the_first_has_written(self, world, keeley):
        lead = worker_actor(world.lead)
        first = amend(lead, write(lead, keeley, world.at), world.at)

        amend(lead, first, world.at, body="An hour and a half.", reason="Looked at the clock.")

        (line,) = journey(lead, keeley, world.at)
        assert [earlier.words for earlier in line.earlier] == ["We talked for an hour.", "We talked."]

    @pytest.mark.parametrize(("body", "reason"), [(" ", "why not"), ("Words", " ")])
    def test_asks_for_words_and_a_reason(self, world, keeley, body, reason):
        lead = worker_actor(world.lead)
        entry = write(lead, keeley, world.at)

        with pytest.raises(NotPossible, match="few words"):
            amend(lead, entry, world.at, body=body, reason=reason)

        assert len(everything(Entry)) == 1

    def test_is_for_the_author_and_for_those_who_lead(self, world, keeley):
        entry = write(worker_actor(world.lead), keeley, world.at)

        with pytest.raises(NotPermitted):
            amend(worker_actor(world.peer), entry, world.at)
        amend(worker_actor(world.manager), entry, world.at)

    def test_leaves_what_came_from_another_record_as_it_came(self, world, keeley):
        entry = write(SYSTEM, keeley, world.at, source=Source.IMPORTED)

        with pytest.raises(NotPermitted, match="read-only"):
            amend(worker_actor(world.manager), entry, world.at)

    def test_must_say_why_whoever_writes_the_row(self, world, keeley):
        entry = write(worker_actor(world.lead), keeley, world.at)
        entry.pk, entry.replaces_id = worlds.uuid4(), entry.pk

        with pytest.raises(IntegrityError, match="entry_amendment_says_why"), acting_as(SYSTEM, at=world.at):
            Entry.objects.bulk_create([entry])


class TestMarkEnteredInError:
    def test_leaves_a_marker_with_who_and_why(self, world, keeley):
        lead = worker_actor(world.lead)
        entry = write(lead, keeley, world.at)

        with acting_as(lead, at=world.at):
            actions.mark_entered_in_error(lead, entry=entry, reason="Somebody else's.", at=world.at)

        (line,) = journey(lead, keeley, world.at)
        assert (line.entry.status, line.entry.amend_reason) == ("entered-in-error", "Somebody else's.")
        assert len(everything(AuditEvent, event="record.entry_entered-in-error")) == 1

    def test_asks_for_a_reason(self, world, keeley):
        lead = worker_actor(world.lead)
        entry = write(lead, keeley, world.at)

        with acting_as(lead, at=world.at), pytest.raises(NotPossible):
            actions.mark_entered_in_error(lead, entry=entry, reason="", at=world.at)


class TestKeepDraft:
    def test_keeps_the_newest_words_for_this_account_alone(self, world, keeley):
        lead, peer = worker_actor(world.lead), worker_actor(world.peer)
        for words in ("We", "We talked"):
            with acting_as(lead, at=world.at):
                actions.keep_draft(lead, place="here", fields={"words": words}, person_id=keeley.id, at=world.at)

        with acting_as(lead, at=world.at):
            assert [draft.fields for draft in queries.drafts(lead)] == [{"words": "We talked"}]
        with acting_as(peer, at=world.at):
            assert queries.draft_at(peer, place="here") is None
            assert not Draft.objects.exists()

    def test_knows_nobody_who_is_not_signed_in(self, world):
        with acting_as(PUBLIC, at=world.at), pytest.raises(NotPossible, match="Sign in first"):
            actions.keep_draft(PUBLIC, place="here", fields={}, person_id=None, at=world.at)

    def test_ends_when_the_words_have_found_their_place(self, world, keeley):
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.keep_draft(lead, place="here", fields={"words": "We"}, person_id=keeley.id, at=world.at)
        with acting_as(lead, at=world.at):
            actions.drop_draft(lead, place="here", at=world.at)

        assert everything(Draft) == []


class TestJourney:
    def test_comes_a_page_at_a_time_without_gap_or_repeat(self, world, keeley):
        lead = worker_actor(world.lead)
        for minutes in range(7):
            write(lead, keeley, world.at, body=str(minutes), occurred_at=world.at - timedelta(minutes=minutes // 2))

        read, after = [], ""
        with acting_as(lead, at=world.at):
            while True:
                page = queries.journey(lead, person_id=keeley.id, after=after, size=3)
                read += [line.entry.body for line in page.lines]
                if not (after := page.after):
                    break

        assert read == ["1", "0", "3", "2", "5", "4", "6"]

    @pytest.mark.parametrize("after", ["", "x", "~", "2026-01-01~x", "9" * 500, "2026-01-01T00:00:00+00:00~\x00"])
    def test_begins_at_the_beginning_when_the_place_makes_no_sense(self, world, keeley, after):
        lead = worker_actor(world.lead)
        write(lead, keeley, world.at)

        with acting_as(lead, at=world.at):
            assert len(queries.journey(lead, person_id=keeley.id, after=after).lines) == 1

    def test_is_narrowed_by_kind_lane_and_day(self, world, keeley):
        lead = worker_actor(world.lead)
        write(lead, keeley, world.at, body="Rang", kind=EntryKind.CALL, lane="Night team")
        write(lead, keeley, world.at, body="Long ago", occurred_at=world.at - timedelta(days=9))

        with acting_as(lead, at=world.at):
            found = [
                [line.entry.body for line in queries.journey(lead, person_id=keeley.id, filters=narrowed).lines]
                for narrowed in (
                    queries.Filters(kind="call"),
                    queries.Filters(lane="Night team"),
                    queries.Filters(to_on=world.at.date() - timedelta(days=2)),
                    queries.Filters(kind="visit"),
                )
            ]
            lanes = [row["lane"] for row in queries.lanes(lead, person_id=keeley.id).order_by("lane")]

        assert found == [["Rang"], ["Rang"], ["Long ago"], []]
        assert lanes == ["Night team", "Ouse Valley Trust"]
