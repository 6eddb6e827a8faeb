from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.correcting import actions, move_queries, queries
from hearth.correcting.codes import Outcome, Telling, Whose
from hearth.correcting.models import CorrectionAnswer, Exposure, ExposureDecision, Move, MoveDecision
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record import queries as entries
from hearth.record.codes import EntryKind, WithholdReason
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing import queries as circles
from hearth.sharing.models import Sealing

pytestmark = pytest.mark.django_db
SECRET = "He rang from Hull about the dog."


@pytest.fixture
def entry(world, keeley, evan):
    """It is about Evan, and stands in Keeley's record."""
    return worlds.written(world, keeley, SECRET, by=world.peer)


@pytest.fixture
def proposed(act, world, entry, evan):
    return act(world.peer, actions.propose_move, entry=entry, right_person=evan, reason="He told me himself.")


def bodies(ask, who, person):
    return [line.entry.body for line in ask(who, entries.journey, person_id=person.id).lines]


class TestProposeMove:
    def test_moves_nothing_yet(self, ask, world, proposed, keeley, evan):
        assert bodies(ask, world.lead, keeley) == [SECRET]
        assert bodies(ask, world.lead, evan) == []

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_those_alongside_both(self, act, world, entry, evan, who):
        with pytest.raises(NotPermitted):
            act(getattr(world, who), actions.propose_move, entry=entry, right_person=evan, reason="So.")

        assert worlds.all_of(Move) == []

    def test_is_for_a_guardian_who_reads_the_entry(self, act, guardian, entry, evan):
        assert act(guardian, actions.propose_move, entry=entry, right_person=evan, reason="They rang me.").pk

    def test_refuses_what_is_not_a_move(self, act, world, proposed, entry, keeley, evan):
        def refused(**changed):
            told = {"entry": entry, "right_person": evan, "reason": "So.", **changed}
            return refusal(lambda: act(world.lead, actions.propose_move, **told))

        told = act(
            world.lead,
            record.write_entry,
            person=keeley,
            kind=EntryKind.DECISION,
            body="Held by Sam.",
            occurred_at=world.at,
            subject=("Handover", keeley.id),
        )
        wrong = act(
            world.peer,
            record.mark_entered_in_error,
            entry=worlds.written(world, keeley, "No.", by=world.peer),
            reason="No.",
        )
        assert "already" in refused(right_person=keeley)
        assert "how you know" in refused(reason=" ")
        assert "belongs to something else" in refused(entry=told)
        assert "written in error" in refused(entry=wrong)
        assert "proposed this already" in refused()
        assert len(worlds.all_of(Move)) == 1


