import json
from itertools import count

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.exchange.codes import HoldReason
from hearth.exchange.models import Arrival, HeldRow
from hearth.exchange.runs.fhir import bring_in_fhir
from hearth.exchange.tests.files import (
    AT,
    DATA,
    bundle,
    everything,
    nothing,
    patient,
    reasons,
    results,
    weight,
    written,
)
from hearth.holding.models import Holding
from hearth.people.models import Identifier, Person
from hearth.record.models import Entry, HealthFact

pytestmark = pytest.mark.django_db

NAMES = count()


@pytest.fixture
def bring(tmp_path):
    """Bring in files with these contents, in one run."""

    def run(*contents, system="fhir"):
        paths = [written(tmp_path, content, f"{next(NAMES)}.json") for content in contents]
        return bring_in_fhir(paths, at=AT, advance=nothing, system=system)

    return run


def rows(model, **wanted):
    with acting_as(SYSTEM, at=AT):
        return list(model.objects.filter(**wanted).order_by("pk"))


class TestBringInFhir:
    def test_brings_in_somebody_with_their_history(self, bring):
        report = bring(bundle(weight(), patient()))

        (person,), (entry,) = rows(Person), rows(Entry)
        assert results(report) == [(1, "taken"), (2, "taken")]
        assert (person.known_as, entry.person_id, entry.title) == ("Rose", person.id, "Body weight")
        assert (entry.source, entry.source_system, entry.source_key) == ("imported", "fhir", "Observation/weight")

    def test_opens_nothing_and_gives_nobody_a_holder(self, bring):
        bring(patient())

        assert rows(Holding) == []

    def test_leaves_an_audit_line_for_everybody(self, bring):
        bring(bundle(patient(), weight()))

        (person,) = rows(Person)
        assert {line.event for line in rows(AuditEvent, person_id=person.id)} == {
            "people.person_created",
            "exchange.person_brought_in",
            "exchange.record_brought_in",
        }

    def test_changes_nothing_the_second_time(self, bring):
        files = [(DATA / "synthea-liz-conn.json").read_bytes(), bundle(patient(), weight())]
        first = bring(*files)
        before = everything()

        second = bring(*files)

        assert everything() == before
        assert second.counts["taken"] == 0
        assert second.counts["unchanged"] == first.counts["taken"]
        assert second.counts["refused"] == first.counts["refused"]

    def test_takes_a_whole_synthea_bundle(self, bring):
        report = bring((DATA / "synthea-liz-conn.json").read_bytes())

        assert set(reasons(report)) == {"", "Hearth keeps no bills or insurance."}
        assert {entry.lane for entry in rows(Entry)} == {"BEVERLY HOSPITAL CORPORATION"}
        assert [fact.what for fact in rows(HealthFact)] == ["Hydrochlorothiazide 25 MG"]

    def test_finds_people_and_names_across_files(self, bring):
        surgery = {"resourceType": "Practitioner", "id": "j", "name": [{"given": ["June"], "family": "Hill"}]}

        bring(weight(performer=[{"reference": "Practitioner/j"}]), patient(), surgery)

        assert rows(Entry)[0].author_name == "June Hill"

    def test_remembers_names_from_an_earlier_run(self, bring):
        bring({"resourceType": "Practitioner", "id": "j", "name": [{"given": ["June"], "family": "Hill"}]}, patient())

        bring(weight(performer=[{"reference": "Practitioner/j"}]))

        assert rows(Entry)[0].author_name == "June Hill"

    def test_recognises_somebody_by_three_things(self, bring):
        bring(patient())

        report = bring(patient("other-id", name=[{"family": "Okafor", "given": ["R"]}]))

        assert results(report) == [(1, "matched")]
        assert len(rows(Person)) == 1
        assert results(bring(weight(who="Patient/other-id"))) == [(1, "taken")]

    def test_holds_somebody_who_may_be_someone_else(self, bring):
        bring(patient())

        report = bring(bundle(patient("zoe", name=[{"family": "Hill", "given": ["Zoe"]}]), weight(who="Patient/zoe")))

        (held,) = rows(HeldRow)
        assert results(report) == [(1, "held"), (2, "held")]
        assert (held.reason, held.candidates) == (HoldReason.SAME_NUMBER, [rows(Person)[0].id])
        assert report.exit_code == 3

    def test_holds_twins_for_a_human(self, bring):
        report = bring(bundle(patient("one", identifier=[]), patient("two", identifier=[])))

        assert results(report) == [(1, "taken"), (2, "held")]

    def test_writes_a_held_row_once(self, bring):
        bring(patient("one", identifier=[]), patient("two", identifier=[]))
        before = everything()

        report = bring(patient("two", identifier=[]))

        assert results(report) == [(1, "held")]
        assert everything() == before

    def test_lets_nothing_brought_in_change_who_somebody_is(self, bring):
        bring(patient())

        report = bring(patient(birthDate="1991-10-03"))

        assert (results(report), rows(HeldRow)[0].reason) == ([(1, "held")], HoldReason.CHANGED)
        assert rows(Person)[0].birth_on.year == 1990

    def test_amends_what_the_other_record_says_differently_now(self, bring):
        bring(bundle(patient(), weight()))

        bring(weight(valueQuantity={"value": 60, "unit": "kg"}))
        bring(weight(status="entered-in-error"))

        first, second, third = rows(Entry)
        assert (second.replaces_id, third.replaces_id, third.root_id) == (first.id, second.id, first.id)
        assert [entry.status for entry in (first, second, third)] == ["final", "amended", "entered-in-error"]

    def test_ends_an_allergy_the_other_record_takes_back(self, bring):
        allergy = {
            "resourceType": "AllergyIntolerance",
            "id": "a",
            "code": {"text": "Penicillin"},
            "patient": {"reference": "Patient/rose"},
        }
        refuted = {"coding": [{"code": "refuted"}]}
        bring(bundle(patient(), allergy))

        report = bring({**allergy, "verificationStatus": refuted})

        assert results(report) == [(1, "taken")]
        assert all(fact.ended_on for fact in rows(HealthFact))

    def test_takes_the_first_of_two_with_one_id(self, bring):
        other = weight(valueQuantity={"value": 90, "unit": "kg"})

        report = bring(bundle(patient(), weight(), weight(), other))

        assert results(report) == [(1, "taken"), (2, "taken"), (3, "unchanged"), (4, "refused")]
        assert len(rows(Entry)) == 1

    def test_keeps_the_same_id_of_two_records_apart(self, bring):
        bring(patient("1"), system="one record")
        hill = patient("1", name=[{"given": ["Sam"], "family": "Hill"}], identifier=[], birthDate="1970-01-01")

        report = bring(hill, system="another record")

        assert results(report) == [(1, "taken")]
        assert len(rows(Person)) == 2

    def test_does_not_mix_up_what_two_files_call_by_the_same_urn(self, bring):
        def file(name, born):
            somebody = patient(name, name=[{"given": [name], "family": "Hill"}], identifier=[], birthDate=born)
            entry = [{"fullUrl": "urn:uuid:1", "resource": somebody}, {"resource": weight(name, who="urn:uuid:1")}]
            return {"resourceType": "Bundle", "type": "batch", "entry": entry}

        bring(file("Ann", "1950-01-01"), file("Ben", "1960-01-01"))

        names = {person.id: person.known_as for person in rows(Person)}
        assert {entry.source_key: names[entry.person_id] for entry in rows(Entry)} == {
            "Observation/Ann": "Ann",
            "Observation/Ben": "Ben",
        }

    def test_refuses_row_by_row_and_takes_the_rest(self, bring):
        report = bring(
            bundle(
                patient(),
                weight("early", effectiveDateTime="0202-01-01"),
                weight("lost", who="Patient/nobody"),
                weight("nul", code={"text": "a\0b"}),
                7,
                bundle(weight("inner")),
                {"resourceType": "Spaceship"},
                weight("mistake", status="entered-in-error"),
            )
        )

        assert results(report) == [
            (1, "taken"),
            (2, "refused"),
            (3, "refused"),
            (4, "refused"),
            (5, "refused"),
            (6, "taken"),
            (7, "refused"),
            (8, "refused"),
        ]
        assert all(row.reason for row in report.rows if row.result == "refused")
        assert [entry.source_key for entry in rows(Entry)] == ["Observation/inner"]

    def test_writes_nothing_of_somebody_who_is_refused(self, bring):
        wrong = patient(identifier=[{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000019"}])
        before = everything()

        report = bring(bundle(wrong, weight()))

        assert [row.result for row in report.rows] == ["refused", "refused"]
        assert "was refused" in report.rows[1].reason
        assert everything() == before

    @pytest.mark.parametrize("path", sorted((DATA / "broken").glob("*.json")), ids=lambda path: path.stem)
    def test_refuses_every_broken_example(self, bring, path):
        report = bring(path.read_bytes())

        assert results(report) == [(1, "refused")]
        assert (rows(Person), rows(Arrival)) == ([], [])

    def test_brings_in_one_resource_a_line(self, bring):
        report = bring("\n".join([json.dumps(patient()), "{oops", json.dumps(weight())]).encode())

        assert results(report) == [(1, "taken"), (2, "refused"), (3, "taken")]

    def test_keeps_the_numbers_other_systems_know_somebody_by(self, bring):
        bring(patient(identifier=[{"system": "urn:hospital", "value": "7"}]))

        assert [(code.system, code.value) for code in rows(Identifier)] == [("urn:hospital", "7")]
