"""`hearth import`, and beside it `hearth key`: bring in what other records tell, and say what became of every row."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hearth.exchange import export_commands, key_commands

if TYPE_CHECKING:
    from hearth.exchange.report import Report

FAILED = 1


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. Importing this must not need settings."""
    key_commands.register(subparsers)
    export_commands.register(subparsers)
    bringing = subparsers.add_parser("import", help="bring in people and their history from other records")
    kinds = bringing.add_subparsers(required=True, metavar="WHAT")
    _add(kinds, "fhir", "FHIR R4: resources, bundles or one resource a line (NDJSON)", "fhir", bring_in_fhir)
    _add(kinds, "people", "a list of people in CSV, as a spreadsheet saves it", "list of people", bring_in_people)


def _add(
    kinds: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    words: str,
    system: str,
    command: Callable[[argparse.Namespace], int],
) -> None:
    parser = kinds.add_parser(name, help=words, description=f"Bring in {words}. Running it twice changes nothing.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--report", type=Path, metavar="FILE", help="also write what became of every row as JSON")
    parser.add_argument("--source", default=system, help="whose ids these are, if you bring in from several records")
    parser.set_defaults(command=command)


def bring_in_fhir(options: argparse.Namespace) -> int:
    """Returns 0 if everything was taken, matched or unchanged, 3 if something was held or refused, 1 on failure."""
    from hearth.core.environment import settings_ready

    with settings_ready():
        from hearth.exchange.runs.fhir import PASSES
        from hearth.exchange.runs.fhir import bring_in_fhir as run

        return _run(options, PASSES, run)


def bring_in_people(options: argparse.Namespace) -> int:
    """Returns 0 if everything was taken, matched or unchanged, 3 if something was held or refused, 1 on failure."""
    from hearth.core.environment import settings_ready

    with settings_ready():
        from hearth.exchange.runs.lists import bring_in_lists

        return _run(options, 1, bring_in_lists)


def _run(options: argparse.Namespace, passes: int, run: "Callable[..., Report]") -> int:
    from django.db import DatabaseError
    from django.utils import timezone

    files = list(dict.fromkeys(options.files))
    try:
        total = passes * sum(_size(path) for path in files)
        with _progress(files, total) as advance:
            report = run(files, at=timezone.now(), advance=advance, system=options.source[:120])
        if options.report:
            report.save(options.report)
    except OSError as problem:
        print(f"{problem.filename}: {problem.strerror}. Nothing more was brought in.", file=sys.stderr)  # noqa: T201
        return FAILED
    except DatabaseError as problem:
        kind = type(problem).__name__
        print(f"The database did not answer as it should ({kind}). Run the import again.", file=sys.stderr)  # noqa: T201
        return FAILED
    for line in report.lines():
        print(line)  # noqa: T201
    return report.exit_code


def _size(path: Path) -> int:
    with path.open("rb") as stream:
        return os.fstat(stream.fileno()).st_size


@contextmanager
def _progress(files: Sequence[Path], total: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal; elsewhere a plain line before, so that a log stays readable."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        print(f"Reading {len(files)} file{'s' if len(files) != 1 else ''}.", file=sys.stderr)  # noqa: T201
        yield lambda _bytes: None
        return
    columns = (TextColumn("Bringing in"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)
