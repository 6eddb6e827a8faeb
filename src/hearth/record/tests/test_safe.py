from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions
from hearth.record.codes import FactKind
from hearth.record.models import Entry, FactWord, HealthFact, NoteWord, SafetyNote
from hearth.record.rules import a_year_after
from hearth.record.safe_rules import ToldFact, ToldNote
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


def told(world, **changed):
    given = {"kind": FactKind.ALLERGY, "said_by": "Keeley", "said_on": world.at.date(), "what": "Penicillin"}
    return ToldFact(**{**given, **changed})


def a_note(world, **changed):
    today = world.at.date()
    given = {"fact": "A dog.", "happened_on": today, "source": "seen", "review_on": today + timedelta(days=30)}
    return ToldNote(**{**given, **changed})


def write_fact(actor, person, at, told):
    with acting_as(actor, at=at):
        return actions.write_fact(actor, person=person, told=told, at=at)


def write_note(actor, person, at, told):
    with acting_as(actor, at=at):
        return actions.write_note(actor, person=person, told=told, at=at)


class TestWriteFact:
    def test_tells_the_journey_that_it_was_said_and_never_what(self, world, keeley, lead):
        write_fact(lead, keeley, world.at, told(world))

        (entry,) = worlds.all_of(Entry)
        assert entry.kind == "keeping-safe"
        assert "Penicillin" not in entry.title + entry.body
        assert [word.said for word in worlds.all_of(FactWord)] == ["told"]

    def test_ends_that_none_is_known_once_something_is(self, world, keeley, lead):
        none = write_fact(lead, keeley, world.at, told(world, what=""))
        write_fact(lead, keeley, world.at, told(world))

        assert worlds.all_of(HealthFact, pk=none.pk)[0].ended_on == world.at.date()

    @pytest.mark.parametrize("again", [{"what": ""}, {"what": "penicillin "}])
    def test_refuses_what_does_not_agree_with_what_stands(self, world, keeley, lead, again):
        write_fact(lead, keeley, world.at, told(world))

        with pytest.raises(NotPossible, match="already"):
            write_fact(lead, keeley, world.at, told(world, **again))

        assert len(worlds.all_of(HealthFact)) == 1

    def test_keeps_two_kinds_apart(self, world, keeley, lead):
        write_fact(lead, keeley, world.at, told(world))
        write_fact(lead, keeley, world.at, told(world, kind=FactKind.MEDICINE, what=""))

        assert len(worlds.all_of(HealthFact)) == 2
        with pytest.raises(NotPossible, match="already"):
            write_fact(lead, keeley, world.at, told(world, kind=FactKind.MEDICINE, what=""))

    @pytest.mark.parametrize("who", ["administrator", "outsider"])
    def test_is_refused_to_whoever_may_not_write_there(self, world, keeley, who):
        with pytest.raises((NotPermitted, DatabaseError)):
            write_fact(worker_actor(getattr(world, who)), keeley, world.at, told(world))

        assert worlds.all_of(HealthFact) == []


class TestEndFact:
    def test_leaves_what_came_from_another_record(self, world, keeley, lead):
        fact = write_fact(lead, keeley, world.at, told(world))
        fact.source_system = "GP Connect"

        with pytest.raises(NotPossible, match="another record"), acting_as(lead, at=world.at):
            actions.end_fact(lead, fact=fact, said_by="Keeley", why="Tested.", at=world.at)

        assert worlds.all_of(HealthFact)[0].ended_on is None

    def test_is_done_once(self, world, keeley, lead):
        fact = write_fact(lead, keeley, world.at, told(world))
        with acting_as(lead, at=world.at):
            actions.end_fact(lead, fact=fact, said_by="Keeley", why="Tested.", at=world.at)

        with pytest.raises(NotPossible, match="ended this already"), acting_as(lead, at=world.at):
            actions.confirm_fact(lead, fact=fact, said_by="Keeley", at=world.at)


class TestSealing:
    def test_of_allergies_hides_who_said_what_as_well(self, world, keeley, lead):
        write_fact(lead, keeley, world.at, told(world))
        with acting_as(SYSTEM, at=world.at):
            sharing.seal(SYSTEM, person=keeley, consequence_explained="x", section="allergy", at=world.at)
            sharing.rewrite_sight(person_id=keeley.id, at=world.at)

        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            assert FactWord.objects.visible_to(peer).count() == FactWord.objects.count() == 0


