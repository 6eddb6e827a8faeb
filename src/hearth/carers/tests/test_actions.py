"""What somebody close keeps is theirs; what they ask for is about them."""

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds
from tests.world import themselves

from hearth.carers import actions, queries, rules
from hearth.carers.models import AssessmentAsk, Group, Note, Seeing
from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door.codes import ReferralStatus
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.organisations.queries import worker_actor
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


class TestNotes:
    def keep(self, world, close, words="Ring the GP on Monday."):
        with acting_as(close.actor, at=world.at):
            return actions.keep_note(close.actor, person=close.person, words=words, at=world.at)

    def test_are_read_by_nobody_else(self, world, keeley, amina, lead):
        self.keep(world, amina)
        with acting_as(SYSTEM, at=world.at):
            for whom in (keeley, world.trust):
                sharing.choose_circle(
                    SYSTEM, person=amina.person, whom=whom, level=Level.FULL, explained_how="tea", at=world.at
                )

        for actor in (themselves(world, keeley), lead):
            with acting_as(actor, at=world.at):
                assert not Note.objects.exists()
        with acting_as(amina.actor, at=world.at):
            assert [one.words for one in queries.notes(amina.actor)] == ["Ring the GP on Monday."]

    def test_are_gone_when_taken_out(self, world, amina):
        note = self.keep(world, amina)

        with acting_as(amina.actor, at=world.at):
            actions.take_out_note(amina.actor, note=note, at=world.at)

        assert worlds.all_of(Note) == []
        with acting_as(amina.actor, at=world.at), pytest.raises(NotPossible, match=rules.NO_SUCH_NOTE):
            actions.take_out_note(amina.actor, note=note, at=world.at)

    def test_are_kept_and_taken_out_by_whose_they_are(self, world, amina, lead):
        note = self.keep(world, amina)

        with acting_as(lead, at=world.at):
            with pytest.raises(NotPermitted):
                actions.keep_note(lead, person=amina.person, words="No.", at=world.at)
            with pytest.raises(NotPermitted):
                actions.take_out_note(lead, note=note, at=world.at)
        assert [one.pk for one in worlds.all_of(Note)] == [note.pk]

    def test_say_something(self, world, amina):
        with pytest.raises(NotPossible, match=rules.NOTHING_SAID):
            self.keep(world, amina, " ")


class TestAskForAssessment:
    def ask(self, world, close, actor=None):
        with acting_as(actor or close.actor, at=world.at):
            told = {"words": "I do not sleep.", "reach": "Text me after six.", "hub": world.hub}
            return actions.ask_for_assessment(actor or close.actor, person=close.person, at=world.at, **told)

    def test_is_a_referral_of_their_own_with_a_holder(self, world, keeley, amina):
        asked = self.ask(world, amina)

        assert asked.referral.person_id == amina.person.pk
        assert "I do not sleep." in asked.referral.what_is_happening
        assert [one.holder_id for one in worlds.all_of(Holding, person=amina.person)] == [world.lead.pk]

    def test_is_unseen_by_the_one_they_are_there_for(self, world, keeley, amina):
        self.ask(world, amina)
        me = themselves(world, keeley)

        with acting_as(me, at=world.at):
            assert not AssessmentAsk.objects.exists()

    def test_is_asked_once(self, world, amina):
        self.ask(world, amina)

        with pytest.raises(NotPossible, match="asked already"):
            self.ask(world, amina)

    def test_is_asked_again_once_the_first_was_seen_to(self, world, amina):
        asked = self.ask(world, amina)
        with acting_as(SYSTEM, at=world.at):
            Referral.objects.filter(pk=asked.referral_id).update(status=ReferralStatus.WELCOMED, ended_at=world.at)

        assert self.ask(world, amina) != asked

    def test_is_asked_by_themselves(self, world, amina, lead):
        with pytest.raises(NotPermitted):
            self.ask(world, amina, actor=lead)

        assert worlds.all_of(AssessmentAsk) == []


class TestGroups:
    def add(self, world, actor, **changed):
        told = {"name": "Tuesday table", "meets": "Tuesdays, 18:00", "next_step": "Just come.", **changed}
        with acting_as(actor, at=world.at):
            return actions.add_group(actor, at=world.at, **told)

    def test_stand_on_the_list_until_they_end(self, world, lead):
        group = self.add(world, lead)
        with acting_as(lead, at=world.at):
            assert [one.name for one in queries.groups()] == ["Tuesday table"]
            actions.end_group(lead, group=group, at=world.at)
            assert queries.groups() == []
            with pytest.raises(NotPossible, match="ended already"):
                actions.end_group(lead, group=group, at=world.at)

    def test_say_how_to_come(self, world, lead):
        with pytest.raises(NotPossible, match=rules.GROUP_INCOMPLETE):
            self.add(world, lead, next_step=" ")

        assert worlds.all_of(Group) == []

    @pytest.mark.parametrize("role", ["peer-supporter", "clinician", "welcomer", "commissioner"])
    def test_are_kept_by_whoever_keeps_them(self, world, role):
        actor = worker_actor(worlds.worker("Bo", "Ash", role, world.trust))

        with pytest.raises(NotPermitted):
            self.add(world, actor)

    def test_are_kept_by_the_carer_supporter(self, world):
        actor = worker_actor(worlds.worker("Bo", "Ash", "carer-supporter", world.trust))

        assert self.add(world, actor).added_by_id == actor.membership_id


class TestConstraints:
    def test_of_what_is_told_and_kept_hold(self, world, amina, lead):
        rows = [
            (Seeing(person=amina.person, carer=amina.person, told_by="A", words="", sent_at=world.at), "seeing_says"),
            (Note(person=amina.person, words="", kept_at=world.at), "note_says_something"),
            (Group(name="", meets="", next_step="", added_at=world.at), "group_says_how_to_come"),
            (
                Group(name="A", meets="B", next_step="C", added_at=world.at, ended_by=world.lead),
                "group_ended_whole",
            ),
        ]

        for row, rule in rows:
            with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match=rule), transaction.atomic():
                row.save(force_insert=True)
