from base64 import b64decode
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from hearth.exchange.fhir.leaving import LeavingEntry, LeavingFact, LeavingPerson, bundle
from hearth.exchange.fhir.people import person_from
from hearth.exchange.fhir.resources import mapped
from hearth.exchange.fhir.values import Around

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
KIT = LeavingPerson(
    id=UUID(int=1),
    known_as="Kit",
    names=(("usual", "Kit", "Sharp"),),
    numbers=(("nhs-number", "9990000026"), ("GP system", "77")),
    contacts=(("phone", "07700 900123"), ("place", "the bench")),
    languages=("Polish",),
    birth_on=date(1984, 3, 14),
    birth_precision="day",
    has_died=False,
    died_on=None,
)
TALK = LeavingEntry(
    UUID(int=2), "Conversation", "First talk", "We walked — żółw.", "Priya Nair", "Ouse Valley Trust", AT, AT, False
)
NUTS = LeavingFact(UUID(int=3), "allergy", "Nuts", "a rash", "Kit", date(2026, 1, 2), None, False)
TABLETS = LeavingFact(UUID(int=4), "medicine", "Sertraline", "50 mg", "Kit", date(2026, 1, 2), None, False)


def resources(person=KIT, entries=(TALK,), facts=(NUTS, TABLETS)):
    made = bundle(person, entries, facts, AT)
    return [row["resource"] for row in made["entry"]]


class TestBundle:
    def test_has_one_patient_and_everything_points_at_them(self):
        patient, *others = resources()

        assert patient["resourceType"] == "Patient"
        assert {one["resourceType"] for one in others} == {
            "DocumentReference",
            "AllergyIntolerance",
            "MedicationStatement",
        }
        about = {(one.get("subject") or one["patient"])["reference"] for one in others}
        assert about == {f"urn:uuid:{patient['id']}"}

    def test_keeps_every_letter_of_an_entry(self):
        attachment = resources()[1]["content"][0]["attachment"]

        assert b64decode(attachment["data"]).decode() == "First talk\nWe walked — żółw."

    def test_says_what_was_written_in_error(self):
        (_, entry, *_) = resources(entries=[replace(TALK, in_error=True)])

        assert entry["status"] == "entered-in-error"

    def test_says_that_an_allergy_is_over_and_that_none_is_known(self):
        ended, none = replace(NUTS, ended_on=date(2026, 5, 1)), replace(NUTS, what="", none_known=True)
        (_, over, nothing) = resources(entries=[], facts=[ended, none])

        assert over["clinicalStatus"]["coding"][0]["code"] == "resolved"
        assert nothing["code"]["text"] == "No known allergies"

    def test_says_a_birth_date_as_exactly_as_it_is_known(self):
        said = {
            precision: resources(replace(KIT, birth_precision=precision))[0].get("birthDate")
            for precision in ("day", "month", "year", "estimated")
        }

        assert said == {"day": "1984-03-14", "month": "1984-03", "year": "1984", "estimated": None}

    def test_says_that_somebody_has_died(self):
        assert resources(replace(KIT, has_died=True))[0]["deceasedBoolean"] is True
        assert resources(replace(KIT, has_died=True, died_on=date(2026, 1, 1)))[0]["deceasedDateTime"] == "2026-01-01"

    def test_has_nothing_for_what_is_not_known(self):
        patient = resources(LeavingPerson(UUID(int=1), "Kit", (), (), (), (), None, "unknown", False, None), [], [])[0]

        assert set(patient) == {"resourceType", "id", "name"}

    def test_comes_back_in_as_it_went_out(self):
        patient, _, allergy, medicine = resources()
        around = Around(AT.date())

        came = person_from(patient, around)
        assert (came.known_as, came.given, came.family, came.nhs_number) == ("Kit", "Kit", "Sharp", "9990000026")
        assert came.birth_on == date(1984, 3, 14)
        assert mapped(allergy, around).what == "Nuts"
        assert mapped(medicine, around).what == "Sertraline"
