"""Migrations stand in one line in each package (STYLE 10)."""

import pytest
from django.db.migrations.loader import MigrationLoader

from tests.architecture.house import packages


def forks(names, parents):
    """What breaks the line: two first ones, two after the same one, or numbers that do not follow each other.

    `parents` gives for each name those of the same package it comes after.
    """
    numbers = [name[:4] for name in sorted(names)]
    wrong = [] if numbers == [f"{n:04}" for n in range(1, len(names) + 1)] else [f"numbered {' '.join(numbers)}"]
    befores = [before for name in names for before in parents.get(name, [])]
    wrong += [f"two after {before}" for before in set(befores) if befores.count(before) > 1]
    return wrong + [f"{name} does not come after one" for name in names[1:] if len(parents.get(name, [])) != 1]


def line_of(package):
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    names = sorted(name for app, name in graph.nodes if app == package)
    parents = {
        name: [parent.key[1] for parent in graph.node_map[package, name].parents if parent.key[0] == package]
        for name in names
    }
    return names, parents


class TestMigrations:
    @pytest.mark.parametrize("package", sorted(packages()))
    def test_stand_in_one_line(self, package):
        assert forks(*line_of(package)) == []

    def test_would_be_noticed_otherwise(self):
        names = ["0001_initial", "0002_words", "0002_sight"]
        parents = {"0002_words": ["0001_initial"], "0002_sight": ["0001_initial"]}

        assert forks(names, parents) == ["numbered 0001 0002 0002", "two after 0001_initial"]
        assert forks(["0001_initial", "0002_sight"], {"0002_sight": []}) == ["0002_sight does not come after one"]
        assert line_of("sharing")[0][0] == "0001_initial"
