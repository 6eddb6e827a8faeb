from datetime import date

import pytest

from hearth.exchange.fhir.people import UK_CORE, person_from, relation_from
from hearth.exchange.imported import ImportedName, ImportedNeed, ImportedRelation, Refused
from hearth.exchange.tests.files import AROUND, DATA, NHS_NUMBER, ROSE, example, patient


class TestPersonFrom:
    def test_calls_somebody_by_the_first_of_their_given_names(self):
        person = person_from(patient(), AROUND)

        assert (person.known_as, person.given, person.family) == ("Rose", "Rose Ada", "Okafor")
        assert (person.birth_on, person.birth_precision, person.nhs_number) == (date(1990, 10, 3), "day", ROSE)

    def test_prefers_a_nickname_and_keeps_former_names(self):
        names = [
            {"use": "official", "family": "Okafor", "given": ["Rosamund"]},
            {"use": "nickname", "given": ["Rosie"]},
            {"use": "maiden", "family": "Eze", "given": ["Rosamund"]},
        ]

        person = person_from(patient(name=names), AROUND)

        assert (person.known_as, person.given) == ("Rosie", "Rosamund")
        assert ImportedName("old", "Rosamund", "Eze") in person.other_names

    @pytest.mark.parametrize(
        ("written", "on", "precision"),
        [("1990", date(1990, 1, 1), "year"), ("1990-10", date(1990, 10, 1), "month")],
    )
    def test_keeps_how_exactly_a_birthday_is_known(self, written, on, precision):
        person = person_from(patient(birthDate=written), AROUND)

        assert (person.birth_on, person.birth_precision) == (on, precision)

    def test_takes_no_contact_for_safe(self):
        told = patient(telecom=[{"system": "phone", "value": "01904 000000"}], address=[{"city": "YORK"}])

        person = person_from(told, AROUND)

        assert {contact.kind: contact.safe_to_use for contact in person.contacts} == {"phone": False, "address": False}
        assert person.area == "York"

    def test_takes_no_gender_for_what_somebody_told_us(self):
        assert person_from(patient(gender="male"), AROUND).answers == ()

    @pytest.mark.parametrize(("code", "answer"), [("A", "stated"), ("Z", "prefers-not"), ("99", "not-known")])
    def test_keeps_which_kind_of_unknown_an_ethnicity_is(self, code, answer):
        category = {"url": f"{UK_CORE}EthnicCategory", "valueCodeableConcept": {"coding": [{"code": code}]}}

        (told,) = person_from(patient(extension=[category]), AROUND).answers

        assert (told.characteristic, told.answer) == ("ethnicity", answer)

    def test_asks_for_an_interpreter(self):
        parts = [
            {"url": "language", "valueCodeableConcept": {"coding": [{"code": "fr", "display": "French"}]}},
            {"url": "interpreterRequired", "valueBoolean": True},
        ]

        person = person_from(patient(extension=[{"url": f"{UK_CORE}NHSCommunication", "extension": parts}]), AROUND)

        assert person.needs == (ImportedNeed("language", "French", interpreter=True),)

    def test_reads_signed_languages(self):
        person = person_from(example("uk_core/UKCore-Patient-Sn-Makaton-Example.json"), AROUND)

        assert [need.words for need in person.needs] == ["British Sign Language", "Makaton vocabulary"]

    def test_turns_contacts_into_people_in_their_life(self):
        contact = {
            "name": {"given": ["Joy"], "family": "Okafor"},
            "relationship": [{"coding": [{"code": "C", "display": "Emergency contact"}]}],
            "telecom": [{"system": "phone", "value": "01904 000001"}],
        }

        person = person_from(patient(contact=[contact]), AROUND)

        assert person.relations == (
            ImportedRelation("Joy Okafor", "Emergency contact", "01904 000001", emergency=True),
        )

    def test_leaves_passport_and_social_security_numbers_behind(self):
        kept = person_from(example("synthea-liz-conn.json")["entry"][0]["resource"], AROUND).identifiers

        assert [system for system, _ in kept] == [
            "https://github.com/synthetichealth/synthea",
            "http://hospital.smarthealthit.org",
        ]

    def test_knows_that_somebody_has_died(self):
        person = person_from(patient(deceasedDateTime="2024-05-06"), AROUND)

        assert (person.died, person.died_on) == (True, date(2024, 5, 6))

    @pytest.mark.parametrize("path", sorted((DATA / "broken").glob("patient-*.json")), ids=lambda path: path.stem)
    def test_refuses_every_broken_example(self, path):
        with pytest.raises(Refused):
            person_from(example(f"broken/{path.name}"), AROUND)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"name": []}, "no name"),
            ({"birthDate": "0202-03-04"}, "year 0202"),
            ({"birthDate": "2027-01-01"}, "still to come"),
            ({"birthDate": 19901003}, "not a date"),
            ({"birthDate": "1990-10-03T10:00:00Z"}, "not a date"),
            ({"identifier": [{"system": NHS_NUMBER, "value": "9990000019"}]}, "9990000019 is not an NHS number"),
            ({"gender": "banana"}, "four codes"),
            ({"name": "Rose"}, "the way FHIR asks"),
            ({"meta": {"security": [{"code": "R"}]}}, "restricted"),
            ({"link": [{"type": "replaced-by"}]}, "replaced"),
            ({"deceasedDateTime": "2031-01-01"}, "still to come"),
        ],
    )
    def test_refuses_in_a_sentence(self, changes, words):
        with pytest.raises(Refused, match=words):
            person_from(patient(**changes), AROUND)


class TestRelationFrom:
    def test_says_who_they_are_to_the_person(self):
        told = relation_from(example("uk_core/UKCore-RelatedPerson-JoySmith-Example.json"), AROUND)

        assert (told.name, told.relation) == ("Joy SMITH", "wife")

    def test_refuses_somebody_without_a_name(self):
        with pytest.raises(Refused, match="no name"):
            relation_from({"resourceType": "RelatedPerson"}, AROUND)