class TestNotes:
    def test_have_an_author_by_name(self, world, keeley):
        with pytest.raises(NotPermitted):
            write_note(SYSTEM, keeley, world.at, a_note(world))

        assert worlds.all_of(SafetyNote) == []

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"fact": " "}, "as somebody would have seen it"),
            ({"source": " "}, "how we know"),
            ({"happened_on": None}, "has not come yet"),
            ({"review_on": None}, "still to come"),
        ],
    )
    def test_refuse_what_is_missing_or_not_yet(self, world, keeley, lead, changed, says):
        days = {"happened_on": world.at.date() + timedelta(days=1), "review_on": world.at.date()}
        filled = {name: days[name] if value is None else value for name, value in changed.items()}

        with pytest.raises(NotPossible, match=says):
            write_note(lead, keeley, world.at, a_note(world, **filled))

        assert worlds.all_of(SafetyNote) == []

    def test_are_renewed_for_a_year_at_most_and_with_a_reason(self, world, keeley, lead):
        note = write_note(lead, keeley, world.at, a_note(world))
        today = world.at.date()

        for why, review_on in (
            (" ", today + timedelta(days=9)),
            ("Still there.", a_year_after(today) + timedelta(days=1)),
        ):
            with pytest.raises(NotPossible), acting_as(lead, at=world.at):
                actions.renew_note(lead, note=note, review_on=review_on, why=why, at=world.at)

        assert [word.said for word in worlds.all_of(NoteWord)] == ["told"]


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"review_on": 400}, "safetynote_a_year_at_most"),
            ({"source": ""}, "safetynote_fact_and_source"),
            ({"fact": ""}, "safetynote_fact_and_source"),
        ],
    )
    def test_keeps_a_note_dated_and_sourced(self, world, keeley, changed, rule):
        today = world.at.date()
        days = {"review_on": today + timedelta(days=changed.pop("review_on", 30))} | changed
        note = {"fact": "A dog.", "source": "seen", "happened_on": today, "looked_on": today, **days}

        with pytest.raises(IntegrityError, match=rule), acting_as(SYSTEM, at=world.at):
            SafetyNote.objects.bulk_create([SafetyNote(person=keeley, author=world.lead, **note)])

    def test_keeps_who_confirmed_together_with_when(self, world, keeley, lead):
        fact = write_fact(lead, keeley, world.at, told(world))

        with pytest.raises(IntegrityError, match="healthfact_confirmed"), acting_as(SYSTEM, at=world.at):
            HealthFact.objects.filter(pk=fact.pk).update(confirmed_by="Keeley")

    @pytest.mark.parametrize(
        ("changed", "rule"), [({"said_by": ""}, "factword_says_who"), ({"said": "ended"}, "factword_end_says_why")]
    )
    def test_keeps_who_said_so_and_why_it_ended(self, world, keeley, lead, changed, rule):
        fact = write_fact(lead, keeley, world.at, told(world))
        word = {"said": "told", "said_by": "Keeley", "said_on": world.at.date(), "written_at": world.at, **changed}

        with pytest.raises(IntegrityError, match=rule), acting_as(SYSTEM, at=world.at):
            FactWord.objects.bulk_create([FactWord(person=keeley, fact=fact, **word)])

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [({"said": "told"}, "noteword_runs_until"), ({"said": "ended"}, "noteword_says_why")],
    )
    def test_keeps_until_when_a_note_runs_and_why(self, world, keeley, lead, changed, rule):
        note = write_note(lead, keeley, world.at, a_note(world))

        with pytest.raises(IntegrityError, match=rule), acting_as(SYSTEM, at=world.at):
            NoteWord.objects.bulk_create(
                [NoteWord(person=keeley, note=note, by=world.lead, at=world.at, review_on=None, **changed)]
            )


class TestAYearAfter:
    def test_is_the_same_day_and_the_last_of_february_for_its_twenty_ninth(self, world):
        leap = world.at.date().replace(year=2028, month=2, day=29)

        assert a_year_after(leap) == leap.replace(year=2029, day=28)
        assert a_year_after(leap.replace(day=1)) == leap.replace(year=2029, day=1)
