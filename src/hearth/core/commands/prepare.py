"""`hearth prepare`: everything between a database that answers and a server that can start."""

import argparse
import hashlib
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    preparing = subparsers.add_parser("prepare", help="everything before the server can start")
    preparing.add_argument("--empty", action="store_true", help="without a demonstration city")
    preparing.set_defaults(command=prepare)


def prepare(options: argparse.Namespace) -> None:
    """Build the assets, bring the database up to date, fill it if it is empty, collect the static files."""
    from django.core.management import call_command

    from hearth.core import assets, database

    assets.build(say)
    database.ensure_roles(os.environ["DATABASE_URL"])
    call_command("migrate", interactive=False, verbosity=0)
    if not options.empty:
        _demonstration_if_empty()
    _collect_static()


def _demonstration_if_empty() -> None:
    # Called by its command: core may not reach up.
    from hearth.__main__ import main

    if not importlib.util.find_spec("hearth.demonstration.commands"):
        return
    if main(["demo", "--if-empty"]):
        sys.exit("The demonstration city could not be built.")


def _collect_static() -> None:
    """Django would compress every file again; one line kept beside them says whether anything changed."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Packing the pages' files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def _fingerprint() -> str:
    lines = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in sorted(_static_files())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _static_files() -> Iterator[Path]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, storage in finder.list([]):
            yield Path(storage.path(path))


def say(sentence: str) -> None:
    """Tell whoever is watching what is being done."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
