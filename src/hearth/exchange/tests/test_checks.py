import pytest
from django.db import connection

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.checks import checks
from hearth.exchange.runs.fhir import bring_in_fhir
from hearth.exchange.tests.files import AT, bundle, nothing, patient, weight, written

pytestmark = pytest.mark.django_db


def problems() -> list[str]:
    with acting_as(SYSTEM, at=AT):
        return [problem for check in checks() for problem in check.problems()]


class TestChecks:
    def test_are_clean_after_an_import(self, tmp_path):
        other = patient("other", name=[{"given": ["Zoe"]}])
        bring_in_fhir([written(tmp_path, bundle(patient(), weight(), other))], at=AT, advance=nothing)

        assert problems() == []

    def test_find_what_was_forgotten(self, tmp_path):
        bring_in_fhir([written(tmp_path, bundle(patient(), weight()))], at=AT, advance=nothing)
        with acting_as(SYSTEM, at=AT), connection.cursor() as cursor:
            cursor.execute("DELETE FROM exchange_arrival WHERE kind = 'Observation'")

        assert [problem.split(" ")[0] for problem in problems()] == ["entry"]
