import argparse
import json
from contextlib import nullcontext

import pytest

from hearth.core import environment
from hearth.exchange import commands
from hearth.exchange.tests.files import DATA, patient, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearth(monkeypatch):
    """The command, in the database of the test."""
    monkeypatch.setattr(environment, "settings_ready", nullcontext)

    def run(*words):
        parser = argparse.ArgumentParser()
        commands.register(parser.add_subparsers(required=True))
        options = parser.parse_args([str(word) for word in ("import", *words)])
        return options.command(options)

    return run


class TestImport:
    def test_leaves_with_nought_if_everything_was_taken(self, hearth, tmp_path, capsys):
        assert hearth("fhir", written(tmp_path, patient())) == 0
        assert "1 taken" in capsys.readouterr().out

    def test_leaves_with_three_if_something_was_refused(self, hearth, tmp_path, capsys):
        report = tmp_path / "report.json"

        assert hearth("fhir", DATA / "broken" / "patient-bad-date.json", "--report", report) == 3
        assert json.loads(report.read_text())["rows"][0]["result"] == "refused"
        assert "2020-13-45" in capsys.readouterr().out

    def test_leaves_with_one_if_a_file_is_not_there(self, hearth, tmp_path, capsys):
        assert hearth("fhir", tmp_path / "nothing.json") == 1
        assert "Nothing more was brought in" in capsys.readouterr().err

    def test_brings_in_a_list_of_people(self, hearth, tmp_path, capsys):
        assert hearth("people", written(tmp_path, b"Name\nRose Okafor\n", "people.csv")) == 0
        assert "1 taken" in capsys.readouterr().out