class TestDoMove:
    @pytest.fixture
    def moved(self, act, world, proposed):
        return act(world.lead, actions.do_move, move=proposed)

    def test_stands_where_it_belongs_in_its_own_words_and_day(self, ask, world, moved, entry, evan):
        here = next(
            line.entry
            for line in ask(world.lead, entries.journey, person_id=evan.id).lines
            if line.entry.body == SECRET
        )

        assert (here.id, here.author_name, here.occurred_at) == (moved.moved_id, "Sam Okafor", entry.occurred_at)

    def test_leaves_a_marker_on_both_sides_that_names_nobody(self, ask, world, moved, keeley, evan):
        for person, other in ((keeley, "Evan"), (evan, "Keeley")):
            for who in (world.lead, worlds.themselves(world, person)):
                lines = ask(who, entries.journey, person_id=person.id).lines
                words = " ".join(f"{line.entry.title} {line.entry.body}" for line in lines)
                assert "by mistake" in words or "in another place" in words
                assert other not in words

    def test_is_read_no_more_where_it_stood_by_anyone_in_any_version(self, ask, world, moved, entry, keeley, guardian):
        noor = worlds.worker("Noor", "Aziz", "clinician", world.surgery)
        with acting_as(worker_actor(noor), at=world.at):
            sharing.break_glass(worker_actor(noor), person_id=keeley.id, reason="life", why="Now.", at=world.at)
        with acting_as(worker_actor(guardian), at=world.at):
            sharing.break_glass(
                worker_actor(guardian),
                person_id=keeley.id,
                reason="life",
                why="Now.",
                opens_hidden=True,
                at=world.at,
            )

        for who in (world.lead, world.peer, noor, guardian, worlds.themselves(world, keeley)):
            actor = worker_actor(who) if hasattr(who, "worker") else who
            with acting_as(actor, at=world.at + timedelta(minutes=1)):
                assert not Entry.objects.filter(root_id=entry.root_id).exists()
                assert not Entry.objects.filter(person_id=keeley.id, body__contains="Hull").exists()
                assert not Entry.objects.visible_to(actor).filter(root_id=entry.root_id).exists()

    def test_is_never_on_a_list_of_what_is_closed_nor_opened_again(self, ask, world, moved, keeley):
        herself = worlds.themselves(world, keeley)
        (row,) = worlds.all_of(Sealing, person=keeley)

        assert row.closed_to_all
        for who in (herself, world.lead):
            assert ask(who, circles.sealings, person=keeley) == []

    def test_answers_a_correction_that_was_asked_about_it(self, act, ask, world, proposed, entry, keeley):
        herself = worlds.themselves(world, keeley)
        act(herself, actions.ask_correction, entry=entry, words="I have no dog.")

        act(world.lead, actions.do_move, move=proposed)

        (answer,) = worlds.all_of(CorrectionAnswer)
        assert answer.outcome == Outcome.TAKEN_OUT
        (one,) = ask(herself, queries.corrections_of, person_id=keeley.id)
        assert one.entry is None

    def test_tells_both_holders_and_the_guardian_and_names_nobody(self, act, world, proposed, guardian):
        act(world.lead, actions.do_move, move=proposed)

        messages = worlds.all_of(Message, subject_type="Move")
        assert {message.membership_id for message in messages} == {world.lead.id, world.manager.id, guardian.id}
        words = " ".join(message.subject_line + message.body for message in messages)
        assert "Keeley" not in words
        assert "Evan" not in words

    def test_takes_another_worker_than_the_one_who_proposed_it(self, act, world, proposed, entry):
        with pytest.raises(NotPermitted):
            act(world.peer, actions.do_move, move=proposed)

        assert worlds.all_of(MoveDecision) == []
        assert len(worlds.all_of(Entry)) == 1

    @pytest.mark.parametrize("who", ["partner", "outsider", "administrator"])
    def test_is_for_those_alongside_both(self, act, world, proposed, who):
        with pytest.raises(NotPermitted):
            act(getattr(world, who), actions.do_move, move=proposed)

        assert worlds.all_of(MoveDecision) == []

    def test_happens_once(self, act, world, moved, proposed):
        assert "does not stand there" in refusal(lambda: act(world.manager, actions.do_move, move=proposed))
        assert "decided this already" in refusal(
            lambda: act(world.manager, actions.leave_move, move=proposed, words="No.")
        )

    def test_betrays_nothing_of_what_the_wrong_person_never_saw(self, act, ask, world, proposed, entry, keeley, evan):
        noor = worlds.worker("Noor", "Aziz", "clinician", world.trust)
        told = {"reason": WithholdReason.THIRD_PARTY, "why": "So.", "until_at": world.at + timedelta(days=9)}
        act(world.peer, record.hold_back, entry=entry, reviewer=noor, **told)

        act(world.lead, actions.do_move, move=proposed)

        for person in (keeley, evan):
            assert bodies(ask, worlds.themselves(world, person), person) == []

    def test_keeps_the_marker_behind_what_the_wrong_person_had_closed(self, act, ask, world, proposed, entry, keeley):
        herself = worlds.themselves(world, keeley)
        told = {"entry_id": entry.root_id, "hidden": True, "consequence_explained": "Nobody knows."}
        act(herself, sharing.seal, person=keeley, opens_for=[world.peer, world.lead], **told)

        act(world.lead, actions.do_move, move=proposed)

        assert bodies(ask, world.manager, keeley) == []
        assert len(bodies(ask, herself, keeley)) == 1


