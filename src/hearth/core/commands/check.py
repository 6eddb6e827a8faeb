"""`hearth check`: is everything true that must be true?"""

import argparse
import importlib
import importlib.util
import json
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hearth.core.checks import Check

SHOWN = 20


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    checking = subparsers.add_parser("check", help="look whether everything is true that must be true; 0 only if clean")
    checking.add_argument("--json", type=Path, metavar="FILE", help="also write what was found to a file")
    checking.set_defaults(command=check)


def check(options: argparse.Namespace) -> int:
    """Run every package's checks and say what was found. Returns 0 only if all are clean."""
    found = [{"name": check.name, "problems": _problems(check)} for check in _all_checks()]
    clean = not any(entry["problems"] for entry in found)
    if options.json:
        options.json.write_text(json.dumps({"clean": clean, "checks": found}, indent=2) + "\n")
    for entry in found:
        _report(entry)
    return 0 if clean else 1


def _all_checks() -> "Iterator[Check]":
    from django.apps import apps

    for config in apps.get_app_configs():
        module = f"{config.name}.checks"
        if config.name.startswith("hearth.") and importlib.util.find_spec(module):
            yield from importlib.import_module(module).checks()


def _problems(check: "Check") -> list[str]:
    """A check that fails itself is a problem, and does not keep the others from running."""
    from django.utils import timezone

    from hearth.core.actor import SYSTEM
    from hearth.core.scope import acting_as

    try:
        with acting_as(SYSTEM, at=timezone.now()):
            return check.problems()
    except Exception as problem:
        place = traceback.extract_tb(problem.__traceback__)[-1]
        return [f"could not be checked: {type(problem).__name__} at {place.name}, line {place.lineno}"]


def _report(entry: dict[str, Any]) -> None:
    problems = entry["problems"]
    say(f"{'Clean  ' if not problems else 'Problem'}  {entry['name']}")
    for problem in problems[:SHOWN]:
        say(f"         {problem}")
    if len(problems) > SHOWN:
        say(f"         and {len(problems) - SHOWN} more")


def say(sentence: str) -> None:
    """Print a line of the report."""
    print(sentence, file=sys.stdout)  # noqa: T201
