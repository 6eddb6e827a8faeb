import json

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.leaving import NOT_IN_FHIR, leaving
from hearth.outcomes import actions
from hearth.outcomes.codes import FilledBy, Mode, Offered
from hearth.outcomes.models import Fill
from hearth.outcomes.tests.sheets import DIALOG, EVERYDAY, LOWEST, MIDDLE, REQOL, act, filled, load
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return worlds.known(world)


def bundle(world, person):
    with acting_as(SYSTEM, at=world.at):
        return json.loads(leaving(person, ["fhir"], world.at).files["fhir"])


def kept(world, person, kind):
    rows = [row["resource"] for row in bundle(world, person)["entry"]]
    return [one for one in rows if one["resourceType"] == kind]


def seal(world, person, **what):
    with acting_as(SYSTEM, at=world.at):
        sharing.seal(SYSTEM, person=person, consequence_explained="Nobody will know.", at=world.at, **what)


class TestLeaving:
    def test_carries_what_was_filled_in_with_all_that_belongs_to_it(self, world, keeley):
        load(world, checked="")
        some = {item: value for item, value in MIDDLE.items() if item != 4}
        filled(world, keeley, some, helped_by="An interpreter")

        (answers,) = kept(world, keeley, "QuestionnaireResponse")
        (result,) = kept(world, keeley, "Observation")

        assert len(answers["item"]) == 9
        assert result["valueQuantity"] == {"value": 20}
        assert "up to 1 left out" in result["method"]["text"]
        assert any("Not checked" in note["text"] for note in result["note"])
        whole = json.dumps(bundle(world, keeley))
        assert "An interpreter" in whole
        assert world.peer.worker.name in whole
        assert "Invented question" not in whole
        assert "measures" not in NOT_IN_FHIR

    def test_carries_our_own_words_and_each_answer_read_alone(self, world, keeley):
        filled(world, keeley, {1: 3, 2: 2}, EVERYDAY, mode=Mode.TOGETHER, language="en-GB")

        (answers,) = kept(world, keeley, "QuestionnaireResponse")

        assert "belong" in answers["item"][0]["text"]
        assert {one["method"]["text"] for one in kept(world, keeley, "Observation")} == {"Read alone."}

    def test_carries_means_and_what_somebody_close_answered(self, world, keeley):
        filled(world, keeley, dict.fromkeys(range(1, 9), 4), DIALOG, filled_by=FilledBy.FOR_THEM)

        life, support = kept(world, keeley, "Observation")

        assert life["valueQuantity"] == {"value": 4}
        assert "none left out" in life["method"]["text"]
        assert "no answer" in support["dataAbsentReason"]["text"]
        assert kept(world, keeley, "QuestionnaireResponse")[0]["source"]["display"]

    def test_carries_why_there_is_none(self, world, keeley):
        for outcome, words in (
            (Offered.NOT_OFFERED, "No quiet moment."),
            (Offered.DECLINED, ""),
            (Offered.OFFERED, ""),
        ):
            act(world, actions.note_offer, person=keeley, of=REQOL, outcome=outcome, words=words)

        told = kept(world, keeley, "Observation")

        assert [one["dataAbsentReason"]["coding"][0]["code"] for one in told] == ["not-asked", "asked-declined"]
        assert told[0]["note"] == [{"text": "No quiet moment."}]

    def test_marks_what_was_taken_back(self, world, keeley):
        done = filled(world, keeley, LOWEST)
        act(world, actions.retract, fill=done.fill, reason="The wrong sheet.")

        (answers,) = kept(world, keeley, "QuestionnaireResponse")

        assert answers["status"] == "entered-in-error"

    def test_leaves_what_is_sealed_where_it_is(self, world, keeley):
        filled(world, keeley, MIDDLE)
        act(world, actions.note_offer, person=keeley, of=DIALOG, outcome=Offered.DECLINED)
        seal(world, keeley, entry_id=worlds.all_of(Fill)[0].entry_id)
        assert kept(world, keeley, "QuestionnaireResponse") == []
        assert len(kept(world, keeley, "Observation")) == 1

        seal(world, keeley)

        assert kept(world, keeley, "Observation") == []