class TestExposures:
    @pytest.fixture
    def seen(self, act, world, proposed, keeley):
        look = {"person": keeley, "what": "journey", "reason": "to be alongside"}
        for _ in range(2):
            act(world.manager, sharing.open_record, **look)
        act(worlds.themselves(world, keeley), sharing.open_record, person=keeley, what="my journey", reason="my own")
        act(world.lead, actions.do_move, move=proposed)
        return proposed

    def test_name_everybody_who_opened_it_from_the_side_of_each(self, ask, guardian, seen, keeley, evan):
        found = [
            (one.whose, one.name, one.times, one.person_id)
            for one, _ in ask(guardian, move_queries.exposures, move_id=seen.pk)
        ]

        assert sorted(found) == [
            (Whose.RECORD, "Ola Winter", 2, keeley.id),
            (Whose.WORDS, "Ola Winter", 2, evan.id),
            (Whose.WORDS, "The person whose record it stood in", 1, evan.id),
        ]

    def test_are_for_the_guardian_alone(self, ask, world, guardian, seen):
        assert ask(world.lead, move_queries.exposures, move_id=seen.pk) == []
        (waiting,) = ask(guardian, move_queries.moves)
        assert (waiting.known_as, waiting.right_known_as, waiting.undecided) == ("Keeley", "Evan", 3)

    def test_are_decided_one_by_one(self, act, ask, world, guardian, seen):
        told = {"telling": Telling.READER, "told_by": "Priya Nair", "told_on": localdate(world.at), "words": ""}
        for one, _ in ask(guardian, move_queries.exposures, move_id=seen.pk):
            act(guardian, actions.decide_exposure, exposure=one, **told)

        assert len(worlds.all_of(ExposureDecision)) == 3
        assert ask(guardian, move_queries.moves) == []

    def test_are_decided_whole_once_and_by_a_guardian(self, act, ask, world, guardian, seen):
        one = ask(guardian, move_queries.exposures, move_id=seen.pk)[0][0]
        nothing = {"exposure": one, "told_by": "", "told_on": None, "words": ""}

        def refused(**told):
            return refusal(lambda: act(guardian, actions.decide_exposure, **{**nothing, **told}))

        assert "Say why nobody" in refused(telling=Telling.NOBODY)
        assert "who tells them" in refused(telling=Telling.BOTH, told_by="Priya")
        with pytest.raises(NotPermitted):
            act(world.manager, actions.decide_exposure, **{**nothing, "telling": Telling.NOBODY, "words": "So."})
        assert worlds.all_of(ExposureDecision) == []
        assert refused(telling=Telling.NOBODY, words="It was he himself.") == ""
        assert "decided this already" in refused(telling=Telling.NOBODY, words="Again.")


class TestLeaveMove:
    def test_leaves_it_where_it_is_and_says_why(self, act, ask, world, proposed, keeley):
        assert "why it stays" in refusal(lambda: act(world.lead, actions.leave_move, move=proposed, words=" "))

        act(world.lead, actions.leave_move, move=proposed, words="She has a dog, too.")

        assert bodies(ask, world.lead, keeley) == [SECRET]
        assert ask(world.lead, move_queries.moves) == []


class TestMoves:
    @pytest.mark.parametrize(("who", "count"), [("lead", 1), ("manager", 1), ("partner", 0), ("outsider", 0)])
    def test_are_known_to_those_alongside_both(self, ask, world, proposed, who, count):
        assert len(ask(getattr(world, who), move_queries.moves)) == count

    def test_are_never_known_to_either_person(self, world, proposed, keeley, evan):
        for person in (keeley, evan):
            actor = worlds.themselves(world, person)
            with acting_as(actor, at=world.at):
                assert not Move.objects.exists()
                assert not Move.objects.visible_to(actor).exists()


class TestRules:
    def test_are_kept_by_the_database(self, act, world, proposed, keeley, evan, entry):
        told = {"person": keeley, "root_id": entry.id, "proposed_by": world.peer, "proposed_at": world.at}
        both = {"person": keeley, "right_person": evan, "move": proposed, "proposed_by": world.peer}
        seen = Exposure(
            move=proposed, person=evan, whose="words", name="Ola", times=1, first_at=world.at, last_at=world.at
        )
        with acting_as(worker_actor(world.lead), at=world.at):
            Exposure.objects.bulk_create([seen])
        half = {"exposure": seen, "person": evan, "decided_by": world.lead, "decided_at": world.at}

        for rule, row in {
            "move_between_two_people": Move(**told, right_person=keeley, reason="So."),
            "move_says_why": Move(**told, right_person=evan, reason=""),
            "movedecision_by_another": MoveDecision(
                **both, moved_id=entry.id, decided_by=world.peer, decided_at=world.at
            ),
            "movedecision_left_says_why": MoveDecision(**both, decided_by=world.lead, decided_at=world.at),
            "exposuredecision_by_whom_and_when_or_why_not": ExposureDecision(**half, telling="reader"),
            "sealing_closed_to_all_for_ever": Sealing(
                person=keeley, consequence_explained="So.", said_by="person", from_at=world.at, closed_to_all=True
            ),
        }.items():
            assert broken_rule(lambda row=row: row.save(force_insert=True), at=world.at) == rule
