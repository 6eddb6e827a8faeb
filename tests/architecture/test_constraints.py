"""What must be true is a constraint, and each is broken once by a test that knows its name (STYLE 5)."""

import re
from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hearth"
# Packages whose every rule is broken by a test. `people` holds the tables of identity, which the tests of both break.
LOOKED_AFTER = {
    "correcting": ("correcting",),
    "people": ("people", "identity", "sharing"),
    "subject_access": ("subject_access",),
    "telling": ("telling",),
}


def rules_of(package):
    models = apps.get_app_config(package).get_models()
    return {constraint.name for model in models for constraint in model._meta.constraints}


def words_of_tests(packages):
    files = [file for package in packages for file in (SOURCE / package).glob("**/tests/**/*.py")]
    return " ".join(file.read_text() for file in files)


def unbroken(package, text):
    return sorted(rule for rule in rules_of(package) if not re.search(rf"\b{rule}\b", text))


class TestConstraints:
    @pytest.mark.parametrize("package", LOOKED_AFTER)
    def test_are_each_broken_by_a_test(self, package):
        assert unbroken(package, words_of_tests(LOOKED_AFTER[package])) == []

    def test_would_be_noticed_unbroken(self):
        assert "filling_let_go_says_why" in unbroken("telling", "assert broken == 'another_rule'")
