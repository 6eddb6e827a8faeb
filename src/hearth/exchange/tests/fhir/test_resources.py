import base64
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.exchange.fhir.entries import CHANGES_NOTHING, RATING
from hearth.exchange.fhir.resources import ABOUT, NOT_HERE, SUPPORTING, about_whom, mapped
from hearth.exchange.fhir.values import Around
from hearth.exchange.imported import Refused
from hearth.exchange.runs.keys import fingerprint_of
from hearth.exchange.tests.files import AROUND, DATA, example, told_or_sentence, weight

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
FIELDS = st.sampled_from(
    [
        "code",
        "coding",
        "display",
        "text",
        "status",
        "subject",
        "reference",
        "birthDate",
        "name",
        "given",
        "family",
        "identifier",
        "system",
        "value",
        "period",
        "start",
        "end",
        "extension",
        "url",
        "valueCodeableConcept",
        "component",
        "item",
        "answer",
        "content",
        "attachment",
        "data",
        "contentType",
        "contained",
        "id",
        "verificationStatus",
        "medicationCodeableConcept",
        "section",
        "div",
        "telecom",
        "address",
        "contact",
        "communication",
        "language",
    ]
)
JSON = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4))
KINDS = st.sampled_from(sorted({"Patient", "Basic", *ABOUT, *NOT_HERE, *SUPPORTING}))


