"""The description tells the truth: every example is taken, every answer is as described, and nothing else happens."""

import json

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world as worlds

from hearth.exchange.api import document
from hearth.exchange.tests.machines import ANYTHING, SHORT, Machine, key_for

pytestmark = pytest.mark.django_db
POST = document.document()["paths"]["/api/v1/referrals"]["post"]
READ = document.document()["paths"]["/api/v1/referrals/{id}"]["get"]
EXAMPLES = POST["requestBody"]["content"]["application/json"]["examples"]
FIELDS = sorted(document.document()["components"]["schemas"]["Referral"]["properties"])

CHANGED = st.dictionaries(st.sampled_from([*FIELDS, "diagnosis"]), ANYTHING, max_size=4)


@pytest.fixture
def machine():
    return Machine(key_for(worlds.build()).secret)


def follow(described):
    """The thing a `$ref` of the description points to."""
    while "$ref" in described:
        found = document.document()
        for step in described["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        described = found
    return described


def is_as_described(answer, operation):
    """Whether the status is one of those described, with the media type, the headers and the shape described."""
    described = follow(operation["responses"][str(answer.status_code)])
    content = described["content"][answer["Content-Type"]]
    whole = {**content["schema"], "components": document.document()["components"]}
    has_shape = jsonschema_rs.Draft202012Validator(whole, validate_formats=True).is_valid(answer.json())
    return has_shape and all(answer.has_header(name) for name in described["headers"])


class TestDescription:
    def test_is_served_as_it_stands_in_the_file(self, client):
        answer = client.get("/api/v1/openapi.json")

        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
        assert answer.json() == document.document()
        assert answer.json()["openapi"] == "3.1.0"

    def test_points_to_nothing_that_is_not_there(self):
        for found in json.dumps(document.document()).split('"$ref": "')[1:]:
            assert follow({"$ref": found.partition('"')[0]})

    @pytest.mark.parametrize("name", EXAMPLES)
    def test_has_examples_that_are_taken_as_they_stand(self, machine, name):
        answer = machine.send(EXAMPLES[name]["value"])

        assert answer.status_code == 201
        assert is_as_described(answer, POST)
        assert is_as_described(machine.read(answer.json()["id"]), READ)

    @pytest.mark.parametrize(
        ("operation", "status"), [(POST, "201"), (READ, "200")], ids=["what is received", "how it goes on"]
    )
    def test_has_examples_of_answers_shaped_as_it_says(self, operation, status):
        content = operation["responses"][status]["content"]["application/json"]
        whole = {**content["schema"], "components": document.document()["components"]}

        assert jsonschema_rs.Draft202012Validator(whole, validate_formats=True).is_valid(content["example"])

    def test_describes_every_problem_there_is(self, machine):
        answers = [
            machine.send(b"{"),
            machine.send({}),
            machine.send(SHORT, once="x"),
            machine.send(SHORT, content_type="text/plain"),
            machine.send(b" " * 2_000_000),
            Machine().send(SHORT),
        ]

        for answer in answers:
            assert is_as_described(answer, POST)

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(changed=CHANGED)
    def test_holds_whatever_is_sent(self, machine, changed):
        answer = machine.send({**SHORT, **changed})

        assert answer.status_code in {201, 422}
        assert is_as_described(answer, POST)
