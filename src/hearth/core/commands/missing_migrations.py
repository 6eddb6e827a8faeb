"""Whether the models say something no migration does yet. Asks no database: `bin/check` runs it."""

import sys

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def missing() -> dict[str, list[str]]:
    """What Hearth's own packages lack: for each, the changes no migration makes."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wanted = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("hearth.")}
    changes = wanted.changes(graph=loader.graph)
    return {
        label: [operation.describe() for migration in migrations for operation in migration.operations]
        for label, migrations in changes.items()
        if label in ours
    }


if __name__ == "__main__":
    django.setup()
    found = missing()
    for label, lacking in found.items():
        sys.stderr.write(f"{label} lacks a migration: {'; '.join(lacking)}\n")
    sys.exit(bool(found))