class TestMapped:
    def test_words_a_measurement(self):
        told = mapped(weight(), AROUND)

        assert (told.title, told.body, told.lane) == ("Body weight", "Result: 61.23 kg", "Another record")
        assert told.occurred_at == datetime(2024, 5, 1, 9, tzinfo=UTC)
        assert told.coded["quantity"]["value"] == "61.2345"

    def test_words_the_parts_of_a_measurement(self):
        told = mapped(example("uk_core/UKCore-Observation-VitalSigns-BloodPressure-Example.json"), AROUND)

        assert "Systolic blood pressure: 142 millimeter of mercury" in told.body

    def test_names_the_place_and_the_worker_it_came_from(self):
        names = {"Organization/UKCore-Organization-LeedsTeachingHospital-Example": "Leeds", "Practitioner/x": "June"}
        around = Around(AROUND.today, lambda reference: names.get(reference, ""))
        encounter = example("uk_core/UKCore-Encounter-InpatientEncounter-Example.json")
        encounter["participant"] = [{"individual": {"reference": "Practitioner/x"}}]

        told = mapped(encounter, around)

        assert (told.lane, told.author_name, told.title) == ("Leeds", "June", "Seen in hospital ward")

    def test_says_when_a_date_is_not_whole(self):
        told = mapped(weight(effectiveDateTime="2019-03"), AROUND)

        assert "When: March 2019" in told.body

    def test_says_that_a_date_is_missing(self):
        told = mapped(weight(effectiveDateTime=None), AROUND)

        assert told.occurred_at is None
        assert "does not say when" in told.body

    def test_keeps_a_choice_about_sharing_as_words_only(self):
        told = mapped(example("uk_core/UKCore-Consent-ForInformationAccess-Example.json"), AROUND)

        assert CHANGES_NOTHING in told.body

    @pytest.mark.parametrize(
        "resource",
        [
            weight(code={"text": "Suicide risk rating"}, valueQuantity=None, valueString="Amber"),
            weight(valueQuantity=None, valueCodeableConcept={"text": "High risk"}),
            {"resourceType": "RiskAssessment", "subject": {"reference": "Patient/rose"}},
        ],
    )
    def test_keeps_a_risk_band_as_words_with_a_warning(self, resource):
        assert RATING in mapped(resource, AROUND).body

    def test_does_not_bring_a_document_it_cannot_show(self):
        told = mapped(example("uk_core/UKCore-DocumentReference-CarePlanReportPDF-Example.json"), AROUND)

        assert told.kind == "document"
        assert "was not brought in" in told.body

    def test_reads_a_document_that_is_text(self):
        attachment = {"contentType": "text/plain", "data": base64.b64encode(b"Rose likes the garden.").decode()}

        told = mapped({"resourceType": "DocumentReference", "content": [{"attachment": attachment}]}, AROUND)

        assert "Rose likes the garden." in told.body

    def test_reads_questions_with_their_answers(self):
        told = mapped(example("uk_core/UKCore-QuestionnaireResponse-FitnessForWork-Example.json"), AROUND)

        assert "Condition (Coded): Fibromyalgia" in told.body

    def test_tells_no_known_allergies_from_silence(self):
        code = {"coding": [{"code": "716186003", "display": "No known allergy"}]}

        told = mapped({"resourceType": "AllergyIntolerance", "code": code, "recordedDate": "2020-01-02"}, AROUND)

        assert (told.none_known, told.what, told.said_on) == (True, "", date(2020, 1, 2))

    def test_keeps_who_said_what_an_allergy_is_to(self):
        entry = example("uk_core/UKCore-Bundle-AllergyList-Example.json")["entry"][1]

        told = mapped(entry["resource"], AROUND)

        assert (told.kind, told.what, told.detail) == ("allergy", "Amoxicillin", "Urticarial rash; mild")

    def test_finds_a_medicine_that_is_contained(self):
        told = mapped(
            {
                "resourceType": "MedicationStatement",
                "status": "completed",
                "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "Sertraline 50 mg"}}],
                "medicationReference": {"reference": "#m"},
            },
            AROUND,
        )

        assert (told.kind, told.what, told.ended) == ("medicine", "Sertraline 50 mg", True)

    @pytest.mark.parametrize(
        ("resource", "words"),
        [
            ({}, "not a FHIR resource"),
            ({"resourceType": "Claim"}, "no bills"),
            ({"resourceType": "Spaceship"}, "Spaceship"),
            (example("broken/slot-no-schedule.json"), "diaries"),
            (weight(effectiveDateTime="0202-01-01"), "year 0202"),
            (weight(component=["x"]), "the way FHIR asks"),
            ({"resourceType": "AllergyIntolerance"}, "what the allergy is to"),
            ({"resourceType": "MedicationRequest"}, "name the medicine"),
        ],
    )
    def test_refuses_in_a_sentence(self, resource, words):
        with pytest.raises(Refused, match=words):
            mapped(resource, AROUND)

    @pytest.mark.parametrize("path", sorted((DATA / "uk_core").glob("*.json")), ids=lambda path: path.stem)
    def test_takes_or_refuses_every_example(self, path):
        resource = example(f"uk_core/{path.name}")
        for each in [entry["resource"] for entry in resource.get("entry", [])] or [resource]:
            assert told_or_sentence(mapped, each, AROUND)

    @settings(max_examples=150, deadline=None)
    @given(kind=KINDS, fields=st.dictionaries(FIELDS, JSON, max_size=5))
    def test_never_fails_whatever_the_json(self, kind, fields):
        resource = {**fields, "resourceType": kind}

        assert told_or_sentence(fingerprint_of, resource)
        assert told_or_sentence(mapped, resource, AROUND)


class TestAboutWhom:
    @pytest.mark.parametrize("field", ["subject", "patient", "for"])
    def test_finds_the_person(self, field):
        assert about_whom({field: {"reference": "Patient/rose"}}) == "Patient/rose"

    def test_finds_the_person_among_those_at_an_appointment(self):
        actors = [{"actor": {"reference": "Practitioner/x"}}, {"actor": {"reference": "Patient/rose"}}]

        assert about_whom({"resourceType": "Appointment", "participant": actors}) == "Patient/rose"

    def test_refuses_what_is_about_nobody(self):
        with pytest.raises(Refused, match="whom"):
            about_whom({"resourceType": "Observation"})
