from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

import pytest

from hearth.exchange.fhir.measured import LeavingMeasure, LeavingOffer, LeavingScore, measured, not_filled
from hearth.exchange.fhir.resources import mapped
from hearth.exchange.fhir.values import Around

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
KIT = UUID(int=1)
TOTAL = LeavingScore(
    "total", "ReQoL-10", Fraction(64, 3), "", 1, "Added up, one may be left out.", "1091071000000100", ("A rule.",)
)
SITTING = LeavingMeasure(
    id=UUID(int=2),
    code="reqol-10",
    version=1,
    name="ReQoL-10",
    answered_on=date(2026, 11, 18),
    finished_at=AT,
    mode="On paper, entered afterwards",
    filled_by="They answered themselves",
    by_somebody_close=False,
    helped_by="An interpreter",
    language="",
    written_by="Dee Kerr",
    answers={2: 3, 1: 0},
    words={},
    scores=(TOTAL,),
    taken_back="",
)
SAID_NO = LeavingOffer(UUID(int=3), "reqol-10", "ReQoL-10", "asked-declined", "They would rather not", "Not now.", AT)


def extensions(resource):
    return {one["url"].rpartition(":")[2]: one["valueString"] for one in resource["extension"]}


class TestMeasured:
    def test_says_everything_of_how_it_was_filled_in_and_no_words_of_others(self):
        answers, result = measured(KIT, SITTING)

        assert (answers["questionnaire"], answers["status"]) == ("urn:hearth:measure:reqol-10|1", "completed")
        assert answers["item"] == [
            {"linkId": "1", "answer": [{"valueInteger": 0}]},
            {"linkId": "2", "answer": [{"valueInteger": 3}]},
        ]
        assert extensions(answers) == {
            "mode": "On paper, entered afterwards",
            "filled-by": "They answered themselves",
            "helped-by": "An interpreter",
            "answered-on": "2026-11-18",
        }
        assert (answers["author"], answers["source"]) == ({"display": "Dee Kerr"}, {"reference": f"urn:uuid:{KIT}"})
        assert result["derivedFrom"] == [{"reference": f"urn:uuid:{answers['id']}"}]

    def test_says_a_result_with_the_rule_that_made_it(self):
        _, result = measured(KIT, SITTING)

        assert result["valueQuantity"] == {"value": 21.3333}
        assert result["method"] == {"text": "Added up, one may be left out."}
        assert [note["text"] for note in result["note"]] == [
            "ReQoL-10, version 1.",
            "1 answer was left out; the mean of the others stands in.",
            "Not checked: A rule.",
        ]
        assert [one["code"] for one in result["code"]["coding"]] == ["total", "1091071000000100"]

    def test_says_why_there_is_no_result(self):
        none = replace(TOTAL, value=None, reason="Too many were left out.", supplied=0, snomed="")

        _, result = measured(KIT, replace(SITTING, scores=(none,)))

        assert result["dataAbsentReason"] == {"text": "Too many were left out."}
        assert "valueQuantity" not in result

    def test_says_who_answered_for_somebody_and_in_which_language_of_our_own_words(self):
        answers, *_ = measured(
            KIT,
            replace(
                SITTING,
                by_somebody_close=True,
                filled_by="Somebody close answered for them",
                written_by="",
                language="en-GB",
                words={1: "Is there a place?"},
            ),
        )

        assert answers["source"] == {"display": "Somebody close answered for them"}
        assert answers["author"] == {"reference": f"urn:uuid:{KIT}"}
        assert answers["item"][0]["text"] == "Is there a place?"
        assert extensions(answers)["asked-in-language"] == "en-GB"

    def test_marks_what_was_taken_back(self):
        answers, result = measured(KIT, replace(SITTING, taken_back="The wrong sheet."))

        assert {answers["status"], result["status"]} == {"entered-in-error"}
        assert "The wrong sheet." in result["note"][2]["text"]

    def test_keeps_whole_numbers_whole(self):
        _, result = measured(KIT, replace(SITTING, scores=(replace(TOTAL, value=Fraction(20), supplied=2),)))

        assert result["valueQuantity"] == {"value": 20}
        assert result["note"][1]["text"].startswith("2 answers were left out")

    @pytest.mark.parametrize("sitting", [SITTING, replace(SITTING, taken_back="x", language="en-GB", answers={1: 1})])
    def test_can_be_taken_in_again(self, sitting):
        answers, result = measured(KIT, sitting)

        assert mapped(answers, Around(AT.date()))
        assert "ReQoL-10" in str(mapped(result, Around(AT.date())))


class TestNotFilled:
    def test_says_why_in_a_code_and_in_words(self):
        told = not_filled(KIT, SAID_NO)

        assert told["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
        assert told["dataAbsentReason"]["text"] == "They would rather not"
        assert told["note"] == [{"text": "Not now."}]
        assert "They would rather not" in str(mapped(told, Around(AT.date())))

    def test_has_no_code_and_no_words_where_there_are_none(self):
        told = not_filled(KIT, replace(SAID_NO, absent="", words=""))

        assert "coding" not in told["dataAbsentReason"]
        assert "note" not in told
