"""The command `hearth`: every package brings its own commands in `commands`, with `register(subparsers)`."""

import argparse
import importlib
import importlib.util
import sys

from hearth.core import environment
from hearth.core.operating import CannotRun

PACKAGES = ("core", "organisations", "people", "outcomes", "exchange", "demonstration")


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Returns its exit code: 0 done, 1 failed, 2 not understood, others as the command says.

    A command is set by `set_defaults(command=function)`; with `bare=True` it runs before Django is set up. Modules of
    commands are imported before that too, so they import models inside their functions.
    """
    parser = argparse.ArgumentParser(prog="hearth", description="Run and look after a Hearth.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for package in PACKAGES:
        name = f"hearth.{package}.commands"
        if importlib.util.find_spec(name):
            importlib.import_module(name).register(subparsers)
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except CannotRun as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1


def _run(options: argparse.Namespace) -> int:
    if getattr(options, "bare", False):
        return int(options.command(options) or 0)
    with environment.settings_ready():
        return int(options.command(options) or 0)


if __name__ == "__main__":
    sys.exit(main())
