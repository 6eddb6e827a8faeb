from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted, NotPossible
from hearth.organisations.queries import worker_actor
from hearth.plans import actions
from hearth.plans.models import CapacityDoubt
from hearth.plans.tests.plans import act, page, pen, sign
from hearth.plans.wish_rules import Wish
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


def doubt(world, robin, **changed):
    told = {
        "decision": "Whether to go to hospital tonight",
        "why": "Cannot say back what was said.",
        "support": "Waited, wrote it down, asked Jess.",
        "review_on": world.at.date() + timedelta(days=1),
        **changed,
    }
    return act(world, actions.note_doubt, person=robin, **told)


class TestNoteDoubt:
    def test_is_about_one_decision_and_told_to_the_person(self, world, robin):
        doubt(world, robin)

        (kept,) = worlds.all_of(CapacityDoubt)
        (entry,) = worlds.all_of(Entry, person=robin, kind="decision")
        assert kept.noted_by_id == world.lead.pk
        assert "hospital tonight" in entry.body
        assert "asked Jess" in entry.body

    @pytest.mark.parametrize("missing", ["decision", "why", "support"])
    def test_refuses_without_what_why_and_what_was_tried(self, world, robin, missing):
        with pytest.raises(NotPossible):
            doubt(world, robin, **{missing: " "})
        assert worlds.all_of(CapacityDoubt) == []

    def test_refuses_to_last_for_ever(self, world, robin):
        with pytest.raises(NotPossible, match="never for ever"):
            doubt(world, robin, review_on=world.at.date() - timedelta(days=1))
        assert worlds.all_of(CapacityDoubt) == []

    @pytest.mark.parametrize("who", ["partner", "outsider"])
    def test_refuses_whoever_does_not_write_plans(self, world, robin, who):
        actor = worker_actor(getattr(world, who))

        with pytest.raises(NotPermitted):
            act(world, actions.note_doubt, person=robin, by=actor, decision="x", why="y", support="z", review_on=None)
        assert worlds.all_of(CapacityDoubt) == []


class TestEndDoubt:
    def test_gives_it_back_with_words(self, world, robin):
        found = doubt(world, robin)

        act(world, actions.end_doubt, doubt=found, words="They slept, and decided.", later=timedelta(hours=9))

        (kept,) = worlds.all_of(CapacityDoubt)
        assert (kept.ended_by_id, kept.ended_words) == (world.lead.pk, "They slept, and decided.")

    def test_refuses_without_words_and_twice(self, world, robin):
        found = doubt(world, robin)
        with pytest.raises(NotPossible, match="What has changed"):
            act(world, actions.end_doubt, doubt=found, words=" ")
        act(world, actions.end_doubt, doubt=found, words="They decided.")

        with pytest.raises(NotPossible, match="already"):
            act(world, actions.end_doubt, doubt=found, words="Again.")


class TestWhileItLasts:
    def test_wishes_stand_above_everything_on_the_first_screen(self, world, robin):
        wish = act(world, actions.write_wish, person=robin, wish=Wish("refusal", "Not the ward."), pen=pen())
        sign(world, robin, wish)
        lead = worlds.client_of(world.lead)
        before = worlds.words(lead.get(f"/people/{robin.pk}"))

        found = doubt(world, robin)

        page = worlds.words(lead.get(f"/people/{robin.pk}"))
        assert "Not the ward." not in before
        assert page.index("In doubt now") < page.index("Not the ward.") < page.index("When things are bad")
        assert "Nobody has said" in page
        assert "does not say whether it is valid" in page
        act(world, actions.end_doubt, doubt=found, words="They decided.")
        assert "Not the ward." not in worlds.words(lead.get(f"/people/{robin.pk}"))


class TestDoubts:
    def test_are_noted_and_ended_on_pages(self, world, robin, lead):
        day = world.at + timedelta(days=2)
        told = {"decision": "Tonight", "why": "Cannot say it back.", "support": "Waited."}
        boxes = {"review_on_0": day.day, "review_on_1": day.month, "review_on_2": day.year}
        assert "unwise choice" in page(lead, f"/people/{robin.pk}/doubts/new")
        worlds.send(lead, f"/people/{robin.pk}/doubts/new", **told, **boxes)

        first = page(lead, f"/people/{robin.pk}")
        assert "In doubt now" in first
        ending = first.split("/doubts/")[1].split("/ending")[0]
        assert "Tonight" in page(lead, f"/people/{robin.pk}/doubts/{ending}/ending")
        assert "Tonight" in page(lead, f"/people/{robin.pk}/card")
        worlds.send(lead, f"/people/{robin.pk}/doubts/{ending}/ending", words="They decided.")

        assert "In doubt now" not in page(lead, f"/people/{robin.pk}")
